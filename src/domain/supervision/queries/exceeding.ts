import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'

/** An outlet that was over a limit in a span: in how many judged periods, and how far at most. */
export interface ExceedingOutlet {
  outletId: number
  outletCode: string
  outletName: string
  creditCode: string
  enterpriseName: string
  enterpriseNameEn: string | null
  regionCode: string
  periods: number
  /** Null where no factor has a multiple (pH). */
  highest: number | null
  factorsZh: string[]
  factorsEn: string[]
  /** The newest order of them. */
  orderId: number | null
}

/** The outlets over a limit in a span, most periods first; and how many periods flags, marks and stops took out in all. */
export async function listExceeding(
  db: Db,
  { from, to }: { from: Date; to: Date },
  most = 12,
): Promise<{ outlets: ExceedingOutlet[]; count: number; periods: number; takenOut: number }> {
  const span = sql`x.at >= ${from.toISOString()}::timestamptz and x.at < ${to.toISOString()}::timestamptz and x.cleared_at is null`
  const [outlets, sums] = await Promise.all([
    db.execute(sql`
      select o.id as "outletId", o.code as "outletCode", o.name as "outletName", e.credit_code as "creditCode", e.name as "enterpriseName",
        e.name_en as "enterpriseNameEn", e.region_code as "regionCode", count(*)::int as periods, max(x.multiple)::float8 as highest,
        array_agg(distinct f.name_zh) as "factorsZh", array_agg(distinct f.name_en) as "factorsEn", max(x.order_id)::int as "orderId"
      from exceedances x join outlets o on o.id = x.outlet_id join enterprises e on e.id = o.enterprise_id
      join factors f on f.no = x.factor_no
      where ${span} and x.is_judged group by o.id, e.id order by periods desc, o.id limit ${most}`) as unknown as Promise<
      ExceedingOutlet[]
    >,
    db.execute(sql`
      select count(distinct x.outlet_id) filter (where x.is_judged)::int as count, count(*) filter (where x.is_judged)::int as periods,
        count(*) filter (where not x.is_judged)::int as "takenOut" from exceedances x where ${span}`) as unknown as Promise<
      { count: number; periods: number; takenOut: number }[]
    >,
  ])
  return { outlets, ...(sums[0] ?? { count: 0, periods: 0, takenOut: 0 }) }
}
