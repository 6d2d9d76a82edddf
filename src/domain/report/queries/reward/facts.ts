import { and, eq, lt, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reports } from '#db/schema/report.ts'
import { violationCases } from '#db/schema/violation.ts'
import type { RewardFacts } from '#domain/report/rules/reward.ts'
import { cityDate } from '#platform/clock.ts'

export interface RewardedReport extends RewardFacts {
  id: number
  regionCode: string | null
  /** The day of the conclusion, whose table holds. */
  concludedOn: string | null
  /** Reports of the same fact: this one, the one it is joined to, and those joined to that. */
  family: number[]
}

/** What the data say about a reward for a report. Undefined when there is no such report. */
export async function getRewardFacts(db: Db, id: number): Promise<RewardedReport | undefined> {
  const columns = {
    id: reports.id,
    state: reports.state,
    channel: reports.channel,
    isNamed: reports.isNamed,
    regionCode: reports.regionCode,
    joinedToId: reports.joinedToId,
    outcome: reports.outcome,
    concludedOn: reports.concludedOn,
    receivedAt: reports.receivedAt,
    caseId: reports.caseId,
  }
  const [own] = await db.select(columns).from(reports).where(eq(reports.id, id))
  if (!own) return undefined
  const [lead] =
    own.joinedToId === null ? [own] : await db.select(columns).from(reports).where(eq(reports.id, own.joinedToId))
  if (!lead) return undefined
  const family = await db
    .select({ id: reports.id })
    .from(reports)
    .where(
      or(
        eq(reports.id, lead.id),
        eq(reports.joinedToId, lead.id),
        lead.caseId === null ? undefined : eq(reports.caseId, lead.caseId),
      ),
    )
  const earlierCase =
    lead.caseId === null
      ? 0
      : await db.$count(
          violationCases,
          and(eq(violationCases.id, lead.caseId), lt(violationCases.createdAt, own.receivedAt)),
        )
  return {
    id,
    regionCode: own.regionCode,
    outcome: lead.outcome,
    isConcluded: lead.state === 'concluded',
    concludedOn: lead.concludedOn,
    hasEarlier: family.some((each) => each.id < id),
    hasEarlierCase: earlierCase > 0,
    hasReceipt: own.channel !== 'office' || own.isNamed,
    family: family.map((each) => each.id),
  }
}

/** The day whose table of rewards holds. */
export const tableDay = ({ concludedOn }: RewardedReport, now: Date): string => concludedOn ?? cityDate(now)
