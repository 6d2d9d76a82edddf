import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import type { HourCounts } from '#domain/monitoring/queries/rates/rates.ts'
import { allRatedFactorsOn } from '#domain/monitoring/rules/online-rules.ts'

export interface OutletMonth extends HourCounts {
  month: string
  outletId: number
  creditCode: string
  enterpriseName: string
  outletCode: string
  regionCode: string
}

/** Each outlet's hours by month, of the factors that count; the newest month first, from a place on: for programs and files. */
export async function readOnRates(
  db: Db,
  { month, region }: { month?: string | undefined; region?: string | undefined },
  { limit, after, isCounted }: { limit: number; after?: string | undefined; isCounted: boolean },
): Promise<{ rows: OutletMonth[]; total: number | null; cursor: string | null }> {
  const [ofMonth, outletId] = after?.split('.') ?? []
  const counted = sql`
    from reading_months m join outlets o on o.id = m.outlet_id join enterprises e on e.id = o.enterprise_id
    where m.factor_no in (select no from factors where code = any(${sql.param(allRatedFactorsOn('2100-01-01'))}::text[]))
      and ${month ? sql`m.month = ${`${month}-01`}::date` : sql`true`} and ${region ? sql`e.region_code = ${region}` : sql`true`}`
  const rows = (await db.execute(sql`
    select to_char(m.month, 'YYYY-MM') as month, o.id as "outletId", e.credit_code as "creditCode", e.name as "enterpriseName",
      o.code as "outletCode", e.region_code as "regionCode", sum(m.due)::int as due, sum(m.received)::int as received,
      sum(m.valid)::int as valid, sum(m.flagged_count)::int as flagged, sum(m.missing)::int as missing, sum(m.stopped)::int as stopped
    ${counted} and ${ofMonth ? sql`(m.month < ${`${ofMonth}-01`}::date or (m.month = ${`${ofMonth}-01`}::date and o.id > ${Number(outletId)}::int))` : sql`true`}
    group by m.month, o.id, e.id order by m.month desc, o.id limit ${limit + 1}`)) as unknown as OutletMonth[]
  const [all] = isCounted
    ? await db.execute<{ total: number }>(
        sql`select count(*)::int as total from (select ${counted} group by m.month, o.id) as each`,
      )
    : []
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown,
    total: all?.total ?? null,
    cursor: last && rows.length > limit ? `${last.month}.${last.outletId}` : null,
  }
}
