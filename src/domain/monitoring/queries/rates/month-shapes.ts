import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import type { MonthShape } from '#domain/monitoring/rules/rates/signs.ts'

export interface ShapeOfMonth {
  outletId: number
  factorNo: number
  shape: MonthShape
  /** Where copied values are found most often; null where at the same outlet at another time. */
  otherOutletId: number | null
}

interface Row {
  outlet_id: number
  factor_no: number
  runs: string
  rough_days: number
  rough_mean: number | null
  below: number
  under: number
  above: number
  valid: number
  over_hours: number
  flagged: Record<string, number>
  taken_out: Record<string, number>
}

/** The shape of each series of a month (its first day), of the whole city. */
export async function readMonthShapes(db: Db, month: string): Promise<ShapeOfMonth[]> {
  const ofMonth = sql`d.day >= ${month}::date and d.day < ${month}::date + interval '1 month' and d.stage = 'provisional'`
  const [rows, copies] = await Promise.all([
    db.execute(sql`
      select s.*, m.valid, m.over_hours, m.flagged, m.taken_out
      from (
        select outlet_id, factor_no, string_agg(longest_run::text, ',') as runs, count(roughness)::int as rough_days,
          avg(roughness)::float8 as rough_mean, sum(below)::int as below, sum(under)::int as under, sum(above)::int as above
        from reading_days d where ${ofMonth} group by 1, 2
      ) s join reading_months m on m.month = ${month}::date and m.outlet_id = s.outlet_id and m.factor_no = s.factor_no`) as unknown as Promise<
      Row[]
    >,
    db.execute(sql`
      with printed as (
        select d.outlet_id, d.factor_no, d.day, p.print, p.quarter
        from reading_days d cross join lateral unnest(d.prints) with ordinality as p (print, quarter) where ${ofMonth}
      ), again as (
        select * from printed join (select factor_no, print from printed group by 1, 2 having count(*) > 1) twice using (factor_no, print)
      )
      select a.outlet_id, a.factor_no, count(distinct (a.day, a.quarter))::int as quarters,
        mode() within group (order by b.outlet_id) filter (where b.outlet_id <> a.outlet_id) as other
      from again a join again b using (factor_no, print)
      where (a.outlet_id, a.day, a.quarter) <> (b.outlet_id, b.day, b.quarter)
      group by 1, 2`) as unknown as Promise<
      { outlet_id: number; factor_no: number; quarters: number; other: number | null }[]
    >,
  ])
  const copied = new Map(copies.map((copy) => [`${copy.outlet_id} ${copy.factor_no}`, copy]))
  return rows.map((row) => {
    const copy = copied.get(`${row.outlet_id} ${row.factor_no}`)
    return {
      outletId: row.outlet_id,
      factorNo: row.factor_no,
      otherOutletId: copy?.other ?? null,
      shape: {
        longestRuns: row.runs.split(',').map(Number),
        roughness: { days: row.rough_days, mean: row.rough_mean },
        below: row.below,
        under: row.under,
        above: row.above,
        copiedQuarters: copy?.quarters ?? 0,
        valid: row.valid,
        overHours: row.over_hours,
        flagged: row.flagged,
        takenOut: row.taken_out,
      },
    }
  })
}
