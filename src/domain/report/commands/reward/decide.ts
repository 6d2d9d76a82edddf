import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { reports } from '#db/schema/report.ts'
import { rewards } from '#db/schema/reward.ts'
import { writeHistory } from '#domain/report/commands/handle/take-step.ts'
import type { rewardDecision } from '#domain/report/input/reward.ts'
import { getRewardFacts, tableDay } from '#domain/report/queries/reward/facts.ts'
import { barsOf, rewardTableOn } from '#domain/report/rules/reward.ts'
import { cityDate } from '#platform/clock.ts'
import { DomainError } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import { handOf } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, refusal } from '#platform/refuse.ts'
import { addWorkdays } from '#platform/workdays.ts'

/**
 * Decides on a proposed reward, as another person than who proposed it. Granted, it is told to the reporter by a step of the report,
 * with the last day on which it can be collected. A refusal is final.
 * @throws DomainError not_allowed for the proposer; not_found; conflict when it is decided or its report was reopened since
 */
export async function decideReward(
  db: Db,
  viewer: Viewer,
  given: z.output<typeof rewardDecision>,
  now: Date,
): Promise<void> {
  const account = demandAccount(viewer, 'reward.decide')
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [reward] = await tx.select().from(rewards).where(eq(rewards.id, given.id)).for('update')
    if (!reward) throw new DomainError('not_found', '没有这项奖励 / There is no such reward')
    if (reward.state !== 'proposed') throw conflict('已有人决定', 'It is decided already')
    if (handOf(account, reward.proposedBy) === account.userId)
      throw new DomainError('not_allowed', '由您提出，须由另一人决定 / You proposed it: another person decides')
    const { grade, amountYuan } = reward
    if (given.decision === 'refuse') {
      if (given.refusal.length < 5) throw refusal('refusal', '请写明不予奖励的理由', 'Say why it is not granted')
      await tx
        .update(rewards)
        .set({ state: 'refused', decidedBy: account.userId, decidedAt: now, refusal: given.refusal })
        .where(eq(rewards.id, given.id))
      await recordEvent(tx, {
        kind: 'reward_draft.refused',
        subject: `reward:${given.id}`,
        by: viewer,
        at: now,
        after: { grade, amountYuan },
      })
      return
    }
    const facts = reward.reportId === null ? undefined : await getRewardFacts(tx, reward.reportId)
    if (!facts || barsOf(facts).length > 0)
      throw conflict('举报的结果已变化，不能奖励', 'The outcome of the report has changed: no reward is possible')
    const claimUntil = addWorkdays(cityDate(now), rewardTableOn(tableDay(facts, now)).claimWorkingDays)
    await tx
      .update(rewards)
      .set({ state: 'granted', decidedBy: account.userId, decidedAt: now, claimUntil })
      .where(eq(rewards.id, given.id))
    await tx
      .update(reports)
      .set({ revision: sql`${reports.revision} + 1` })
      .where(eq(reports.id, facts.id))
    await writeHistory(tx, facts.id, {
      step: 'rewarded',
      at: now,
      byUserId: account.userId,
      words: `决定奖励 ${amountYuan} 元。请在 ${claimUntil} 前凭回执领取凭证并兑付，逾期视为放弃。 / A reward of ${amountYuan} yuan was granted. Draw the voucher with your receipt and collect it by ${claimUntil}; after that day it lapses.`,
    })
    await recordEvent(tx, {
      kind: 'reward.granted',
      subject: `reward:${given.id}`,
      by: viewer,
      at: now,
      after: { grade, amountYuan, claimUntil },
    })
  })
}
