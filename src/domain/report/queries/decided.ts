import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reportHistory } from '#db/schema/report.ts'
import { rewards } from '#db/schema/reward.ts'
import { cityDate } from '#platform/clock.ts'

/** The day of the last refusal, referral or conclusion; null while there was none. */
export async function decidedDay(db: Db, report: number): Promise<string | null> {
  const [step] = await db
    .select({ at: reportHistory.at })
    .from(reportHistory)
    .where(and(eq(reportHistory.reportId, report), inArray(reportHistory.step, ['refused', 'referred', 'concluded'])))
    .orderBy(desc(reportHistory.id))
    .limit(1)
  return step ? cityDate(step.at) : null
}

/** Whether a reward was granted for it and not given up. */
export const hasReward = async (db: Db, report: number): Promise<boolean> =>
  (await db.$count(
    rewards,
    and(eq(rewards.reportId, report), inArray(rewards.state, ['granted', 'claimed', 'paid'])),
  )) > 0
