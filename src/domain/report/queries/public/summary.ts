import { isNotNull, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reportDeletions, reports } from '#db/schema/report.ts'
import type { reportKinds, reportOutcomes, reportStates } from '#db/vocabulary.ts'
import { coarseMap } from '#domain/report/rules/coarse.ts'
import { fewestShown } from '#domain/report/rules/terms.ts'

type Kind = (typeof reportKinds)[number]

const cityMonth = sql<string>`to_char(${reports.receivedAt} at time zone 'Asia/Shanghai', 'YYYY-MM')`
const count = sql<number>`count(*)::int`

export interface CountLine {
  received: number
  accepted: number
  concluded: number
  foundTrue: number
}

const lines = {
  received: count,
  accepted: sql<number>`count(*) filter (where ${reports.acceptedOn} is not null)::int`,
  concluded: sql<number>`count(*) filter (where ${reports.state} = 'concluded')::int`,
  foundTrue: sql<number>`count(*) filter (where ${reports.state} = 'concluded' and ${reports.outcome} in ('true', 'partly_true'))::int`,
}

/**
 * What the public learns of all reports: numbers by kind, by county, by month of receipt, by state; how long acceptance and
 * conclusion took; the coarse map. Each table for itself: crossed, they would lead to single reports.
 */
export async function getReportSummary(db: Db) {
  const [kinds, regions, months, states, outcomes, medians, cells, deleted] = await Promise.all([
    db
      .select({ kind: reports.kind, ...lines })
      .from(reports)
      .groupBy(reports.kind),
    db
      .select({ regionCode: reports.regionCode, ...lines })
      .from(reports)
      .groupBy(reports.regionCode),
    db
      .select({ month: cityMonth, ...lines })
      .from(reports)
      .groupBy(sql`1`)
      .orderBy(sql`1 desc`),
    db.select({ state: reports.state, count }).from(reports).groupBy(reports.state),
    db
      .select({ outcome: reports.outcome, count })
      .from(reports)
      .where(sql`${reports.state} = 'concluded'`)
      .groupBy(reports.outcome),
    medianDays(db),
    db
      .select({
        x: sql<number>`${reports.cellX}`,
        y: sql<number>`${reports.cellY}`,
        regionCode: reports.regionCode,
        count,
      })
      .from(reports)
      .where(isNotNull(reports.cellX))
      .groupBy(reports.cellX, reports.cellY, reports.regionCode),
    db.select({ count: sql<number>`coalesce(sum(${reportDeletions.count}), 0)::int` }).from(reportDeletions),
  ])
  return {
    kinds: kinds.sort((a, b) => b.received - a.received) as (CountLine & { kind: Kind })[],
    regions,
    months,
    states: new Map(states.map((row) => [row.state, row.count])) as Map<(typeof reportStates)[number], number>,
    outcomes: new Map(outcomes.map((row) => [row.outcome, row.count])) as Map<(typeof reportOutcomes)[number], number>,
    ...medians,
    map: coarseMap(cells, fewestShown),
    /** Deleted when their time was over; counted, and in none of the tables. */
    deleted: deleted[0]?.count ?? 0,
  }
}
export type ReportSummary = Awaited<ReturnType<typeof getReportSummary>>

/** How many reports came and how many are concluded: a line on the front page. */
export async function countReports(db: Db): Promise<{ received: number; concluded: number }> {
  const [found] = await db.select({ received: count, concluded: lines.concluded }).from(reports)
  return found ?? { received: 0, concluded: 0 }
}

export interface Median {
  days: number | null
  /** Of how many. */
  of: number
}

async function medianDays(db: Db): Promise<{ toAccept: Median; toConclude: Median }> {
  const received = sql`(${reports.receivedAt} at time zone 'Asia/Shanghai')::date`
  const toAccept = sql`${reports.acceptedOn} - ${received}`
  const toConclude = sql`${reports.concludedOn} - ${reports.acceptedOn}`
  const isDone = sql`${reports.state} = 'concluded'`
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
