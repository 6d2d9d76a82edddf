import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import type { TaskCount } from '#domain/assessment/rules/tasks.ts'

/** What the portal counts of a task in a county: so many, or so many of so many. */
export interface CountedTask {
  regionCode: string
  part: number
  of: number | null
}

const inYear = (column: string, year: number): SQL =>
  sql`extract(year from ${sql.raw(column)} at time zone 'Asia/Shanghai') = ${year}`

/** One query for each count; `until`: the city's day, so that what is not due yet does not count. */
const queries: Record<TaskCount, (year: number, until: string) => SQL> = {
  disclosures: (year, until) => sql`
    select e.region_code as "regionCode", count(published_at)::int as part, count(*)::int as of
    from disclosure_obligations o join enterprises e on e.id = o.enterprise_id
    where o.year = ${year} and o.due_on <= ${until}::date group by 1`,
  problems: (year) => sql`
    select region_code as "regionCode", (count(*) filter (where state = 'closed'))::int as part, count(*)::int as of
    from problems where extract(year from found_on) = ${year} group by 1`,
  cases: (year) => sql`
    select region_code as "regionCode", count(*)::int as part, null::int as of
    from violation_cases where state = 'published' and extract(year from decided_on) = ${year} group by 1`,
  measures: (year) => sql`
    select region_code as "regionCode", count(*)::int as part, null::int as of
    from county_measures where state <> 'proposed' and extract(year from from_on) = ${year} group by 1`,
  returns: (year, until) => sql`
    select region_code as "regionCode",
      (count(*) filter (where (first_signed_at at time zone 'Asia/Shanghai')::date <= due_on))::int as part, count(*)::int as of
    from county_returns where extract(year from due_on) = ${year} and (due_on < ${until}::date or first_signed_at is not null) group by 1`,
  supervisory: (year) => sql`
    select e.region_code as "regionCode", count(*)::int as part, null::int as of
    from supervisory_results s join outlets u on u.id = s.outlet_id join enterprises e on e.id = u.enterprise_id
    where s.is_current and s.sampled_on between make_date(${year}, 1, 1) and make_date(${year}, 12, 31) group by 1`,
  devices: (_, until) => sql`
    select e.region_code as "regionCode", (count(*) filter (where d.state = 'signed_off'))::int as part, count(*)::int as of
    from devices d join outlets u on u.id = d.outlet_id join enterprises e on e.id = u.enterprise_id
    where d.state <> 'removed' and ${until}::date is not null group by 1`,
  rate: (year) => sql`
    select region_code as "regionCode", sum(valid)::int as part, sum(due)::int as of
    from reading_region_days where day between make_date(${year}, 1, 1) and make_date(${year}, 12, 31) group by 1 having sum(due) > 0`,
  punishments: (year) => sql`
    select region_code as "regionCode", count(*)::int as part, null::int as of
    from joint_punishments where state <> 'proposed' and extract(year from from_on) = ${year} group by 1`,
  orders: (year) => sql`
    select region_code as "regionCode", (count(*) filter (where county_at <= due_at))::int as part, count(*)::int as of
    from supervision_orders where ${inYear('due_at', year)} group by 1`,
}

/** All that the portal counts of the tasks in a year, by what is counted and county. */
export async function countTasks(db: Db, year: number, until: string): Promise<Map<TaskCount, CountedTask[]>> {
  const counted = await Promise.all(
    Object.entries(queries).map(
      async ([name, query]) =>
        [name as TaskCount, (await db.execute(query(year, until))) as unknown as CountedTask[]] as const,
    ),
  )
  return new Map(counted)
}

/** Of one county, or of all. */
export function countOf(counted: readonly CountedTask[] | undefined, regionCode?: string): CountedTask | undefined {
  const rows = (counted ?? []).filter((row) => regionCode === undefined || row.regionCode === regionCode)
  if (rows.length === 0) return undefined
  return {
    regionCode: regionCode ?? '',
    part: rows.reduce((sum, { part }) => sum + part, 0),
    of: rows.some(({ of }) => of === null) ? null : rows.reduce((sum, { of }) => sum + (of ?? 0), 0),
  }
}
