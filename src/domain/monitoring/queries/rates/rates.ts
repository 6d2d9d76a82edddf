import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { allRatedFactorsOn, rateRuleOn } from '#domain/monitoring/rules/online-rules.ts'
import type { RateCounts } from '#domain/monitoring/rules/rates/rate.ts'

/** Hours of the factors that count, with what was flagged, missing, and taken out by stops. */
export interface HourCounts extends RateCounts {
  flagged: number
  missing: number
  stopped: number
}
export interface OutletCounts extends HourCounts {
  outlets: number
}

export type RateOf = { outletId: number } | { enterpriseId: number } | { regionCode: string } | 'city'
/** `2026-11` or `2026-11-25`. */
export type RateTime = { month: string } | { day: string }

const sums = sql`sum(due)::int as due, sum(received)::int as received, sum(valid)::int as valid, sum(flagged_count)::int as flagged,
  sum(missing)::int as missing, sum(stopped)::int as stopped`
const none: HourCounts = { due: 0, received: 0, valid: 0, flagged: 0, missing: 0, stopped: 0 }
const firstOf = (month: string) => `${month}-01`
const ratedNos = (day: string): SQL =>
  sql`(select no from factors where code = any(${sql.param(allRatedFactorsOn(day))}::text[]))`

/** The hours of an outlet, a firm, a county or the city in a month or on a day; all 0 where nothing was due. */
export async function rateOf(db: Db, of: RateOf, time: RateTime): Promise<HourCounts> {
  const [row] = (await db.execute(
    of === 'city' || 'regionCode' in of
      ? ofRegion(of, time)
      : 'day' in time
        ? ofDay(of, time.day)
        : ofMonth(of, time.month),
  )) as unknown as (HourCounts | { due: null })[]
  return row && row.due !== null ? row : none
}

function ofRegion(of: 'city' | { regionCode: string }, time: RateTime): SQL {
  const region = of === 'city' ? sql`true` : sql`region_code = ${of.regionCode}`
  return sql`select ${sums} from reading_region_days where ${region} and ${within(time)}`
}
const within = (time: RateTime): SQL =>
  'day' in time
    ? sql`day = ${time.day}::date`
    : sql`day >= ${firstOf(time.month)}::date and day < ${firstOf(time.month)}::date + interval '1 month'`
const outletsOf = (of: { outletId: number } | { enterpriseId: number }): SQL =>
  'outletId' in of
    ? sql`outlet_id = ${of.outletId}`
    : sql`outlet_id in (select id from outlets where enterprise_id = ${of.enterpriseId})`
const ofMonth = (of: { outletId: number } | { enterpriseId: number }, month: string): SQL =>
  sql`select ${sums} from reading_months
    where month = ${firstOf(month)}::date and ${outletsOf(of)} and factor_no in ${ratedNos(firstOf(month))}`
const ofDay = (of: { outletId: number } | { enterpriseId: number }, day: string): SQL =>
  sql`select ${sums} from (
      select distinct on (outlet_id, factor_no) * from reading_days
      where day = ${day}::date and ${outletsOf(of)} and factor_no in ${ratedNos(day)} order by outlet_id, factor_no, stage desc
    ) d`

/** The months of which days are closed, newest first, `2026-11`. */
export async function listRateMonths(db: Db): Promise<string[]> {
  const rows = (await db.execute(sql`
    select to_char(m, 'YYYY-MM') as month
    from (select min(day) as first, max(day) as last from day_closings) c,
      generate_series(date_trunc('month', c.first), date_trunc('month', c.last), interval '1 month') m
    order by m desc`)) as unknown as { month: string }[]
  return rows.map(({ month }) => month)
}

/** The hours of each county in a month. */
export async function listRegionRates(db: Db, month: string): Promise<Map<string, OutletCounts>> {
  const rows = (await db.execute(sql`
    select region_code as "regionCode", max(outlets)::int as outlets, ${sums} from reading_region_days
    where ${within({ month })} group by region_code`)) as unknown as (OutletCounts & { regionCode: string })[]
  return new Map(rows.map(({ regionCode, ...counts }) => [regionCode, counts]))
}

