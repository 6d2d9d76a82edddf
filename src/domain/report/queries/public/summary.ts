import { isNotNull, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reportDeletions, reports } from '#db/schema/report.ts'
import type { reportKinds, reportOutcomes, reportStates } from '#db/vocabulary.ts'
import { coarseMap } from '#domain/report/rules/coarse.ts'
import { fewestShown } from '#domain/report/rules/terms.ts'

type Kind = (typeof reportKinds)[number]
type State = (typeof reportStates)[number]
type Outcome = (typeof reportOutcomes)[number]

export interface CountLine {
  received: number
  accepted: number
  concluded: number
  foundTrue: number
}

/** `by` says which of the columns the line is counted by; the others are null. */
type Counted = CountLine & { by: 'kind' | 'region' | 'month' | 'state' | 'outcome' | 'cell' } & {
  kind: Kind
  regionCode: string | null
  month: string
  state: State
  outcome: Outcome | null
  x: number | null
  y: number | null
}

/**
 * What the public learns of all reports: numbers by kind, by county, by month of receipt, by state; how long acceptance and
 * conclusion took; the coarse map. Each table for itself: crossed, they would lead to single reports.
 */
export async function getReportSummary(db: Db) {
  const [counted, medians, deleted] = await Promise.all([
    countAll(db),
    medianDays(db),
    db.select({ count: sql<number>`coalesce(sum(${reportDeletions.count}), 0)::int` }).from(reportDeletions),
  ])
  const lines = (by: Counted['by']) => counted.filter((line) => line.by === by)
  const cells = lines('cell').flatMap(({ x, y, regionCode, received }) =>
    x === null || y === null ? [] : [{ x, y, regionCode, count: received }],
  )
  return {
    kinds: lines('kind')
      .sort((a, b) => b.received - a.received)
      .map((line) => ({ kind: line.kind, ...numbers(line) })),
    regions: lines('region').map((line) => ({ regionCode: line.regionCode, ...numbers(line) })),
    months: lines('month')
      .sort((a, b) => (a.month < b.month ? 1 : -1))
      .map((line) => ({ month: line.month, ...numbers(line) })),
    states: new Map(lines('state').map(({ state, received }) => [state, received])),
    outcomes: new Map(
      lines('outcome').flatMap(({ outcome, concluded }) =>
        outcome && concluded > 0 ? [[outcome, concluded] as const] : [],
      ),
    ),
    ...medians,
    map: coarseMap(cells, fewestShown),
    /** Deleted when their time was over; counted, and in none of the tables. */
    deleted: deleted[0]?.count ?? 0,
  }
}
export type ReportSummary = Awaited<ReturnType<typeof getReportSummary>>

const numbers = ({ received, accepted, concluded, foundTrue }: CountLine): CountLine => ({
  received,
  accepted,
  concluded,
  foundTrue,
})

const isDone = sql`${reports.state} = 'concluded'`
const receivedOn = sql`(${reports.receivedAt} at time zone 'Asia/Shanghai')::date`

/** All tables in one reading. */
async function countAll(db: Db): Promise<Counted[]> {
  const month = sql`date_trunc('month', ${receivedOn})`
  const rows = await db.execute<Record<string, unknown>>(sql`
    select kind, region_code as "regionCode", to_char(month, 'YYYY-MM') as month, state, outcome, x, y,
      case when grouping(kind) = 0 then 'kind' when grouping(month) = 0 then 'month' when grouping(state) = 0 then 'state'
        when grouping(outcome) = 0 then 'outcome' when grouping(x) = 0 then 'cell' else 'region' end as by,
      sum(n)::int as received, sum(accepted)::int as accepted, sum(concluded)::int as concluded,
      sum(found_true)::int as "foundTrue"
    from (
      select ${reports.kind} as kind, ${reports.regionCode} as region_code, ${month} as month, ${reports.state} as state,
        ${reports.outcome} as outcome, ${reports.cellX} as x, ${reports.cellY} as y, count(*) as n,
        count(${reports.acceptedOn}) as accepted, count(*) filter (where ${isDone}) as concluded,
        count(*) filter (where ${isDone} and ${reports.outcome} in ('true', 'partly_true')) as found_true
      from ${reports} group by 1, 2, 3, 4, 5, 6, 7
    ) as together
    group by grouping sets ((kind), (region_code), (month), (state), (outcome), (x, y, region_code))`)
  return rows as unknown as Counted[]
}

/** How many reports came and how many are concluded: a line on the front page. */
export async function countReports(db: Db): Promise<{ received: number; concluded: number }> {
  const [found] = await db
    .select({ received: sql<number>`count(*)::int`, concluded: sql<number>`count(*) filter (where ${isDone})::int` })
    .from(reports)
  return found ?? { received: 0, concluded: 0 }
}

export interface Median {
  days: number | null
  /** Of how many. */
  of: number
}

async function medianDays(db: Db): Promise<{ toAccept: Median; toConclude: Median }> {
  const toAccept = sql`${reports.acceptedOn} - ${receivedOn}`
  const toConclude = sql`${reports.concludedOn} - ${reports.acceptedOn}`
  const [found] = await db
    .select({
      accept: sql<number | null>`percentile_cont(0.5) within group (order by ${toAccept})`,
      accepted: sql<number>`count(${reports.acceptedOn})::int`,
      conclude: sql<number | null>`percentile_cont(0.5) within group (order by ${toConclude}) filter (where ${isDone})`,
      concluded: sql<number>`count(*) filter (where ${isDone})::int`,
    })
    .from(reports)
    .where(isNotNull(reports.acceptedOn))
  return {
    toAccept: { days: found?.accept ?? null, of: found?.accepted ?? 0 },
    toConclude: { days: found?.conclude ?? null, of: found?.concluded ?? 0 },
  }
}
