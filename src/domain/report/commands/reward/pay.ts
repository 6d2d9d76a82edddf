import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { rewards } from '#db/schema/reward.ts'
import type { rewardPayment } from '#domain/report/input/reward.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand, demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, refusal } from '#platform/refuse.ts'
import { isSecretOf } from '#platform/seal/argon2.ts'
import { readPaperCode } from '#platform/seal/code.ts'

/** What the cashier learns of a voucher: sum, term and state; not which report it is of. */
export interface Voucher {
  id: number
  grade: string
  amountYuan: number
  state: (typeof rewards.$inferSelect)['state']
  claimUntil: string | null
  paidAt: Date | null
}

/** The reward of a voucher. @throws DomainError rule_broken at `voucher` when there is none, whatever is wrong with it */
export async function readVoucher(db: Db, viewer: Viewer, typed: string): Promise<Voucher> {
  demand(viewer, 'reward.pay')
  const code = readPaperCode(typed)
  const [found] = await db
    .select({
      id: rewards.id,
      grade: rewards.grade,
      amountYuan: rewards.amountYuan,
      state: rewards.state,
      claimUntil: rewards.claimUntil,
      paidAt: rewards.paidAt,
      hash: rewards.voucherHash,
    })
    .from(rewards)
    .where(eq(rewards.voucherHandle, code?.handle ?? ''))
  const isGenuine = await isSecretOf(code?.secret ?? '', found?.hash ?? undefined)
  if (!found || !isGenuine)
    throw refusal(
      'voucher',
      '没有这张凭证：请对照纸上的八组字符，每组四个',
      'There is no such voucher: compare the eight groups of four signs on the paper',
    )
  const { hash: _, ...voucher } = found
  return voucher
}

/**
 * Pays the reward of a voucher, once: of many at once one pays.
 * @throws DomainError as readVoucher; conflict when it is paid, lapsed or declined; rule_broken at `reference` for a number in use
 */
export async function payReward(
  db: Db,
  viewer: Viewer,
  given: z.output<typeof rewardPayment>,
  now: Date,
): Promise<Voucher> {
  const account = demandAccount(viewer, 'reward.pay')
  const { id } = await readVoucher(db, viewer, given.voucher)
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [reward] = await tx.select().from(rewards).where(eq(rewards.id, id)).for('update')
    if (reward?.state === 'paid') throw conflict('这张凭证已经兑付', 'This voucher was paid already')
    if (reward?.state !== 'claimed' || (reward.claimUntil ?? '') < cityDate(now))
      throw conflict(
        '领取期限已过或举报人已放弃，不能兑付',
        'Its term is over, or the reporter declined it: it cannot be paid',
      )
    if ((await tx.$count(rewards, eq(rewards.paymentReference, given.reference))) > 0)
      throw refusal(
        'reference',
        `付款凭证号 ${given.reference} 已用于另一笔`,
        `The payment number ${given.reference} stands for another payment`,
      )
    const paid = { state: 'paid' as const, paidAt: now, paidBy: account.userId, paymentReference: given.reference }
    await tx.update(rewards).set(paid).where(eq(rewards.id, id))
    const { grade, amountYuan, claimUntil } = reward
    await recordEvent(tx, {
      kind: 'reward.paid',
      subject: `reward:${id}`,
      by: viewer,
      at: now,
      after: { grade, amountYuan },
    })
    return { id, grade, amountYuan, claimUntil, ...paid }
  })
}
