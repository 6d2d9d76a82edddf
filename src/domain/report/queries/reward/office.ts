import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { reports } from '#db/schema/report.ts'
import { rewards } from '#db/schema/reward.ts'
import { type RewardSearch, rewardLimits } from '#domain/report/input/reward.ts'
import { demand } from '#platform/permissions/demand.ts'
import { reachOf } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

const proposer = alias(users, 'proposer')
const decider = alias(users, 'decider')
const columns = {
  id: rewards.id,
  reportId: rewards.reportId,
  kind: reports.kind,
  regionCode: reports.regionCode,
  grade: rewards.grade,
  amountYuan: rewards.amountYuan,
  reason: rewards.reason,
  state: rewards.state,
  proposedBy: rewards.proposedBy,
  proposedByName: proposer.name,
  proposedAt: rewards.proposedAt,
  decidedByName: decider.name,
  decidedAt: rewards.decidedAt,
  refusal: rewards.refusal,
  claimUntil: rewards.claimUntil,
  paidAt: rewards.paidAt,
  endedOn: rewards.endedOn,
}
const joined = (db: Db) =>
  db
    .select(columns)
    .from(rewards)
    .leftJoin(reports, eq(reports.id, rewards.reportId))
    .leftJoin(proposer, eq(proposer.id, rewards.proposedBy))
    .leftJoin(decider, eq(decider.id, rewards.decidedBy))

/** Of a county its own reports'; a reward whose report is deleted is the city's. */
function within(viewer: Viewer): SQL | undefined {
  const own = viewer.role === 'visitor' ? null : viewer.regionCode
  demand(viewer, 'reward.read', { regionCode: own })
  return reachOf(viewer, 'reward.read') === 'own_region' ? eq(reports.regionCode, own ?? '') : undefined
}

/** One page of rewards, those that wait for a decision first, then the newest. */
export async function listRewards(db: Db, viewer: Viewer, { state, page }: RewardSearch) {
  const scope = within(viewer)
  const [rows, counted] = await Promise.all([
    joined(db)
      .where(and(scope, state ? eq(rewards.state, state) : undefined))
      .orderBy(desc(sql`${rewards.state} = 'proposed'`), desc(rewards.proposedAt), desc(rewards.id))
      .limit(rewardLimits.pageSize)
      .offset((page - 1) * rewardLimits.pageSize),
    db
      .select({ state: rewards.state, count: sql<number>`count(*)::int` })
      .from(rewards)
      .leftJoin(reports, eq(reports.id, rewards.reportId))
      .where(scope)
      .groupBy(rewards.state),
  ])
  const states = new Map(counted.map((row) => [row.state, row.count]))
  const total = state ? (states.get(state) ?? 0) : counted.reduce((sum, { count }) => sum + count, 0)
  return { rows, states, total }
}
export type OfficeReward = Awaited<ReturnType<typeof listRewards>>['rows'][number]

export async function getReward(db: Db, viewer: Viewer, id: number): Promise<OfficeReward | undefined> {
  const [found] = await joined(db).where(and(within(viewer), eq(rewards.id, id)))
  return found
}

/** The rewards of reports of one fact: one at most is not refused. */
export const listRewardsOf = (db: Db, reportIds: readonly number[]) =>
  db
    .select({
      id: rewards.id,
      reportId: rewards.reportId,
      state: rewards.state,
      grade: rewards.grade,
      amountYuan: rewards.amountYuan,
    })
    .from(rewards)
    .where(inArray(rewards.reportId, [...reportIds]))
