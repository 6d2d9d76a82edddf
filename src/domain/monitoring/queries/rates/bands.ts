import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { allRatedFactorsOn } from '#domain/monitoring/rules/online-rules.ts'
import { rateBandEdges } from '#domain/monitoring/rules/rates/bands.ts'

/** How many enterprises stand in each band of the rate in a month, from the lowest band up; those that owed no hour in none. */
export async function countFirmBands(db: Db, month: string, region?: string): Promise<number[]> {
  const first = `${month}-01`
  const rows = await db.execute<{ band: number; firms: number }>(sql`
    select width_bucket(valid::numeric / due, ${`{${rateBandEdges.join(',')}}`}::numeric[]) as band, count(*)::int as firms from (
      select o.enterprise_id, sum(m.valid) as valid, sum(m.due) as due
      from reading_months m join outlets o on o.id = m.outlet_id join enterprises e on e.id = o.enterprise_id
      where m.month = ${first}::date and ${region ? sql`e.region_code = ${region}` : sql`true`}
        and m.factor_no in (select no from factors where code = any(${sql.param(allRatedFactorsOn(first))}::text[]))
      group by o.enterprise_id having sum(m.due) > 0
    ) f group by 1`)
  const counts = Array.from({ length: rateBandEdges.length + 1 }, () => 0)
  for (const { band, firms } of rows) counts[band] = firms
  return counts
}
