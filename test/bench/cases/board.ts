import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import type { Db } from '#db/client.ts'
import * as schema from '#db/schema/index.ts'
import { boardSearch } from '#domain/violation/input/board.ts'
import { listCases } from '#domain/violation/queries/list.ts'
import { parseSearch } from '#platform/http/search-params.ts'
import { compareRates } from '#test/bench/rate.ts'
import type { Bench, Figure } from '#test/bench/run.ts'
import type { BenchSite } from '#test/bench/site.ts'

/** States of the board as readers reach them: filters, then words. The first three and the quarter are explained plan by plan. */
const states = [
  '',
  'region=430922&year=2024&category=falsified_data',
  'q=华泰',
  'page=10000',
  'region=430922&region=430923&measure=fine&control=municipal',
  'measure=closure&sort=decided',
  'execution=overdue&fine=from_1m&measure=seizure&sort=-fine',
  'repeat=yes&sector=paper',
  'q=暗管',
  'q=暗管 桃江',
  'q=桃江&region=430922&year=2024',
  'q=检查',
  'region=430922&year=2024&quarter=2',
  'year=2023&quarter=3&measure=fine&category=serious_exceedance',
]
const rounds = 40

export const bench: Bench = {
  title: 'Exposure board: 1,000,000 cases; a cached page',
  async run(site) {
    return [...(await timeStates(site)), await timeCachedPage(site)]
  },
}

async function timeStates(site: BenchSite): Promise<Figure[]> {
  const seen: { query: string; params: unknown[] }[] = []
  const client = postgres(site.databaseUrl, {
    max: 1,
    connection: { role: 'qingyuan_app', TimeZone: 'Asia/Shanghai', work_mem: '16MB' },
  })
  const logger = { logQuery: (query: string, params: unknown[]) => seen.push({ query, params }) }
  const explained = drizzle(client, { schema, casing: 'snake_case', logger }) as Db
  const every: number[] = []
  console.log('\n| state | cases | median ms | worst ms |\n|---|---:|---:|---:|')
  const lines: string[] = []
  for (const [place, state] of states.entries()) {
    const { values } = parseSearch(boardSearch.zh, new URLSearchParams(state))
    seen.length = 0
    await listCases(explained, values)
    if (place < 3 || state.includes('quarter=')) lines.push(`\n## /board?${state}`, ...(await plans(client, seen)))
    const times: number[] = []
    let total = ''
    for (let round = 0; round < rounds; round++) {
      const started = performance.now()
      const list = await listCases(site.connection.db, values)
      times.push(performance.now() - started)
      total = `${list.total}${list.hasMore ? '+' : ''}`
    }
    if (state.split('&').length >= 3) every.push(...times)
    times.sort((a, b) => a - b)
    console.log(`| ${state} | ${total} | ${ms(times[rounds >> 1])} | ${ms(times.at(-1))} |`)
  }
  console.log(lines.join('\n'))
  await client.end()
  every.sort((a, b) => a - b)
  const p95 = every[Math.floor(every.length * 0.95)] ?? 0
  return [
    {
      name: 'board: three filters, list and all counts, p95',
      beside: 'goal of 50 ms in the database',
      ours: `${ms(p95)} ms`,
      floor: '50 ms',
      ratio: p95 / 50,
      goal: 1,
      atMost: true,
    },
  ]
}

async function plans(client: postgres.Sql, seen: { query: string; params: unknown[] }[]): Promise<string[]> {
  const found: string[] = []
  for (const { query, params } of seen.filter((one) => !one.query.startsWith('explain'))) {
    const plan = await client.unsafe(`explain (analyze, buffers, costs off) ${query}`, params as string[])
    found.push('', ...plan.map((row) => String(row['QUERY PLAN']).slice(0, 200)))
  }
  return found
}

async function timeCachedPage(site: BenchSite): Promise<Figure> {
  const path = '/board?region=430922&category=falsified_data'
  await fetch(site.url + path)
  const kept = await fetch(site.url + path)
  const body = await kept.text()
  if (kept.headers.get('x-cache') !== 'hit') throw new Error('The board page was not kept')
  const own = new Set(['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding'])
  const head = [...kept.headers].filter(([name]) => !own.has(name)).flat()
  const floor = await site.startFloor('board.ts', { GIVEN: JSON.stringify({ head, body }) })
  const measured = await compareRates(site.url, floor.url, [path])
  await floor.stop()
  return {
    name: 'board page out of the cache',
    beside: `node:http, same ${Math.round(Buffer.byteLength(body) / 1024)} KB and headers`,
    ours: `${measured.ours.toFixed(0)}/s`,
    floor: `${measured.floor.toFixed(0)}/s`,
    ratio: measured.ratio,
    goal: 0.5,
  }
}

const ms = (value: number | undefined) => (value ?? 0).toFixed(1)
