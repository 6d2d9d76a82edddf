import type { Db } from '#db/client.ts'
import type { SearchEngine } from '#platform/search/port.ts'
import { findCorrecting } from '#platform/search/postgres/correct.ts'
import { rebuild } from '#platform/search/postgres/rebuild.ts'
import { suggest } from '#platform/search/postgres/suggest.ts'
import { put, remove } from '#platform/search/postgres/write.ts'

/** The search in the database itself: what the other engines are measured by, and what answers when they are away. */
export const postgresEngine = (db: Db): SearchEngine => ({
  name: 'postgres',
  put: (documents) => put(db, documents),
  remove: (keys) => remove(db, keys),
  find: (query) => findCorrecting(db, query),
  suggest: (q, limit) => suggest(db, q, limit),
  rebuild: (documents) => rebuild(db, documents),
})
