import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { referralHistory, referrals } from '#db/schema/joint.ts'
import type { referralExtension } from '#domain/joint/input.ts'
import { noSuchRecord, refusePersonalData } from '#domain/joint/refuse.ts'
import { extendable } from '#domain/joint/rules/referral.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, refusal } from '#platform/refuse.ts'
import { formatTime } from '#src/i18n/format.ts'

/**
 * 延长答复期限: the police's own decision, entered from their paper: from here on their answer is due later. It was made after the receipt
 * and before the term that ran was over.
 * @throws DomainError not_allowed; not_found; conflict where nothing is left to extend; rule_broken at the field
 */
export async function extendReferral(
  db: Db,
  viewer: Viewer,
  given: z.output<typeof referralExtension>,
  now: Date,
): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const { id, days, happenedAt, documentNo, words } = given
    const [referral] = await tx.select().from(referrals).where(eq(referrals.id, id)).for('update')
    const account = demandAccount(viewer, 'referral.follow', { regionCode: referral?.regionCode ?? null })
    if (!referral) throw noSuchRecord()
    const clock = extendable(referral, now)
    if (!clock)
      throw conflict(
        '只有涉嫌犯罪的移送，在公安签收之后、答复之前可以延长，每种期限一次',
        'Only a suspected crime is extended, after the receipt and before the answer, to each term once',
      )
    const allowed = clock.extensions.map((each) => each.days)
    if (!allowed.includes(days))
      throw refusal(
        'days',
        `填的是 ${days} 日；可延长至 ${allowed.join('、')} 日`,
        `Given: ${days} days; it may be extended to ${allowed.join(' or ')} days`,
      )
    const from = referral.extendedAt ?? (referral.receivedAt as Date)
    const until = clock.dueAt < now ? clock.dueAt : now
    if (happenedAt < from || happenedAt > until)
      throw refusal(
        'happenedAt',
        `延长应在 ${formatTime('zh', from)} 至 ${formatTime('zh', until)} 之间作出，填的是 ${formatTime('zh', happenedAt)}`,
        `Said between ${formatTime('en', from)} and ${formatTime('en', until)}; given: ${formatTime('en', happenedAt)}`,
      )
    refusePersonalData({ words }, ['words'])
    await tx.update(referrals).set({ answerDays: days, extendedAt: happenedAt }).where(eq(referrals.id, id))
    await tx.insert(referralHistory).values({
      referralId: id,
      step: 'extended',
      happenedAt,
      words: `${documentNo}：${words}`,
      by: account.userId,
      at: now,
    })
    await recordEvent(tx, {
      kind: 'referral.extended',
      subject: `referral:${id}`,
      by: viewer,
      at: now,
      before: { answerDays: referral.answerDays, dueAt: clock.dueAt.toISOString() },
      after: { answerDays: days, happenedAt: happenedAt.toISOString(), documentNo, words },
    })
  })
}
