import { readInbox } from '#domain/inbox/queries/inbox.ts'
import { listProblems } from '#domain/rectification/queries/list.ts'
import { listRegions } from '#domain/region/queries.ts'
import { screeningSearch } from '#domain/screening/input.ts'
import { annexSheets, annexTable } from '#domain/screening/queries/annex-sheets.ts'
import { listScreening } from '#domain/screening/queries/list.ts'
import type { LedgerKind } from '#domain/screening/rules/annex.ts'
import { parseSearch } from '#platform/http/search-params.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { annexStream } from '#platform/sheet/annex-stream.ts'
import { csvStream } from '#platform/sheet/stream.ts'
import { type LedgerDatabase, ledgerSize, openLedgerDatabase } from '#test/bench/load-ledgers.ts'
import { explain, watchQueries } from '#test/bench/queries.ts'
import type { Bench, Figure } from '#test/bench/run.ts'

const today = '2026-11-25'
const rounds = 30
const mostGrowthMb = 150

export const bench: Bench = {
  title: `Both ledgers of the compliance plan, ${ledgerSize} lines each`,
  on: 'nothing',
  run: async () => {
    const database = await openLedgerDatabase()
    try {
      return [
        ...(database.derivedMs === undefined ? [] : [derived(database.derivedMs)]),
        await screening(database, 'filter and sort', 'region=430922&complete=no&problems=yes&sort=-problems'),
        await screening(database, 'whole city by last change', 'sort=-changed&page=200'),
        await screening(database, 'words in a name', 'q=纸业&exceeded=unknown'),
        await problems(database),
        await inbox(database),
        await workbook(database, 'screening'),
        await workbook(database, 'rectification'),
      ]
    } finally {
      await database.close()
    }
  },
}

const derived = (ms: number): Figure => ({
  name: `screening ledger derived from the records, ${ledgerSize} firms`,
  beside: 'ten queries for 500 firms at a time',
  ours: `${(ms / 1000).toFixed(1)} s`,
  floor: '',
  ratio: null,
  goal: null,
})

async function p95(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    await work()
    times.push(performance.now() - started)
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds * 0.95)] ?? 0
}

const inDatabase = (name: string, ms: number, scanned: string[]): Figure => ({
  name,
  beside: `one page, its total and all counts beside the filters; read from end to end: ${scanned.join(', ') || 'none'}`,
  ours: `${ms.toFixed(1)} ms`,
  floor: '100 ms',
  ratio: ms / 100,
  goal: 1,
  atMost: true,
})

/** Of an officer of the city's inspection, whom most of what waits concerns. */
async function inbox({ connection }: LedgerDatabase): Promise<Figure> {
  const officer: Account = {
    role: 'city_officer',
    userId: 'bench',
    name: '某',
    regionCode: null,
    department: 'inspection',
    enterpriseId: null,
    hasSecondFactor: true,
  }
  const now = new Date(`${today}T10:00:00+08:00`)
  const ms = await p95(() => readInbox(connection.db, officer, now))
  return {
    name: `inbox of a city officer over ${ledgerSize} problems, p95`,
    beside: 'all its sources, sorted by clock',
    ours: `${ms.toFixed(1)} ms`,
    floor: '100 ms',
    ratio: ms / 100,
    goal: 1,
    atMost: true,
  }
}

/** The page itself and its total; the counts beside the filters are of one kind. */
const ofPage = ({ query }: { query: string }) => !/group by/i.test(query)

async function screening({ url, connection }: LedgerDatabase, name: string, query: string): Promise<Figure> {
  const { values } = parseSearch(screeningSearch.zh, new URLSearchParams(query))
  const queries = await watchQueries(url, async (db, seen) => {
    await listScreening(db, values)
    return [...seen]
  })
  const scanned = await explain(url, `screening ledger, ${query}`, queries.filter(ofPage))
  return inDatabase(`screening ledger, ${name}, p95`, await p95(() => listScreening(connection.db, values)), scanned)
}

async function problems({ url, connection }: LedgerDatabase): Promise<Figure> {
  const ask = (db: LedgerDatabase['connection']['db']) =>
    listProblems(db, { kind: 'exceedance', late: 'no' }, { page: 2, sort: 'deadline' }, { regionCode: '430922' }, today)
  const queries = await watchQueries(url, async (db, seen) => {
    await ask(db)
    return [...seen]
  })
  const scanned = await explain(url, 'rectification ledger', queries.filter(ofPage))
  return inDatabase('rectification ledger, filter and sort, p95', await p95(() => ask(connection.db)), scanned)
}

/** The annex as a workbook beside the same rows as text with commas; what the process grows by meanwhile. */
async function workbook({ connection }: LedgerDatabase, ledger: LedgerKind): Promise<Figure> {
  const counties = await listRegions(connection.db)
  const sheets = () => annexSheets(connection.db, ledger, counties, today)
  await take(annexStream(sheets().slice(0, 1)))
  const csv = await take(csvStream(annexTable(sheets(), ledger)))
  const xlsx = await take(annexStream(sheets()))
  const isHeld = xlsx.growthMb < mostGrowthMb
  return {
    name: `${ledger} ledger as the annex, XLSX`,
    beside: `the same ${ledgerSize} rows as CSV; ${xlsx.mb.toFixed(1)} MB; memory grew by ${xlsx.growthMb.toFixed(0)} MB (${isHeld ? 'within' : 'beyond'} ${mostGrowthMb})`,
    ours: `${xlsx.seconds.toFixed(1)} s`,
    floor: `${csv.seconds.toFixed(1)} s`,
    ratio: xlsx.seconds / csv.seconds,
    goal: 4,
    atMost: true,
  }
}

async function take(parts: AsyncIterable<string | Uint8Array>) {
  const rss = () => process.memoryUsage.rss() / 1e6
  const before = rss()
  const started = performance.now()
  let [highest, bytes] = [before, 0]
  for await (const part of parts) {
    bytes += part.length
    highest = Math.max(highest, rss())
  }
  return { seconds: (performance.now() - started) / 1000, mb: bytes / 1e6, growthMb: highest - before }
}
