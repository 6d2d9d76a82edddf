import { connect, type Sql } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'
import { loadReference } from '#db/seed/reference.ts'
import { loadRegister } from '#test/bench/load-register.ts'

/** The day that is closed, and the days of its month that are closed already. */
export const day = '2026-11-20'
export const outlets = 30_000
/** Years of hours of one outlet. */
export const years = 10

/**
 * 30,000 outlets with a device and four factors with limits, their hours of one day, and the closed days of the month before it;
 * of the first outlet ten years of hours. Made by SQL: the receiver has a bench of its own.
 */
export async function loadReadings(url: string): Promise<void> {
  await migrate(url)
  await loadReference(url)
  await loadRegister(url, { enterprises: 14_000, cases: 0, year: 2026 })
  const { sql, close } = connect(url, { as: 'owner', max: 1, statementTimeoutMs: 0, name: 'qingyuan-bench-load' })
  try {
    const [found] = await sql`select count(*) as days from day_closings`
    if (Number(found?.days) > 0) return
    await sql`set session_replication_role = replica`
    await register(sql)
    await hours(sql)
    await closedDays(sql)
    await sql`set session_replication_role = origin`
    await sql`vacuum analyze`
  } finally {
    await close()
  }
}

async function register(sql: Sql): Promise<void> {
  await sql`truncate outlet_limits`
  await sql`
    insert into outlet_limits (outlet_id, factor_code, limit_max, unit, averaging, source, valid_from)
    select o.id, f.code, 50, f.unit, case o.kind when 'stack' then 'hour' else 'day' end::averaging, 'permit', '2015-01-01'
    from (select * from outlets order by id limit ${outlets}) o
    join factors f on f.code = any(case o.kind when 'stack' then '{a34013,a21026,a21002,a21005}' else '{w01018,w21003,w21011,w21001}' end::text[])`
  await sql`
    insert into devices (mn, outlet_id, password, state, registered_on)
    select 'BENCH' || id, id, '123456', 'accepted', '2015-01-01' from (select * from outlets order by id limit ${outlets}) o`
}

/** A tenth of the outlets has an hour over its limit that is flagged away; every hundredth hour is missing. */
async function hours(sql: Sql): Promise<void> {
  for (let month = 0; month <= years * 12; month++)
    await sql`select make_reading_parts((date '2026-12-01' - make_interval(months => ${month}))::date)`
  const values = sql`round((25 + 10 * sin(extract(epoch from h) / 13000 + l.outlet_id) + 3 * random())::numeric, 2)::float8`
  await sql`
    insert into readings (outlet_id, factor_no, kind, at, min, mean, max, total, flag, received_at)
    select l.outlet_id, f.no, 'hour', h, v.mean * 0.9, v.mean, v.mean * 1.1, v.mean * 2,
      case when l.outlet_id % 10 = 0 and extract(hour from h) = 3 then 'M' else 'N' end, h + interval '1 hour'
    from generate_series((${day} || ' 00:00+08')::timestamptz, (${day} || ' 23:00+08')::timestamptz, interval '1 hour') h
    cross join outlet_limits l join factors f on f.code = l.factor_code
    cross join lateral (select case when l.outlet_id % 10 = 0 and extract(hour from h) = 3 then 70 else ${values} end as mean) v
    where (l.outlet_id + extract(hour from h)::int * 7) % 100 <> 0`
  await sql`
    insert into readings (outlet_id, factor_no, kind, at, min, mean, max, total, flag, received_at)
    select l.outlet_id, f.no, 'hour', h, 20, 25, 30, 50, 'N', h
    from outlet_limits l join factors f on f.code = l.factor_code
    cross join generate_series('2016-12-01 00:00+08'::timestamptz, (${day} || ' 00:00+08')::timestamptz - interval '1 hour', interval '1 hour') h
    where l.outlet_id = (select min(outlet_id) from devices)`
}

async function closedDays(sql: Sql): Promise<void> {
  await sql`
    insert into reading_days (outlet_id, factor_no, day, stage, stopped, due, received, valid, flagged_count, missing, unflagged, flagged, exceeded,
      taken_out, mean_state, mean, longest_run, roughness, below, under, above, prints, closed_at)
    select l.outlet_id, f.no, d, s.stage, 0, 24, 24, 23, 1, 0, 0, '{"M":1}', 0, '{}', 'valid', 25, 1, 0.05, 0, 0, 0,
      array[(random() * 9e15)::bigint, (random() * 9e15)::bigint, (random() * 9e15)::bigint, (random() * 9e15)::bigint], now()
    from outlet_limits l join factors f on f.code = l.factor_code
    cross join generate_series(date_trunc('month', ${day}::date), ${day}::date - interval '1 day', interval '1 day') d
    join (values ('provisional'::day_stage), ('confirmed')) s (stage) on s.stage = 'provisional' or d < ${day}::date - interval '10 days'`
  await sql`insert into day_closings (day, closed_at) select d, now() from generate_series(date_trunc('month', ${day}::date), ${day}::date - interval '1 day', interval '1 day') d`
}
