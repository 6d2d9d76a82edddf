import type { Db } from '#db/client.ts'
import { bigramsOf } from '#db/search-text.ts'
import { findInMeili } from '#platform/search/meilisearch/find.ts'
import { indexSettings, type MeiliSettings, meiliServer } from '#platform/search/meilisearch/server.ts'
import type { SearchDocument, SearchEngine } from '#platform/search/port.ts'
import { postgresEngine } from '#platform/search/postgres/engine.ts'

/**
 * The search in a Meilisearch of one's own. It says which things fit and in what order; what is shown of them comes from the database,
 * so that what has left it is never shown, and the copy there holds no text to be read.
 */
export function meiliEngine(db: Db, settings: MeiliSettings): SearchEngine {
  const server = meiliServer(settings)
  const live = settings.index ?? 'qingyuan'
  const next = `${live}_next`
  const put = async (index: string, documents: readonly SearchDocument[]) => {
    if (documents.length > 0) await server.index(index).addDocuments(documents.map(asStored)).waitTask()
  }
  const prepare = async (index: string) => {
    await server.createIndex(index, { primaryKey: 'id' }).waitTask()
    await server.index(index).updateSettings(indexSettings).waitTask()
  }
  const exists = async (index: string) =>
    (await server.getIndexes({ limit: 1000 })).results.some(({ uid }) => uid === index)

  return {
    name: 'meilisearch',
    async put(documents) {
      if (!(await exists(live))) await prepare(live)
      await put(live, documents)
      if (await exists(next)) await put(next, documents)
    },
    async remove(keys) {
      if (keys.length === 0) return
      for (const index of [live, next])
        if (await exists(index)) await server.index(index).deleteDocuments(keys.map(idOf)).waitTask()
    },
    find: (query) => findInMeili(db, server, live, query),
    // Names are few and stand in the database: a question over the network for each key pressed would only be slower.
    suggest: (q, limit) => postgresEngine(db).suggest(q, limit),
    async rebuild(documents) {
      if (await exists(next)) await server.deleteIndex(next).waitTask()
      await prepare(next)
      if (!(await exists(live))) await prepare(live)
      let count = 0
      for await (const batch of documents) {
        await put(next, batch)
        count += batch.length
      }
      await server.swapIndexes([{ indexes: [live, next], rename: false }]).waitTask()
      await server.deleteIndex(next).waitTask()
      return { count }
    },
  }
}

const idOf = (key: string): string => key.replace(':', '_')

const asStored = ({ key, kind, names, searchText, regionCode, year, weight }: SearchDocument) => ({
  id: idOf(key),
  key,
  kind,
  names,
  words: searchText,
  pairs: bigramsOf(searchText.split(' ')),
  regionCode,
  year,
  weight,
})
