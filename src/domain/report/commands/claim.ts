import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { rewards } from '#db/schema/reward.ts'
import { toTheHour } from '#domain/report/rules/clock.ts'
import type { FollowedReport } from '#domain/report/rules/followed.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { visitor } from '#platform/permissions/viewer.ts'
import { conflict } from '#platform/refuse.ts'
import { hashSecret } from '#platform/seal/argon2.ts'
import { paperCodeBytes, paperCodeOf, paperCodeText } from '#platform/seal/code.ts'

export interface DrawnVoucher {
  /** Shown once; kept nowhere. */
  voucher: string
  amountYuan: number
  /** The last day on which the cashier pays it. */
  claimUntil: string
}

/**
 * 领取凭证: the reporter draws the voucher of the reward, once: of many at once one gets it.
 * @throws DomainError conflict when there is none to draw
 */
export const claimReward = (db: Db, report: FollowedReport, now: Date): Promise<DrawnVoucher> =>
  db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const reward = await lockReward(tx, report)
    if (reward?.state === 'claimed' || reward?.state === 'paid')
      throw conflict(
        '凭证已经领取，只显示一次，不能再领',
        'The voucher was drawn already: it is shown once and cannot be drawn again',
      )
    if (reward?.state !== 'granted') throw conflict('没有可领取的奖励', 'There is no reward to claim')
    const claimUntil = reward.claimUntil ?? ''
    if (claimUntil < cityDate(now)) throw conflict('领取期限已过', 'The term for claiming it is over')
    // Derived only by the one who holds the row: of a thousand at once the others never come to it.
    const code = paperCodeOf(randomBytes(paperCodeBytes))
    const claimed = {
      voucherHandle: code.handle,
      voucherHash: await hashSecret(code.secret),
      claimedAt: toTheHour(now),
    }
    await tx
      .update(rewards)
      .set({ state: 'claimed', ...claimed })
      .where(eq(rewards.id, reward.id))
    await recordEvent(tx, {
      kind: 'reward.claimed',
      subject: `reward:${reward.id}`,
      by: visitor,
      at: toTheHour(now),
    })
    return { voucher: paperCodeText(code), amountYuan: reward.amountYuan, claimUntil }
  })

/** 放弃奖励. Final. @throws DomainError conflict when there is none to decline */
export const declineReward = (db: Db, report: FollowedReport, now: Date): Promise<void> =>
  db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const reward = await lockReward(tx, report)
    if (reward?.state !== 'granted' && reward?.state !== 'claimed')
      throw conflict('没有可放弃的奖励', 'There is no reward to decline')
    await tx
      .update(rewards)
      .set({ state: 'declined', endedOn: cityDate(now) })
      .where(eq(rewards.id, reward.id))
    await recordEvent(tx, {
      kind: 'reward.declined',
      subject: `reward:${reward.id}`,
      by: visitor,
      at: toTheHour(now),
    })
  })

async function lockReward(tx: Db, report: FollowedReport) {
  const [reward] = await tx
    .select({
      id: rewards.id,
      state: rewards.state,
      amountYuan: rewards.amountYuan,
      claimUntil: rewards.claimUntil,
    })
    .from(rewards)
    .where(eq(rewards.reportId, report))
    .for('update')
  return reward
}
