import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { inspections } from '#db/schema/inspection.ts'
import { disclosureObligations as obligations } from '#db/schema/obligation.ts'
import { problems } from '#db/schema/rectification.ts'
import { screeningRows } from '#db/schema/screening.ts'
import { sectors } from '#db/schema/sector.ts'
import { supervisionOrders } from '#db/schema/supervision.ts'
import { violationCases } from '#db/schema/violation.ts'
import { filingStateSql } from '#domain/enterprise/queries/filter.ts'
import { cityDate } from '#platform/clock.ts'

export const progressGroups = ['batch', 'region', 'sector'] as const
export type ProgressGroup = (typeof progressGroups)[number]

/** What is counted, in the order in which it is shown. Firms, but for inspections, problems, cases and orders. */
export const planFigures = [
  'firms',
  'screened',
  'inspections',
  'withProblems',
  'problems',
  'closed',
  'open',
  'late',
  'exceeding',
  'owed',
  'disclosed',
  'overdue',
  'cases',
  'orders',
] as const
export type PlanFigure = (typeof planFigures)[number]

export interface ProgressRow extends Record<PlanFigure, number> {
  /** `total`: the one row of the whole plan, with an empty key. */
  by: ProgressGroup | 'total'
  key: string
}

type Grouped = Record<ProgressGroup, string | null>

/**
 * The plan in figures: for the whole of it, and by batch, county and sector. Firms that have closed are not in it; a problem counts where
 * its firm was when it was found. Cases (published) and inspections (finished) since the plan's first day.
 */
export async function progressOf(db: Db, { since, now }: { since: string; now: Date }): Promise<ProgressRow[]> {
  const today = cityDate(now)
  const [ofFirms, ofProblems] = await Promise.all([countFirms(db, since, today), countProblems(db, today)])
  const rows = new Map<string, ProgressRow>()
  for (const { batch, region, sector, ...figures } of [...ofFirms, ...ofProblems]) {
    const { by, key } = keyOf({ batch, region, sector })
    const row = rows.get(`${by}:${key}`) ?? { ...none, by, key }
    rows.set(`${by}:${key}`, { ...row, ...figures })
  }
  return [...rows.values()]
}

const none = Object.fromEntries(planFigures.map((name) => [name, 0])) as Record<PlanFigure, number>

type FirmFigures = Omit<Record<PlanFigure, number>, keyof ProblemFigures>
const countFirms = (db: Db, since: string, today: string) => {
  const start = sql`${since}::date`
  return db.execute<Grouped & FirmFigures>(sql`
    with firm as (
      select ${sectors.batch}::text as batch, ${enterprises.regionCode} as region, ${enterprises.sectorCode} as sector,
        exists (select from ${screeningRows} where ${screeningRows.enterpriseId} = ${enterprises.id}
          and ${screeningRows.batch} = ${sectors.batch} and ${screeningRows.screenedOn} is not null) as is_screened,
        ${obligations.dueOn} is not null as is_owed,
        ${obligations.publishedAt} is not null as is_disclosed,
        ${filingStateSql(today)} in ('overdue', 'refused') as is_overdue,
        ${enterprises.exceedanceCount} > 0 as is_exceeding,
        coalesce(inspected.n, 0) as inspections, coalesce(decided.n, 0) as cases, coalesce(ordered.n, 0) as orders
      from ${enterprises} join ${sectors} on ${sectors.code} = ${enterprises.sectorCode}
      left join ${obligations} on ${obligations.enterpriseId} = ${enterprises.id}
        and ${obligations.year} = ${Number(today.slice(0, 4))}
      ${perFirm('inspected', sql`${inspections} where ${inspections.finishedAt} >= ${start}`)}
      ${perFirm('decided', sql`${violationCases} where ${violationCases.state} = 'published' and ${violationCases.decidedOn} >= ${start}`)}
      ${perFirm('ordered', sql`${supervisionOrders} where ${supervisionOrders.state} <> 'closed'`)}
      where ${enterprises.operatingState} <> 'closed'
    )
    select batch, region, sector, count(*)::int as firms, (count(*) filter (where is_screened))::int as screened,
      (count(*) filter (where is_owed))::int as owed, (count(*) filter (where is_disclosed))::int as disclosed,
      (count(*) filter (where is_overdue))::int as overdue, (count(*) filter (where is_exceeding))::int as exceeding,
      coalesce(sum(inspections), 0)::int as inspections, coalesce(sum(cases), 0)::int as cases,
      coalesce(sum(orders), 0)::int as orders
    from firm group by grouping sets ((batch), (region), (sector), ())`)
}

/** How many rows each firm has. */
const perFirm = (name: string, rows: SQL) => sql`left join (
  select enterprise_id, count(*) as n from ${rows} group by 1) as ${sql.raw(name)} on ${sql.raw(name)}.enterprise_id = ${enterprises.id}`

interface ProblemFigures {
  withProblems: number
  problems: number
  closed: number
  open: number
  late: number
}
/** Late: open on a day after its deadline. */
const countProblems = (db: Db, today: string) =>
  db.execute<Grouped & ProblemFigures & Record<string, unknown>>(sql`
    select ${problems.batch}::text as batch, ${problems.regionCode} as region, ${problems.sectorCode} as sector,
      count(distinct ${problems.enterpriseId})::int as "withProblems", count(*)::int as problems,
      (count(*) filter (where ${problems.state} = 'closed'))::int as closed,
      (count(*) filter (where ${problems.state} <> 'closed'))::int as open,
      (count(*) filter (where ${problems.state} <> 'closed' and ${problems.deadline} < ${today}::date))::int as late
    from ${problems}
    group by grouping sets ((${problems.batch}::text), (${problems.regionCode}), (${problems.sectorCode}), ())`)

function keyOf(row: Grouped): Pick<ProgressRow, 'by' | 'key'> {
  const by = progressGroups.find((group) => row[group] !== null)
  return by ? { by, key: row[by] ?? '' } : { by: 'total', key: '' }
}
