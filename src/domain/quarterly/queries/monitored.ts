import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import type { quarterlySources } from '#db/vocabulary.ts'
import { inUnit } from '#domain/monitoring/rules/units.ts'
import type { Monitored } from '#domain/quarterly/rules.ts'

export interface MonitoredOutlet extends Monitored {
  source: (typeof quarterlySources)[number]
  outletId: number
  enterpriseId: number
  enterpriseName: string
  regionCode: string
  unit: string
}

/**
 * What was monitored at the outlets of operating firms between two days, by outlet, factor and source: the one place that the
 * quarterly list reads monitoring from. Where devices sent readings, their valid periods and judged exceedances count; elsewhere the
 * summaries of on-line periods that lie wholly inside. Samples count by the limit of their own day.
 * A factor without a limit, or with one in a unit that cannot be converted, cannot be judged and is left out.
 */
export async function listMonitored(
  db: Db,
  { fromOn, toOn }: { fromOn: string; toOn: string },
): Promise<MonitoredOutlet[]> {
  const [devices, online, supervisory] = await Promise.all([
    listDevices(db, fromOn, toOn),
    listOnline(db, fromOn, toOn),
    listSupervisory(db, fromOn, toOn),
  ])
  return [...devices, ...online, ...supervisory]
}

interface OnlineRow extends Omit<MonitoredOutlet, 'source'> {
  limitUnit: string
}

/** Valid hours of gas, valid days of water, and what of them was over the limit (judged exceedances: domain/supervision). */
async function listDevices(db: Db, fromOn: string, toOn: string): Promise<MonitoredOutlet[]> {
  const day = sql`between ${fromOn}::date and ${toOn}::date`
  const rows = (await db.execute(sql`
    select r.outlet_id as "outletId", f.code as "factorCode", e.id as "enterpriseId", e.name as "enterpriseName",
      e.region_code as "regionCode", f.unit,
      greatest(case when f.medium = 'water' then r.days else r.hours end, coalesce(x.count, 0)) as "judgedCount",
      coalesce(x.count, 0) as "exceedanceCount", coalesce(x.highest, r.highest, 0)::float8 as highest,
      coalesce(x.limit_min, l.limit_min)::float8 as "limitMin", coalesce(x.limit_max, l.limit_max)::float8 as "limitMax",
      case when x.limit_max is null then l.unit else f.unit end as "limitUnit"
    from (
      select outlet_id, factor_no, sum(valid)::int as hours, max(mean) as highest,
        count(*) filter (where mean_state = 'valid' or device_mean is not null)::int as days
      from reading_days where stage = 'provisional' and day ${day} group by 1, 2
    ) r
    join factors f on f.no = r.factor_no
    join outlets o on o.id = r.outlet_id
    join enterprises e on e.id = o.enterprise_id
    join lateral (
      select limit_min, limit_max, unit from outlet_limits l
      where l.outlet_id = r.outlet_id and l.factor_code = f.code and l.valid_from <= ${toOn}::date
        and (l.valid_to is null or l.valid_to > ${fromOn}::date)
      order by l.valid_from desc, limit_max limit 1
    ) l on true
    left join (
      select outlet_id, factor_no, count(*)::int as count,
        (array_agg(value order by multiple desc nulls last, value desc))[1] as highest,
        (array_agg(limit_min order by multiple desc nulls last, value desc))[1] as limit_min,
        (array_agg(limit_max order by multiple desc nulls last, value desc))[1] as limit_max
      from exceedances
      where is_judged and cleared_at is null and (at at time zone 'Asia/Shanghai')::date ${day} group by 1, 2
    ) x on x.outlet_id = r.outlet_id and x.factor_no = r.factor_no`)) as unknown as OnlineRow[]
  return rows.flatMap(inUnitOfValues)
}

async function listOnline(db: Db, fromOn: string, toOn: string): Promise<MonitoredOutlet[]> {
  const rows = (await db.execute(sql`
    select s.outlet_id as "outletId", s.factor_code as "factorCode", e.id as "enterpriseId", e.name as "enterpriseName",
      e.region_code as "regionCode", s.unit, sum(s.judged_count)::int as "judgedCount",
      sum(s.exceedance_count)::int as "exceedanceCount", max(s.concentration_max)::float8 as highest,
      l.limit_min::float8 as "limitMin", l.limit_max::float8 as "limitMax", l.unit as "limitUnit"
    from online_summaries s
    join outlets o on o.id = s.outlet_id
    join enterprises e on e.id = o.enterprise_id
    join lateral (
      select limit_min, limit_max, unit from outlet_limits l
      where l.outlet_id = s.outlet_id and l.factor_code = s.factor_code and l.averaging = s.averaging
        and l.valid_from <= s.to_on and (l.valid_to is null or l.valid_to > s.to_on)
      order by limit_max limit 1
    ) l on true
    where s.is_current and s.from_on >= ${fromOn}::date and s.to_on <= ${toOn}::date
      and not exists (select from reading_days d join factors f on f.no = d.factor_no where d.outlet_id = s.outlet_id
        and f.code = s.factor_code and d.day between ${fromOn}::date and ${toOn}::date)
    group by 1, 2, 3, 4, 5, 6, 10, 11, 12`)) as unknown as OnlineRow[]
  return rows.flatMap(inUnitOfValues)
}

function inUnitOfValues({ limitUnit, ...row }: OnlineRow): MonitoredOutlet[] {
  const limitMax = inUnit(row.limitMax, limitUnit, row.unit)
  const limitMin = row.limitMin === null ? null : inUnit(row.limitMin, limitUnit, row.unit)
  return limitMax === null ? [] : [{ ...row, limitMin, limitMax, source: 'online' }]
}

async function listSupervisory(db: Db, fromOn: string, toOn: string): Promise<MonitoredOutlet[]> {
  const rows = (await db.execute(sql`
    select r.outlet_id as "outletId", r.factor_code as "factorCode", e.id as "enterpriseId", e.name as "enterpriseName",
      e.region_code as "regionCode", r.unit, count(*)::int as "judgedCount",
      (count(*) filter (where r.value > r.limit_max or r.value < r.limit_min))::int as "exceedanceCount",
      (max(coalesce(r.value, 0)))::float8 as highest, min(r.limit_min)::float8 as "limitMin", min(r.limit_max)::float8 as "limitMax"
    from supervisory_results r
    join outlets o on o.id = r.outlet_id
    join enterprises e on e.id = o.enterprise_id
    where r.is_current and r.state <> 'no_discharge' and r.limit_max is not null
      and r.sampled_on between ${fromOn}::date and ${toOn}::date
    group by 1, 2, 3, 4, 5, 6`)) as unknown as Omit<MonitoredOutlet, 'source'>[]
  return rows.map((row) => ({ ...row, source: 'supervisory' as const }))
}
