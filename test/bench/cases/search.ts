import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { searchTerms } from '#db/search-text.ts'
import { find, mostCounted } from '#platform/search/postgres/find.ts'
import { suggest } from '#platform/search/postgres/suggest.ts'
import { holdsWords, liveTables, type Tables } from '#platform/search/postgres/tables.ts'
import { loadSearch } from '#test/bench/load-search.ts'
import type { Bench, Figure } from '#test/bench/run.ts'
import type { BenchSite } from '#test/bench/site.ts'

const rounds = 6

export const bench: Bench = {
  title: 'Search: 100,000 enterprises and 1,000,000 cases in one index',
  async run(site) {
    await loadSearch(site.databaseUrl)
    const { db } = site.connection
    const tables = await liveTables(db)
    const queries = await whatPeopleType(site)
    await explain(db, tables)
    return [...(await timeSearches(db, tables, queries)), ...(await timeSuggestions(db, queries))]
  },
}

/** Names, parts of names, pinyin, initials, codes, decision numbers, addresses; words that few and that very many cases hold. */
async function whatPeopleType({ connection }: BenchSite): Promise<string[]> {
  const firms = await connection.sql<{ name: string; namePinyin: string; creditCode: string; address: string }[]>`
    select name, name_pinyin as "namePinyin", credit_code as "creditCode", address from enterprises where id % 2500 = 7 order by id limit 40`
  const cases = await connection.sql<{ decisionNo: string; title: string }[]>`
    select decision_no as "decisionNo", title from violation_cases where id % 50000 = 11 and state = 'published' order by id limit 20`
  return [
    ...firms.map(({ name }) => name),
    ...firms.slice(0, 20).map(({ name }) => name.slice(2, 7)),
    ...firms.slice(0, 10).map(({ namePinyin }) => namePinyin.replaceAll(' ', '')),
    ...firms.slice(0, 10).map(({ namePinyin }) =>
      namePinyin
        .split(' ')
        .map((part) => part[0])
        .join(''),
    ),
    ...firms.slice(0, 10).map(({ creditCode }) => creditCode.slice(6, 16)),
    ...firms.slice(0, 5).map(({ address }) => address.slice(-8)),
    ...cases.map(({ decisionNo }) => decisionNo),
    ...cases.slice(0, 10).map(({ title }) => title),
    ...['桃江 造纸', '桃江 暗管', '暗管', '造纸 超标', '篡改 监测', '化学需氧量', 'COD', '渗坑', '安化 锑', '华泰'],
    ...['检查', '废水', '有限公司', '超标排放'],
  ]
}

interface Timed {
  q: string
  ours: number[]
  bare: number[]
  uncounted: number[]
  looked: number
}

async function timeSearches(db: Db, tables: Tables, queries: string[]): Promise<Figure[]> {
  const timed: Timed[] = queries.map((q) => ({ q, ours: [], bare: [], uncounted: [], looked: 0 }))
  for (let round = 0; round <= rounds; round++) {
    for (const each of timed) {
      const words = searchTerms(each.q)
      const asked = { q: each.q, kinds: [], regions: [], years: [], limit: 5, offset: 0 }
      const ways = {
        bare: () => bareSearch(db, tables, words),
        ours: async () => {
          each.looked = (await find(db, tables, words, asked)).looked
        },
        uncounted: () => find(db, tables, words, asked, false),
      }
      // In turns: whoever asks second finds the pages in memory.
      const order = (['bare', 'ours', 'uncounted'] as const).map((_, i, all) => all[(i + round) % 3] as (typeof all)[0])
      const took = { bare: 0, ours: 0, uncounted: 0 }
      for (const way of order) took[way] = await ms(ways[way])
      if (round === 0) continue // the first is for the cache
      each.ours.push(took.ours)
      each.bare.push(took.bare)
      each.uncounted.push(took.uncounted)
    }
  }
  console.log('\n| words | things | median ms | bare |\n|---|---:|---:|---:|')
  for (const { q, ours, bare, looked } of timed.filter((_, place) => place % 6 === 0 || place > queries.length - 14))
    console.log(`| ${q} | ${looked} | ${median(ours).toFixed(1)} | ${median(bare).toFixed(1)} |`)
  const of = (name: 'ours' | 'bare' | 'uncounted') => timed.flatMap((each) => each[name])
  const [ours, bare, uncounted] = [p95(of('ours')), p95(of('bare')), p95(of('uncounted'))]
  return [
    {
      name: `search of ${queries.length} queries, grouped, ranked, counted, p95 (p50 ${median(of('ours')).toFixed(1)} ms)`,
      beside: `the pairs in the index and the text read again, up to ${mostCounted} (p50 ${median(of('bare')).toFixed(1)} ms)`,
      ours: `${ours.toFixed(1)} ms`,
      floor: `${bare.toFixed(1)} ms`,
      ratio: ours / bare,
      goal: 2,
      atMost: true,
    },
    {
      name: 'the counts beside the filters, p95',
      beside: 'the same search without them',
      ours: `${ours.toFixed(1)} ms`,
      floor: `${uncounted.toFixed(1)} ms`,
      ratio: ours / uncounted,
      goal: 2,
      atMost: true,
    },
  ]
}

/** What any search in this index costs at least: the pairs, and the text read to see whether they stand together. */
const bareSearch = (db: Db, { documents }: Tables, words: string[]) =>
  db.execute(
    sql`select key from ${documents} d where ${holdsWords(sql`d.search_text`, words)} limit ${mostCounted + 1}`,
  )

async function timeSuggestions(db: Db, queries: string[]): Promise<Figure[]> {
  const begun = queries.slice(0, 80).flatMap((q) => [1, 2, 3, 4, 6].map((length) => q.slice(0, length)))
  for (const q of begun.slice(0, 40)) await suggest(db, q, 8)
  const before = process.memoryUsage().rss
  const times: number[] = []
  for (const q of begun) times.push(await ms(() => suggest(db, q, 8)))
  const grown = (process.memoryUsage().rss - before) / 1024 / 1024
  const figure = { floor: '', ratio: null, goal: null }
  return [
    {
      ...figure,
      name: `suggestions at ${begun.length} keystrokes, p95 (p50 ${median(times).toFixed(1)} ms)`,
      beside: 'under 15 ms',
      ours: `${p95(times).toFixed(1)} ms`,
    },
    { ...figure, name: 'memory that they take', beside: 'under 100 MB', ours: `${grown.toFixed(0)} MB` },
  ]
}

async function explain(db: Db, tables: Tables): Promise<void> {
  for (const q of ['桃江 暗管', '废水']) {
    const plan = await db.execute<{ 'QUERY PLAN': string }>(
      sql`explain (analyze, buffers, costs off) select key from ${tables.documents} d where ${holdsWords(sql`d.search_text`, searchTerms(q))} limit ${mostCounted + 1}`,
    )
    console.log(`\n## ${q}\n${[...plan].map((row) => row['QUERY PLAN']).join('\n')}`)
  }
}

async function ms(work: () => PromiseLike<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

const sorted = (values: number[]) => [...values].sort((a, b) => a - b)
const median = (values: number[]) => sorted(values)[Math.floor(values.length / 2)] as number
const p95 = (values: number[]) => sorted(values)[Math.ceil(values.length * 0.95) - 1] as number
