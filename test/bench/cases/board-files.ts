import { gzipSync } from 'node:zlib'
import { boardStatistics } from '#domain/violation/input/board.ts'
import { getStatistics } from '#domain/violation/queries/statistics.ts'
import { parseSearch } from '#platform/http/search-params.ts'
import { residentMb } from '#test/bench/process.ts'
import { explain, watchQueries } from '#test/bench/queries.ts'
import type { Bench, Figure } from '#test/bench/run.ts'
import type { BenchSite } from '#test/bench/site.ts'

export const bench: Bench = {
  title: 'Exposure board: sums, files, feeds and the weight of its page',
  run: async (site) => [
    await statistics(site),
    await memory(site, 'csv', '/board.csv'),
    await memory(site, 'xlsx', '/board.xlsx?year=2024'),
    await firstByte(site),
    await weight(site),
  ],
}

const rounds = 40

/** Every table of the statistics for a year and a county; the plan tells whether the cases themselves were read. */
async function statistics(site: BenchSite): Promise<Figure> {
  const { values } = parseSearch(boardStatistics.zh, new URLSearchParams('year=2024&region=430922'))
  const queries = await watchQueries(site.databaseUrl, async (db, seen) => {
    await getStatistics(db, values)
    return [...seen]
  })
  const scanned = await explain(site.databaseUrl, 'board sums of a year and a county', queries)
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    await getStatistics(site.connection.db, values)
    times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  const p95 = times[Math.floor(rounds * 0.95)] ?? 0
  return {
    name: 'board statistics in the database, p95',
    beside: `goal of 50 ms; read from end to end: ${scanned.join(', ') || 'none'}`,
    ours: `${p95.toFixed(1)} ms`,
    floor: '50 ms',
    ratio: p95 / 50,
    goal: 1,
    atMost: true,
  }
}

const mostGrowthMb = 96

/** What the web process grows by while it sends a long file, as the highest that was seen against before. */
async function memory(site: BenchSite, kind: string, path: string): Promise<Figure> {
  await (await fetch(`${site.url}/board.${kind}?year=2017&category=obstruction&region=430922`)).arrayBuffer()
  const before = residentMb(site.webPid)
  let highest = before
  const watch = setInterval(() => {
    highest = Math.max(highest, residentMb(site.webPid))
  }, 100)
  const started = performance.now()
  let bytes = 0
  for await (const part of (await fetch(site.url + path)).body as unknown as AsyncIterable<Uint8Array>)
    bytes += part.length
  clearInterval(watch)
  const seconds = (performance.now() - started) / 1000
  const growth = highest - before
  return {
    name: `memory of a long file, ${path}`,
    beside: `${(bytes / 1e6).toFixed(0)} MB sent in ${seconds.toFixed(0)} s; ${before.toFixed(0)} MB before`,
    ours: `${growth.toFixed(0)} MB more`,
    floor: `${mostGrowthMb} MB`,
    ratio: growth / mostGrowthMb,
    goal: 1,
    atMost: true,
  }
}

/** A feed of 500 entries beside one of a single entry: when its first byte is there, the rest is still being read. */
async function firstByte(site: BenchSite): Promise<Figure> {
  const time = async (limit: number, round: number) => {
    const started = performance.now()
    const response = await fetch(`${site.url}/board/feed.atom?limit=${limit}&n=${limit}-${round}`)
    if (!response.ok) throw new Error(`the feed answered ${response.status}`)
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    await reader.read()
    const first = performance.now() - started
    while (!(await reader.read()).done);
    return { first, whole: performance.now() - started }
  }
  const long: { first: number; whole: number }[] = []
  const short: { first: number; whole: number }[] = []
  for (let round = 0; round < 15; round++) {
    long.push(await time(500, round))
    short.push(await time(1, round))
  }
  const median = (of: typeof long, what: 'first' | 'whole') =>
    of.map((each) => each[what]).sort((a, b) => a - b)[of.length >> 1] ?? 0
  const [ours, floor] = [median(long, 'first'), median(short, 'first')]
  return {
    name: 'first byte of the feed of 500 entries',
    beside: `that of one entry; the whole feed ${median(long, 'whole').toFixed(0)} ms`,
    ours: `${ours.toFixed(1)} ms`,
    floor: `${floor.toFixed(1)} ms`,
    ratio: ours / floor,
    goal: 3,
    atMost: true,
  }
}

/** The first page of the board as a reader without JavaScript gets it: HTML and styles, compressed. */
async function weight(site: BenchSite): Promise<Figure> {
  const html = await (await fetch(`${site.url}/board`)).text()
  const files = new Set([...html.matchAll(/href="(\/assets\/[^"]+\.css)"/g)].map(([, file]) => file as string))
  const styles = await Promise.all([...files].map(async (file) => (await fetch(site.url + file)).text()))
  const kb = [html, ...styles].reduce((sum, text) => sum + gzipSync(text).length, 0) / 1024
  return {
    name: 'first page of the board, compressed, without JavaScript',
    beside: `HTML ${(gzipSync(html).length / 1024).toFixed(1)} KB and ${files.size} files of styles`,
    ours: `${kb.toFixed(1)} KB`,
    floor: '60 KB',
    ratio: kb / 60,
    goal: 1,
    atMost: true,
  }
}
