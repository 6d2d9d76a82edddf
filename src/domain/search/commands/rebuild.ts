import type { Db } from '#db/client.ts'
import { allDocuments } from '#domain/search/queries/documents/all.ts'
import { referenceDocuments } from '#domain/search/queries/documents/reference.ts'
import { mirrorEngine } from '#platform/search/engine.ts'
import { searchEdition } from '#platform/search/port.ts'
import { postgresEngine } from '#platform/search/postgres/engine.ts'
import { readState } from '#platform/search/postgres/tables.ts'

/** Fills the whole index anew while the old one answers. `db` needs two connections: one reads while the other writes. */
export async function rebuildIndex(db: Db): Promise<{ count: number }> {
  const rebuilt = await postgresEngine(db).rebuild(allDocuments(db))
  await mirrorEngine(db)?.rebuild(allDocuments(db))
  return rebuilt
}

/** At a worker's start: the whole index where there is none of this edition; else what a release may have changed. */
export async function bringUpToDate(db: Db): Promise<void> {
  const { edition } = await readState(db)
  if (edition !== searchEdition) await rebuildIndex(db)
  else await postgresEngine(db).put(await referenceDocuments(db))
}
