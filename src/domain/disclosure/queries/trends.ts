import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import type { OutletKind, ValueState } from '#domain/disclosure/rules/form.ts'
import { type Trend, trendsOf, type YearlyRow } from '#domain/disclosure/rules/trends.ts'

/** Five years, the year of the disclosure the last. */
export const trendYears = 5

export interface OutletTrend extends Trend {
  outletCode: string
  outletName: string
  outletKind: OutletKind
  factorCode: string
  factorNameZh: string
  factorNameEn: string
  unit: string
}

/**
 * What the enterprise published for each outlet and factor in the five reported years up to this one, as it stands in force,
 * with the limit of each year and the on-line mean where there is one. Outlets and factors that this year no longer has are left out.
 */
export async function listTrends(db: Db, enterpriseId: number, reportedYear: number): Promise<OutletTrend[]> {
  const from = reportedYear - trendYears + 1
  const rows = (await db.execute(sql`
    select r.outlet_id as "outletId", o.code as "outletCode", o.name as "outletName", o.kind as "outletKind",
      r.factor_code as "factorCode", f.name_zh as "factorNameZh", f.name_en as "factorNameEn", r.concentration_unit as unit,
      d.year - 1 as year, r.concentration_state as state, r.concentration_mean::float8 as mean, r.concentration_max::float8 as max,
      r.limit_min::float8 as "limitMin", r.limit_max::float8 as "limitMax", r.total_tonnes::float8 as "totalTonnes",
      r.permitted_tonnes::float8 as "permittedTonnes", online.mean as "onlineMean"
    from disclosures d
    join disclosure_rows r on r.disclosure_id = d.id
    join outlets o on o.id = r.outlet_id
    join factors f on f.code = r.factor_code
    left join lateral (
      select (sum(s.concentration_mean * s.judged_count) / nullif(sum(s.judged_count), 0))::float8 as mean
      from online_summaries s
      where s.outlet_id = r.outlet_id and s.factor_code = r.factor_code and s.is_current and s.unit = r.concentration_unit
        and s.from_on between make_date(d.year - 1, 1, 1) and make_date(d.year - 1, 12, 31)
    ) online on true
    where d.enterprise_id = ${enterpriseId} and d.state = 'published' and d.year - 1 between ${from} and ${reportedYear}
    order by d.year, r.position`)) as unknown as (OutletTrend & YearlyRow & { state: ValueState | null })[]
  return trendsOf(rows, from, reportedYear)
}
