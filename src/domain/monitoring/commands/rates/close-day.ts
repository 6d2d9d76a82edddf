import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { readDayInputs } from '#domain/monitoring/queries/rates/day-inputs.ts'
import { figuresOf } from '#domain/monitoring/rules/rates/day.ts'

/** Outlets of one transaction. */
const together = 1000

/**
 * Closes a day of outlets: what stood there before is written anew, and their months are summed again. A day that is confirmed
 * keeps its confirmed figures beside it. Each thousand outlets are a transaction of their own: half a day closed is no harm.
 */
export async function closeDayOf(db: Db, day: string, outletIds: readonly number[], now: Date): Promise<void> {
  for (let start = 0; start < outletIds.length; start += together) {
    const ids = outletIds.slice(start, start + together)
    await db.transaction(async (transaction) => {
      const tx = transaction as unknown as Db
      await closeIn(tx, day, ids, now)
    })
  }
}

/** The same inside a transaction that is there. */
export async function closeIn(tx: Db, day: string, ids: readonly number[], now: Date): Promise<void> {
  await tx.execute(sql`select make_reading_parts(${day}::date)`)
  const inputs = await readDayInputs(tx, ids, day)
  const rows = inputs.map(({ outletId, factorNo, input }) => ({ outletId, factorNo, ...figuresOf(input) }))
  await tx.execute(sql`
    delete from reading_days where day = ${day}::date and stage = 'provisional' and outlet_id = any(${sql.param(ids)}::int[])`)
  await tx.execute(sql`
    insert into reading_days (outlet_id, factor_no, day, stage, stopped, due, received, valid, flagged_count, missing, unflagged, flagged,
      exceeded, over_hours, taken_out, mean_state, mean, device_mean, min, max, total, longest_run, roughness, below, under, above, prints,
      closed_at)
    select "outletId", "factorNo", ${day}::date, 'provisional', stopped, due, received, valid, "flaggedCount", missing, unflagged, flagged,
      exceeded, "overHours", "takenOut", "meanState", mean, "deviceMean", min, max, total, "longestRun", roughness, below, under, above, prints,
      ${now.toISOString()}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as r (
      "outletId" int, "factorNo" smallint, stopped smallint, due smallint, received smallint, valid smallint, "flaggedCount" smallint,
      missing smallint, unflagged smallint, flagged jsonb, exceeded smallint, "overHours" smallint, "takenOut" jsonb, "meanState" day_mean_state, mean float8,
      "deviceMean" float8, min float8, max float8, total float8, "longestRun" smallint, roughness real, below smallint, under smallint,
      above smallint, prints bigint[])`)
  await sumMonths(tx, day, ids, now)
}

/** Sums the month of a day again for outlets: of each day what is confirmed, where it is. */
async function sumMonths(tx: Db, day: string, ids: readonly number[], now: Date): Promise<void> {
  const month = `${day.slice(0, 7)}-01`
  await tx.execute(sql`
    with days as materialized (
      select distinct on (outlet_id, factor_no, day) outlet_id, factor_no, stage, stopped, due, received, valid, flagged_count, missing,
        unflagged, flagged, exceeded, over_hours, taken_out, mean_state, coalesce(mean, device_mean) as mean
      from reading_days
      where outlet_id = any(${sql.param(ids)}::int[]) and day >= ${month}::date and day < ${month}::date + interval '1 month'
      order by outlet_id, factor_no, day, stage desc
    ), flags as (
      select outlet_id, factor_no, jsonb_object_agg(key, hours) as by_reason
      from (select outlet_id, factor_no, key, sum(value::int) as hours from days, jsonb_each_text(flagged) group by 1, 2, 3) f group by 1, 2
    ), taken as (
      select outlet_id, factor_no, jsonb_object_agg(key, hours) as by_reason, sum(hours) as hours
      from (select outlet_id, factor_no, key, sum(value::int) as hours from days, jsonb_each_text(taken_out) group by 1, 2, 3) t group by 1, 2
    ), sums as (
      select outlet_id, factor_no, count(*) as days, count(*) filter (where stage = 'confirmed') as confirmed,
        count(*) filter (where mean_state = 'valid') as valid_days, sum(stopped) as stopped, sum(due) as due, sum(received) as received,
        sum(valid) as valid, sum(flagged_count) as flagged, sum(missing) as missing, sum(exceeded) as exceeded,
        sum(unflagged) as unflagged, sum(over_hours) as over_hours, avg(mean) filter (where mean_state = 'valid') as mean
      from days group by 1, 2
    ), gone as (
      delete from reading_months m where m.month = ${month}::date and m.outlet_id = any(${sql.param(ids)}::int[])
        and not exists (select from sums s where s.outlet_id = m.outlet_id and s.factor_no = m.factor_no)
    )
    insert into reading_months (month, outlet_id, factor_no, days, confirmed_days, valid_days, stopped, due, received, valid, flagged_count,
      missing, exceeded, unflagged, over_hours, flagged, taken_out, taken_out_count, mean, summed_at)
    select ${month}::date, s.outlet_id, s.factor_no, s.days, s.confirmed, s.valid_days, s.stopped, s.due, s.received, s.valid, s.flagged,
      s.missing, s.exceeded, s.unflagged, s.over_hours, coalesce(f.by_reason, '{}'), coalesce(t.by_reason, '{}'), coalesce(t.hours, 0), s.mean,
      ${now.toISOString()}::timestamptz
    from sums s left join flags f using (outlet_id, factor_no) left join taken t using (outlet_id, factor_no)
    on conflict (month, outlet_id, factor_no) do update set (days, confirmed_days, valid_days, stopped, due, received, valid, flagged_count,
      missing, exceeded, unflagged, over_hours, flagged, taken_out, taken_out_count, mean, summed_at) = (excluded.days, excluded.confirmed_days,
      excluded.valid_days, excluded.stopped, excluded.due, excluded.received, excluded.valid, excluded.flagged_count, excluded.missing,
      excluded.exceeded, excluded.unflagged, excluded.over_hours, excluded.flagged, excluded.taken_out, excluded.taken_out_count, excluded.mean,
      excluded.summed_at)`)
}

/** Sums a day of the city again, by county, over the factors that count for the rate. */
export async function sumRegions(db: Db, day: string, rated: readonly string[]): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`delete from reading_region_days where day = ${day}::date`)
    await tx.execute(sql`
      insert into reading_region_days (day, region_code, outlets, stopped, due, received, valid, flagged_count, missing, exceeded)
      select ${day}::date, e.region_code, count(distinct d.outlet_id), sum(d.stopped), sum(d.due), sum(d.received), sum(d.valid),
        sum(d.flagged_count), sum(d.missing), sum(d.exceeded)
      from (
        select distinct on (outlet_id, factor_no) * from reading_days
        where day = ${day}::date and factor_no in (select no from factors where code = any(${sql.param(rated)}::text[]))
        order by outlet_id, factor_no, stage desc
      ) d join outlets o on o.id = d.outlet_id join enterprises e on e.id = o.enterprise_id
      group by e.region_code`)
  })
}
