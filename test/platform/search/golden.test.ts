import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { nameKey } from '#db/search-text.ts'
import { rebuildIndex } from '#domain/search/commands/rebuild.ts'
import { postgresEngine } from '#platform/search/postgres/engine.ts'
import { groupsInOrder } from '#src/components/search/state.ts'
import { asked } from '#test/platform/search/contract.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const queries = readFileSync(new URL('../../fixtures/search-golden.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t') as [q: string, key: string, why: string])

beforeAll(async () => {
  await rebuildIndex(database.db)
})

/** The first ten of the kind that was looked for: each kind has its own group on the page. */
async function firstTen(q: string, kind: string): Promise<string[]> {
  const { groups } = await postgresEngine(database.db).find(asked(q))
  return groups.filter((group) => group.kind === kind).flatMap(({ hits }) => hits.map(({ key }) => key))
}

describe('what people type', () => {
  it(`is found among the first ten in 95 of 100 cases (${queries.length} queries)`, async () => {
    expect(queries.length).toBeGreaterThanOrEqual(300)
    const missed: string[] = []
    for (const [q, key, why] of queries) {
      const [kind = '', ref] = key.split(':')
      const keys = await firstTen(q, kind)
      if (ref === '*' ? keys.length === 0 : !keys.includes(key)) missed.push(`${q} -> ${key} (${why})`)
    }
    const recall = 1 - missed.length / queries.length
    console.log(`recall@10 ${recall.toFixed(3)} of ${queries.length} queries; missed:\n${missed.join('\n')}`)
    expect(recall).toBeGreaterThanOrEqual(0.95)
  }, 120_000)

  it('stands first on the page where it is the very name of something, always', async () => {
    const named = await database.sql<{ name: string; key: string }[]>`
      select title_zh as name, key from search_documents_b where kind in ('enterprise', 'factor', 'term', 'regulation')
      union all select shown->>'decisionNo', key from (select * from search_documents_b where kind = 'case' order by key limit 60) c`
    const wrong: string[] = []
    for (const { name, key } of named) {
      const answer = await postgresEngine(database.db).find({ ...asked(name), limit: 2 })
      const first = groupsInOrder(answer)[0]?.hits[0]
      const isSame =
        first?.key === key || nameKey(first?.titleZh ?? '') === nameKey(name) || first?.shown.decisionNo === name
      if (!isSame) wrong.push(`${name} -> ${first?.titleZh}`)
    }
    expect(wrong).toEqual([])
    expect(named.length).toBeGreaterThan(500)
  }, 120_000)
})