export interface DayRate extends HourCounts {
  day: string
  isConfirmed: boolean
}

/** The hours of each closed day of a month, of a county or the city. */
export async function listDayRates(db: Db, month: string, regionCode?: string): Promise<DayRate[]> {
  return (await db.execute(sql`
    select c.day::text, c.confirmed_at is not null as "isConfirmed", coalesce(sum(due), 0)::int as due, coalesce(sum(received), 0)::int as received,
      coalesce(sum(valid), 0)::int as valid, coalesce(sum(flagged_count), 0)::int as flagged, coalesce(sum(missing), 0)::int as missing,
      coalesce(sum(stopped), 0)::int as stopped
    from day_closings c left join reading_region_days d on d.day = c.day ${regionCode ? sql`and d.region_code = ${regionCode}` : sql``}
    where c.day >= ${firstOf(month)}::date and c.day < ${firstOf(month)}::date + interval '1 month'
    group by c.day order by c.day`)) as unknown as DayRate[]
}

export interface FirmRate extends OutletCounts {
  creditCode: string
  enterpriseName: string
  enterpriseNameEn: string | null
  regionCode: string
}

interface FirmSearch {
  region?: string | undefined
  /** Only those below the goal. */
  below?: boolean
  limit: number
  offset?: number
}

/** Firms by their rate in a month, the lowest first; those that owed no hour have none and come last. */
export async function listFirmRates(
  db: Db,
  month: string,
  { region, below = false, limit, offset = 0 }: FirmSearch,
): Promise<{ rows: FirmRate[]; total: number }> {
  const { goal } = rateRuleOn(firstOf(month))
  const rows = (await db.execute(sql`
    select e.credit_code as "creditCode", e.name as "enterpriseName", e.name_en as "enterpriseNameEn", e.region_code as "regionCode",
      f.*, count(*) over ()::int as total
    from (
      select o.enterprise_id, count(distinct m.outlet_id)::int as outlets, ${sums}
      from reading_months m join outlets o on o.id = m.outlet_id
      where m.month = ${firstOf(month)}::date and m.factor_no in ${ratedNos(firstOf(month))} group by o.enterprise_id
    ) f join enterprises e on e.id = f.enterprise_id
    where ${region ? sql`e.region_code = ${region}` : sql`true`} and ${below ? sql`f.due > 0 and f.valid < ${goal}::numeric * f.due` : sql`true`}
    order by f.valid::float8 / nullif(f.due, 0) nulls last, e.name_pinyin, e.id
    limit ${limit} offset ${offset}`)) as unknown as (FirmRate & { total: number; enterprise_id: number })[]
  return {
    rows: rows.map(({ total, enterprise_id, ...row }) => row),
    total: rows[0]?.total ?? 0,
  }
}

export interface OutletRate extends HourCounts {
  creditCode: string
  enterpriseName: string
  outletCode: string
  regionCode: string
}

/** All outlets with their hours in a month, for the files. */
export async function listOutletRates(db: Db, month: string, region?: string): Promise<OutletRate[]> {
  return (await db.execute(sql`
    select e.credit_code as "creditCode", e.name as "enterpriseName", o.code as "outletCode", e.region_code as "regionCode",
      m.due, m.received, m.valid, m.flagged, m.missing, m.stopped
    from (
      select outlet_id, ${sums} from reading_months
      where month = ${firstOf(month)}::date and factor_no in ${ratedNos(firstOf(month))} group by outlet_id
    ) m join outlets o on o.id = m.outlet_id join enterprises e on e.id = o.enterprise_id
    where ${region ? sql`e.region_code = ${region}` : sql`true`} order by e.credit_code, o.code`)) as unknown as OutletRate[]
}

/** One outlet's hours by month, newest first. */
export async function listMonthsOfOutlet(
  db: Db,
  outletId: number,
  most: number,
): Promise<(HourCounts & { month: string })[]> {
  return (await db.execute(sql`
    select to_char(month, 'YYYY-MM') as month, ${sums} from reading_months
    where outlet_id = ${outletId} and factor_no in ${ratedNos('2100-01-01')}
    group by month order by month desc limit ${most}`)) as unknown as (HourCounts & { month: string })[]
}
