import { and, asc, eq, inArray, lt } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { rewards } from '#db/schema/reward.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'

/** 逾期未领: the work of each night. What was not collected by its last day lapses. @returns how many */
export async function lapseRewards(db: Db, now: Date): Promise<number> {
  const today = cityDate(now)
  const isOver = and(inArray(rewards.state, ['granted', 'claimed']), lt(rewards.claimUntil, today))
  const found = await db.select({ id: rewards.id }).from(rewards).where(isOver).orderBy(asc(rewards.id))
  let lapsed = 0
  for (const { id } of found) {
    await db.transaction(async (transaction) => {
      const tx = transaction as unknown as Db
      const [ended] = await tx
        .update(rewards)
        .set({ state: 'lapsed', endedOn: today })
        .where(and(eq(rewards.id, id), isOver))
        .returning({ grade: rewards.grade, amountYuan: rewards.amountYuan })
      if (!ended) return
      await recordEvent(tx, { kind: 'reward.lapsed', subject: `reward:${id}`, by: 'system', at: now, after: ended })
      lapsed++
    })
  }
  return lapsed
}
