import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { sql } from 'drizzle-orm'
import type { Disk } from 'flydrive'
import type { Db } from '#db/client.ts'
import { openDataDumps } from '#db/schema/open-data.ts'
import { ParquetFile } from '#domain/open-data/commands/parquet.ts'
import { removeDumps } from '#domain/open-data/commands/remove.ts'
import { fileSearch } from '#domain/open-data/input.ts'
import { listDumps } from '#domain/open-data/queries/dumps.ts'
import { csvOf } from '#domain/open-data/queries/file.ts'
import { eachRow } from '#domain/open-data/queries/read.ts'
import { openLists } from '#domain/open-data/queries/registry.ts'
import { keptDays } from '#domain/open-data/rules/catalogue.ts'
import type { OpenList } from '#domain/open-data/rules/list.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import { log } from '#platform/log.ts'
import { putStream } from '#platform/storage/files.ts'

/**
 * Makes the whole tables of today that are not there, may no longer be shown as they are, or were made before their list had
 * anything; removes those of days gone by.
 * @returns the lists that were made
 */
export async function makeDumps(db: Db, now: Date, disk?: Disk): Promise<string[]> {
  const today = cityDate(now)
  const shown = await listDumps(db)
  const begun = await listsBegun(
    db,
    openLists.filter(({ name }) => shown.some(({ list, day, rows }) => list === name && day === today && rows === 0)),
    now,
  )
  const isShown = (list: string, day: string) =>
    shown.some((dump) => dump.list === list && dump.day === day) && !(day === today && begun.has(list))
  await removeDumps(db, ({ list, day }) => day <= addDays(today, -keptDays) || !isShown(list, day), disk)
  const missing = openLists.filter(({ name, isDumped }) => isDumped && !isShown(name, today))
  for (const list of missing) await makeDump(db, list, now, disk)
  if (missing.length > 0) log.info({ lists: missing.length }, 'whole tables made')
  return missing.map(({ name }) => name)
}

/** A fault of the reading is one of what is read here: by `pipe` alone nobody would hear of it, and the process would end. */
const zippedOf = (parts: AsyncIterable<string | Buffer>) => pipeline(Readable.from(parts), createGzip(), () => {})

/** Of lists whose table of today is empty: those that have something by now. */
async function listsBegun(db: Db, empty: readonly OpenList[], now: Date): Promise<ReadonlySet<string>> {
  const begun = new Set<string>()
  for (const list of empty) {
    const { rows } = await list.read(db, list.search.parse({ limit: '1' }), now, false)
    if (rows.length > 0) begun.add(list.name)
  }
  return begun
}

/** Both files of a table from one reading. */
async function makeDump(db: Db, list: OpenList, now: Date, disk?: Disk): Promise<void> {
  const [seen] = (await db.execute(sql`select pg_snapshot_xmin(pg_current_snapshot())::text as tx`)) as unknown as {
    tx: string
  }[]
  const path = join(tmpdir(), `qingyuan-${randomUUID()}.parquet`)
  try {
    const parquet = new ParquetFile(path, list.columns)
    async function* rows() {
      for await (const batch of eachRow(db, list, fileSearch(list).parse({}), now)) {
        parquet.add(batch)
        yield batch
      }
    }
    const csv = csvOf(list.columns, rows())
    const zipped = await putStream(zippedOf(csv.parts()), disk)
    parquet.finish()
    const columns = await putStream(createReadStream(path), disk)
    const { rows: count, sha256: contentSha256 } = csv.end()
    const common = {
      list: list.name,
      day: cityDate(now),
      rows: count,
      contentSha256,
      madeAt: now,
      seenTx: seen?.tx ?? '0',
    }
    await db.insert(openDataDumps).values([
      { ...common, format: 'csv.gz', bytes: zipped.size, sha256: zipped.sha256 },
      { ...common, format: 'parquet', bytes: columns.size, sha256: columns.sha256 },
    ])
  } finally {
    await rm(path, { force: true })
  }
}
