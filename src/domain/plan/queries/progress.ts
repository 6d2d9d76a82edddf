import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { disclosureObligations as obligations } from '#db/schema/obligation.ts'
import { sectors } from '#db/schema/sector.ts'
import { supervisionOrders } from '#db/schema/supervision.ts'
import { violationCases } from '#db/schema/violation.ts'
import { filingStateSql } from '#domain/enterprise/queries/filter.ts'
import { cityDate } from '#platform/clock.ts'

export const progressGroups = ['batch', 'region', 'sector'] as const
export type ProgressGroup = (typeof progressGroups)[number]

/** Numbers of firms, but for `cases` and `orders`. */
export interface PlanFigures {
  firms: number
  owed: number
  disclosed: number
  overdue: number
  exceeding: number
  cases: number
  orders: number
}

export interface ProgressRow extends PlanFigures {
  /** `total`: the one row of the whole plan, with an empty key. */
  by: ProgressGroup | 'total'
  key: string
}

const columns = {
  batch: sql`${sectors.batch}::text`,
  region: sql`${enterprises.regionCode}`,
  sector: sql`${enterprises.sectorCode}`,
}

/**
 * The plan in figures: for the whole of it, and by batch, county and sector in one reading. Firms that have closed are not in it.
 * Cases: published, decided since the plan's first day.
 */
export async function progressOf(db: Db, { since, now }: { since: string; now: Date }): Promise<ProgressRow[]> {
  const today = cityDate(now)
  const filing = filingStateSql(today)
  const rows = await db.execute<Record<keyof PlanFigures, number> & Record<ProgressGroup, string | null>>(sql`
    with firm as (
      select ${columns.batch} as batch, ${columns.region} as region, ${columns.sector} as sector,
        ${obligations.dueOn} is not null as is_owed,
        ${obligations.publishedAt} is not null as is_disclosed,
        ${filing} in ('overdue', 'refused') as is_overdue,
        ${enterprises.exceedanceCount} > 0 as is_exceeding,
        (select count(*) from ${violationCases} where ${violationCases.enterpriseId} = ${enterprises.id}
          and ${violationCases.state} = 'published' and ${violationCases.decidedOn} >= ${since}::date) as cases,
        (select count(*) from ${supervisionOrders} where ${supervisionOrders.enterpriseId} = ${enterprises.id}
          and ${supervisionOrders.state} <> 'closed') as orders
      from ${enterprises} join ${sectors} on ${sectors.code} = ${enterprises.sectorCode}
      left join ${obligations} on ${obligations.enterpriseId} = ${enterprises.id}
        and ${obligations.year} = ${Number(today.slice(0, 4))}
      where ${enterprises.operatingState} <> 'closed'
    )
    select batch, region, sector, count(*)::int as firms, (count(*) filter (where is_owed))::int as owed,
      (count(*) filter (where is_disclosed))::int as disclosed, (count(*) filter (where is_overdue))::int as overdue,
      (count(*) filter (where is_exceeding))::int as exceeding,
      coalesce(sum(cases), 0)::int as cases, coalesce(sum(orders), 0)::int as orders
    from firm group by grouping sets ((batch), (region), (sector), ())`)
  return rows.map(({ batch, region, sector, ...figures }) => ({ ...figures, ...keyOf({ batch, region, sector }) }))
}

function keyOf(row: Record<ProgressGroup, string | null>): Pick<ProgressRow, 'by' | 'key'> {
  const by = progressGroups.find((group) => row[group] !== null)
  return by ? { by, key: row[by] ?? '' } : { by: 'total', key: '' }
}
