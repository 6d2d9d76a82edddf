import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import type { ReturnFigures } from '#db/schema/assessment.ts'
import { daysOf, type ReturnCount, type ReturnKind, returnCounts } from '#domain/assessment/rules/returns.ts'

/** The figures of a county for a month or a year, from published rows. Days are the city's. */
export async function countReturn(
  db: Db,
  kind: ReturnKind,
  period: string,
  regionCode: string,
): Promise<ReturnFigures> {
  const { from, to } = daysOf(kind, period)
  const day = (column: string) =>
    sql`(${sql.raw(column)} at time zone 'Asia/Shanghai')::date between ${from}::date and ${to}::date`
  const [row] = (await db.execute(sql`
    select p.*, c.*, o.*, r.*, s.*, d.* from
      (select (count(*) filter (where found_on >= ${from}::date))::int as "problemsFound",
        (count(*) filter (where closed_on between ${from}::date and ${to}::date))::int as "problemsClosed",
        (count(*) filter (where closed_on is null or closed_on > ${to}::date))::int as "problemsOpen",
        (count(*) filter (where (closed_on is null or closed_on > ${to}::date) and deadline <= ${to}::date))::int as "problemsOverdue"
        from problems where region_code = ${regionCode} and found_on <= ${to}::date) p,
      (select coalesce(array_agg(id order by decided_on, id) filter (where decided_on between ${from}::date and ${to}::date), '{}') as cases,
        (count(*) filter (where decided_on between ${from}::date and ${to}::date))::int as "casesDecided",
        (count(*) filter (where ${day('published_at')}))::int as "casesPublished",
        coalesce(sum(fine_fen) filter (where decided_on between ${from}::date and ${to}::date), 0)::float8 as "finesFen"
        from violation_cases where region_code = ${regionCode} and state = 'published') c,
      (select count(*)::int as "ordersDue", (count(*) filter (where county_at <= due_at))::int as "ordersInTime"
        from supervision_orders where region_code = ${regionCode} and ${day('due_at')}) o,
      (select sum(due)::int as "hoursDue", sum(valid)::int as "hoursValid"
        from reading_region_days where region_code = ${regionCode} and day between ${from}::date and ${to}::date) r,
      (select count(*)::int as samples from supervisory_results s join outlets u on u.id = s.outlet_id join enterprises e on e.id = u.enterprise_id
        where e.region_code = ${regionCode} and s.is_current and s.sampled_on between ${from}::date and ${to}::date) s,
      (select count(*)::int as "disclosuresDue",
        (count(*) filter (where (published_at at time zone 'Asia/Shanghai')::date <= due_on))::int as "disclosuresInTime"
        from disclosure_obligations b join enterprises e on e.id = b.enterprise_id
        where e.region_code = ${regionCode} and due_on between ${from}::date and ${to}::date) d`)) as unknown as [
    Record<ReturnCount, number | null> & { cases: number[] },
  ]
  return {
    counts: Object.fromEntries(returnCounts.map((name) => [name, row[name]])),
    cases: row.cases,
  }
}
