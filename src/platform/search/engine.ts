import type { Db } from '#db/client.ts'
import { type Config, config } from '#platform/config.ts'
import { log } from '#platform/log.ts'
import { meiliEngine } from '#platform/search/meilisearch/engine.ts'
import type { SearchEngine } from '#platform/search/port.ts'
import { postgresEngine } from '#platform/search/postgres/engine.ts'

type MeiliSettings = Pick<Config, 'MEILI_URL' | 'MEILI_KEY'>

/** After Meilisearch did not answer, so long nobody waits for it. */
const leftAloneMs = 10_000
let awayUntil = 0

/** The engine that answers searches: Meilisearch where there is one; the database where there is none, or while it is away. */
export function searchEngine(db: Db, settings: MeiliSettings = config()): SearchEngine {
  const own = postgresEngine(db)
  const mirror = mirrorEngine(db, settings)
  return mirror
    ? {
        ...own,
        find: (query) =>
          whileThere(
            () => mirror.find(query),
            () => own.find(query),
          ),
      }
    : own
}

/** The Meilisearch of this installation, kept beside the database's index; undefined where none is set. */
export function mirrorEngine(
  db: Db,
  { MEILI_URL: url, MEILI_KEY: key }: MeiliSettings = config(),
): SearchEngine | undefined {
  return url === undefined ? undefined : meiliEngine(db, { url, key })
}

async function whileThere<T>(ask: () => Promise<T>, instead: () => Promise<T>): Promise<T> {
  if (performance.now() < awayUntil) return instead()
  try {
    return await ask()
  } catch (error) {
    awayUntil = performance.now() + leftAloneMs
    log.warn({ err: error }, 'search: Meilisearch is away, the database answers')
    return instead()
  }
}
