import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connect, type Sql } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'
import { loadDemoCity } from '#db/seed/load.ts'
import { computeMonth } from '#domain/assessment/queries/scores.ts'
import { ensureDatabase, startEmbedded } from '#platform/postgres/embedded.ts'
import { explain, watchQueries } from '#test/bench/queries.ts'
import type { Bench, Figure } from '#test/bench/run.ts'

const tmp = fileURLToPath(new URL('../../.tmp', import.meta.url))
const month = '2026-10'
const goalMs = 5000

/** Eight units, five years: a city of 400 firms, 14,600 days of counties, 48,000 orders, 240,000 samples, 480 returns. */
export const bench: Bench = {
  title: "The counties' scores of a month over eight units and five years of data",
  on: 'nothing',
  run: scores,
}

async function scores(): Promise<Figure[]> {
  const server = await startEmbedded({ dataDir: join(tmp, 'bench-scores'), disposable: true })
  await ensureDatabase(server, 'qy_scores')
  const url = server.url('qy_scores')
  await migrate(url)
  await loadDemoCity(url, async () => {}, '2026-11-25')
  const { sql, close } = connect(url, { as: 'owner', max: 1, statementTimeoutMs: 0, name: 'qingyuan-bench-load' })
  try {
    await fillFiveYears(sql)
    const now = new Date('2026-11-25T02:00:00Z')
    const { seen, rows, times } = await watchQueries(url, async (db, seen) => {
      const times: number[] = []
      let rows = 0
      for (let turn = 0; turn < 7; turn++) {
        seen.length = 0
        const from = performance.now()
        rows = (await computeMonth(db, month, now)).rows.length
        times.push(performance.now() - from)
      }
      return { seen: [...seen], rows, times: times.sort((a, b) => a - b) }
    })
    const scanned = await explain(url, `rows of ${month}`, seen)
    const bare = await bareMs(url, seen)
    console.log(`${rows} rows; read from end to end: ${scanned.join(', ') || 'nothing'}`)
    const median = times[3] as number
    return [
      {
        name: `scores of ${month} from ${rows} rows, median of 7 (goal under ${goalMs} ms)`,
        beside: 'the same queries alone',
        ours: `${median.toFixed(0)} ms`,
        floor: `${bare.toFixed(0)} ms`,
        ratio: median / goalMs,
        goal: 1,
        atMost: true,
      },
    ]
  } finally {
    await close()
    await server.stop()
  }
}

/** What the city does not hold yet of five years, the same every time. Triggers are off meanwhile. */
async function fillFiveYears(sql: Sql) {
  await sql`set session_replication_role = replica`
  await sql`insert into reading_region_days (day, region_code, outlets, stopped, due, received, valid, flagged_count, missing, exceeded)
    select d::date, r.code, 30, 0, 3000, 2900, 2850, 50, 100, 12
    from generate_series('2021-12-01'::date, '2026-11-24', interval '1 day') d, regions r where r.kind <> 'city'
    on conflict do nothing`
  await sql`insert into supervision_orders (year, no, kind, outlet_id, enterprise_id, region_code, first_at, last_at, issued_at, due_at, county_at,
      firm_at, result, state)
    select extract(year from t)::int, n, 'exceedance', o.id, o.enterprise_id, e.region_code, t, t, t, t + interval '24 hours',
      t + make_interval(hours => 10 + n % 20), t + interval '3 hours', 'no_violation', 'answered'
    from (select n, '2021-12-01'::timestamptz + make_interval(mins => n * 54) as t from generate_series(1, 48000) n) x
    join lateral (select * from outlets where id = 1 + x.n % (select count(*)::int from outlets)) o on true
    join enterprises e on e.id = o.enterprise_id
    on conflict do nothing`
  await sql`insert into supervisory_results (outlet_id, factor_code, sampled_on, state, value, unit, limit_max, report_no, authority, entered_at)
    select o.id, 'w01018', '2021-12-01'::date + n % 1820, 'measured', n % 60, 'mg/L', 50, 'B' || n, '监测站', now()
    from generate_series(1, 240000) n join lateral (select * from outlets where id = 1 + n % (select count(*)::int from outlets)) o on true
    on conflict do nothing`
  await sql`insert into county_returns (kind, region_code, period, due_on, state, figures, prepared_at, words, checked, completed_at, signed_at,
      first_signed_at, seal_region_code, decided_at)
    select 'month', r.code, to_char(m, 'YYYY-MM'), (m + interval '1 month')::date, 'received', '{"counts":{},"cases":[]}', m, '{}', '{}',
      m + interval '28 days', m + interval '29 days', m + interval '29 days', r.code, m + interval '1 month'
    from generate_series('2021-12-01'::timestamptz, '2026-10-01', interval '1 month') m, regions r where r.kind <> 'city'
    on conflict do nothing`
  await sql`set session_replication_role = origin`
  await sql`analyze reading_region_days, supervision_orders, supervisory_results, county_returns`
}

/** The queries one after another, their rows thrown away. */
async function bareMs(url: string, queries: { query: string; params: unknown[] }[]): Promise<number> {
  const { sql, close } = connect(url, { max: 1, statementTimeoutMs: 0 })
  try {
    const from = performance.now()
    for (const { query, params } of queries) await sql.unsafe(query, params as string[])
    return performance.now() - from
  } finally {
    await close()
  }
}
