import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { afterAll, describe, expect, it } from 'vitest'
import { searchEngine } from '#platform/search/engine.ts'
import { meiliEngine } from '#platform/search/meilisearch/engine.ts'
import { meiliServer } from '#platform/search/meilisearch/server.ts'
import type { SearchDocument, SearchEngine } from '#platform/search/port.ts'
import { postgresEngine } from '#platform/search/postgres/engine.ts'
import { asked, documentOf, keepsTheContract, keysOf } from '#test/platform/search/contract.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase()
const url = process.env.MEILI_URL
const key = process.env.MEILI_KEY
const isThere =
  url !== undefined &&
  (await fetch(new URL('/health', url)).then(
    ({ ok }) => ok,
    () => false,
  ))

describe.skipIf(!isThere)(isThere ? 'the search in Meilisearch' : 'Meilisearch: no server at MEILI_URL', () => {
  const settings = { url: url as string, key, index: `qy_test_${randomBytes(4).toString('hex')}` }
  afterAll(async () => {
    await meiliServer(settings).deleteIndex(settings.index).waitTask()
  })
  /** As in an installation: the database's index is kept too. */
  const both = (): SearchEngine => {
    const [own, mirror] = [postgresEngine(database.db), meiliEngine(database.db, settings)]
    return {
      ...mirror,
      put: async (documents) => void (await Promise.all([own.put(documents), mirror.put(documents)])),
      remove: async (keys) => void (await Promise.all([own.remove(keys), mirror.remove(keys)])),
      rebuild: async (documents) => {
        const kept: (readonly SearchDocument[])[] = []
        for await (const batch of documents) kept.push(batch)
        const again = async function* () {
          yield* kept
        }
        await own.rebuild(again())
        return mirror.rebuild(again())
      },
    }
  }
  keepsTheContract(both)
})

describe('while Meilisearch is away', () => {
  it('the database answers, and it is left alone for a while', async () => {
    let calls = 0
    const broken = createServer((_, response) => {
      calls++
      response.writeHead(503).end('{}')
    })
    await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve))
    const settings = {
      MEILI_URL: `http://127.0.0.1:${(broken.address() as { port: number }).port}`,
      MEILI_KEY: undefined,
    }
    await postgresEngine(database.db).put([documentOf('enterprise', '91430900MAFAKE0042', ['益阳留守化工有限公司'])])
    for (let i = 0; i < 3; i++)
      expect(keysOf(await searchEngine(database.db, settings).find(asked('留守化工')))).toEqual([
        'enterprise:91430900MAFAKE0042',
      ])
    expect(calls).toBe(1)
    broken.closeAllConnections()
    broken.close()
  })
})
