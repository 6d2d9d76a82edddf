import { fileURLToPath } from 'node:url'
import { connect } from '#db/client.ts'
import { closeDueDays } from '#domain/monitoring/commands/rates/close-days.ts'
import { confirmDays } from '#domain/monitoring/commands/rates/confirm-days.ts'
import { readReadings } from '#domain/monitoring/queries/live/series.ts'
import { listLedger } from '#domain/monitoring/queries/rates/ledger.ts'
import { listDayRates, listFirmRates, listRegionRates } from '#domain/monitoring/queries/rates/rates.ts'
import { addDays } from '#platform/clock.ts'
import { ensureDatabase, startEmbedded } from '#platform/postgres/embedded.ts'
import { explain, type SeenQuery, watchQueries } from '#test/bench/queries.ts'
import { day, loadReadings, outlets, years } from '#test/bench/readings/load.ts'
import type { Bench, Figure } from '#test/bench/run.ts'

export const bench: Bench = {
  title: `Hours of ${outlets} outlets: a day's close, a year of one outlet, a month of rates`,
  on: 'nothing',
  run: async () => {
    const server = await startEmbedded({
      dataDir: fileURLToPath(new URL('../../.tmp/bench-readings', import.meta.url)),
      disposable: true,
    })
    try {
      await ensureDatabase(server, 'qy_readings')
      const url = server.url('qy_readings')
      console.log(`${outlets} outlets with their hours ...`)
      await loadReadings(url)
      return [...(await closing(url)), ...(await curves(url)), ...(await months(url))]
    } finally {
      await server.stop()
    }
  },
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
const took = async (work: () => Promise<unknown>) => {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** As the worker runs it, with its rights; the floor reads and counts the same hours in one statement. */
async function closing(url: string): Promise<Figure[]> {
  const { db, sql, close } = connect(url, { max: 4, name: 'qingyuan-bench' })
  const owner = connect(url, { as: 'owner', max: 1, statementTimeoutMs: 0 })
  const now = new Date(`${addDays(day, 1)}T00:10:00+08:00`)
  try {
    await owner.sql`delete from day_closings where day >= ${day}::date`
    const floor = await took(
      () => sql`select outlet_id, factor_no, count(*), avg(mean), min(mean), max(mean) from readings
        where kind = 'hour' and at >= (${day} || ' 00:00+08')::timestamptz and at < (${addDays(day, 1)} || ' 00:00+08')::timestamptz group by 1, 2`,
    )
    const ours = await took(() => closeDueDays(db, now))
    const [outlet] = await sql`select min(outlet_id) as id from devices`
    const again = await took(async () => {
      await sql`insert into days_to_close (outlet_id, day) values (${outlet?.id}, ${day}::date)`
      await closeDueDays(db, now)
    })
    const confirm = await took(() => confirmDays(db, now))
    return [
      figure(
        'a day of the city closed, months and counties summed, signs looked for',
        ours,
        'the 60 s allowed',
        60_000,
        1,
      ),
      figure('the same', ours, 'counting the same hours in one statement', floor, null),
      {
        name: 'one outlet’s day opened again by late data',
        beside: '',
        ours: `${Math.round(again)} ms`,
        floor: '',
        ratio: null,
        goal: null,
      },
      { name: 'days confirmed', beside: '', ours: seconds(confirm), floor: '', ratio: null, goal: null },
    ]
  } finally {
    await close()
    await owner.close()
  }
}

const figure = (name: string, ms: number, beside: string, other: number, goal: number | null): Figure => ({
  name,
  beside,
  ours: seconds(ms),
  floor: seconds(other),
  ratio: ms / other,
  goal,
  atMost: true,
})

/** Time in the database: the median of runs of `explain analyze`. */
async function inDatabase(url: string, queries: SeenQuery[]): Promise<number> {
  const { sql, close } = connect(url, { max: 1, statementTimeoutMs: 0 })
  const runs: number[] = []
  try {
    for (let run = 0; run < 7; run++) {
      let ms = 0
      for (const { query, params } of queries) {
        const plan = await sql.unsafe(`explain (analyze, timing off) ${query}`, params as string[])
        const text = plan.map((row) => row['QUERY PLAN']).join('\n')
        ms += Number(/Execution Time: ([\d.]+)/.exec(text)?.[1] ?? Number.NaN)
        ms += Number(/Planning Time: ([\d.]+)/.exec(text)?.[1] ?? 0)
      }
      runs.push(ms)
    }
  } finally {
    await close()
  }
  return runs.sort((a, b) => a - b)[3] as number
}

async function curves(url: string): Promise<Figure[]> {
  const { sql, close } = connect(url, { max: 1 })
  const factors = await sql`select f.no, l.outlet_id as id from outlet_limits l join factors f on f.code = l.factor_code
    where l.outlet_id = (select min(outlet_id) from devices)`
  await close()
  const read = (from: string, to: string) =>
    watchQueries(url, async (db, seen) => {
      let rows = 0
      const span = { start: new Date(`${from}T00:00:00+08:00`), end: new Date(`${to}T00:00:00+08:00`) }
      for (const { no, id } of factors)
        rows += (await readReadings(db, { outletId: id, factorNo: no, kind: 'hour' }, span, 9000)).length
      return { queries: [...seen], rows }
    })
  const year = await read('2025-11-01', '2026-11-01')
  const newest = await read('2026-10-01', '2026-11-01')
  const oldest = await read('2017-01-01', '2017-02-01')
  await explain(url, 'a month of one factor', newest.queries.slice(0, 1))
  const [ms, monthMs, oldMs] = [
    await inDatabase(url, year.queries),
    await inDatabase(url, newest.queries),
    await inDatabase(url, oldest.queries),
  ]
  return [
    {
      name: `one outlet's year of hours (${year.rows} values of 4 factors), in the database`,
      beside: 'the 50 ms allowed',
      ours: `${ms.toFixed(1)} ms`,
      floor: '50 ms',
      ratio: ms / 50,
      goal: 1,
      atMost: true,
    },
    {
      name: `a month of hours out of ${years} years`,
      beside: `the month of ${years} years ago`,
      ours: `${monthMs.toFixed(1)} ms`,
      floor: `${oldMs.toFixed(1)} ms`,
      ratio: monthMs / oldMs,
      goal: null,
    },
  ]
}

async function months(url: string): Promise<Figure[]> {
  const month = day.slice(0, 7)
  const { rates, ledger } = await watchQueries(url, async (db, seen) => {
    await listRegionRates(db, month)
    await listDayRates(db, month)
    await listFirmRates(db, month, { below: true, limit: 40 })
    const rates = seen.splice(0)
    await listLedger(db, month, { limit: 40 })
    return { rates, ledger: [...seen] }
  })
  await explain(url, 'a month of rates, and the ledger of flags', [...rates, ...ledger])
  const only = (name: string, ms: number): Figure => ({
    name,
    beside: '',
    ours: `${Math.round(ms)} ms`,
    floor: '',
    ratio: null,
    goal: null,
  })
  return [
    only('/monitoring/rates: counties, days, firms below the goal, in the database', await inDatabase(url, rates)),
    only('/monitoring/flags: the ledger with the peers’ medians, in the database', await inDatabase(url, ledger)),
  ]
}
