import { and, eq, ne } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { referralHistory, referrals } from '#db/schema/joint.ts'
import { nextNumber } from '#domain/joint/commands/number.ts'
import type { referralInput, referralStepInput } from '#domain/joint/input.ts'
import { noSuchRecord, refusePersonalData } from '#domain/joint/refuse.ts'
import { nextSteps, type ReferralStep, referralNumber, stateAfter } from '#domain/joint/rules/referral.ts'
import { getCaseForStep } from '#domain/violation/queries/case-file.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import { handOf } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, refusal } from '#platform/refuse.ts'
import { formatTime } from '#src/i18n/format.ts'
import { term } from '#src/i18n/terms.ts'

/**
 * 移送报告: that a case goes to the police. Its clock begins here.
 * @returns the referral's id
 * @throws DomainError not_allowed; rule_broken at the field; conflict when the case is referred so already
 */
export async function proposeReferral(
  db: Db,
  viewer: Viewer,
  given: z.output<typeof referralInput>,
  now: Date,
): Promise<number> {
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const found = await getCaseForStep(tx, given.caseId, { forUpdate: true })
    const account = demandAccount(viewer, 'referral.propose', {
      regionCode: found?.regionCode ?? (viewer.role === 'visitor' ? null : viewer.regionCode),
    })
    if (!found) throw refusal('caseId', `没有案件 ${given.caseId}`, `There is no case ${given.caseId}`)
    if (found.stage === 'removed')
      throw refusal('caseId', '案件已撤下，不能移送', 'The case was taken off the board and is not transferred')
    refusePersonalData(given, ['grounds', 'receiver'])
    const { caseId, kind, receiver, grounds, legalBasis } = given
    const [same] = await tx
      .select({ year: referrals.year, no: referrals.no })
      .from(referrals)
      .where(and(eq(referrals.caseId, caseId), eq(referrals.kind, kind), ne(referrals.state, 'not_transferred')))
    if (same)
      throw conflict(
        `案件 ${caseId} 已有${referralNumber('zh', same)}`,
        `Case ${caseId} has ${referralNumber('en', same)} already`,
      )
    const year = Number(cityDate(now).slice(0, 4))
    const no = await nextNumber(tx, referrals, 'referrals', year)
    const [made] = await tx
      .insert(referrals)
      .values({
        year,
        no,
        caseId,
        kind,
        regionCode: found.regionCode,
        receiver,
        grounds,
        legalBasis,
        proposedAt: now,
        proposedBy: account.userId,
      })
      .returning({ id: referrals.id })
    const { id } = made as { id: number }
    await tx
      .insert(referralHistory)
      .values({ referralId: id, step: 'proposed', happenedAt: now, words: grounds, by: account.userId, at: now })
    await recordEvent(tx, {
      kind: 'referral.proposed',
      subject: `referral:${id}`,
      by: viewer,
      at: now,
      after: { year, no, caseId, kind, receiver, legalBasis },
    })
    return id
  })
}

/**
 * A step of a referral with the time at which it happened, which is neither before the step before nor in the future.
 * @throws DomainError not_allowed, also who proposed may not decide; not_found; conflict out of turn; rule_broken at the field
 */
export async function stepReferral(
  db: Db,
  viewer: Viewer,
  given: z.output<typeof referralStepInput>,
  now: Date,
): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [referral] = await tx.select().from(referrals).where(eq(referrals.id, given.id)).for('update')
    const { id, step, happenedAt, words, documentNo } = given
    const isDecision = step === 'decided' || step === 'not_transferred'
    const account = demandAccount(viewer, isDecision ? 'referral.decide' : 'referral.follow', {
      regionCode: referral?.regionCode ?? null,
    })
    if (!referral) throw noSuchRecord()
    if (!nextSteps(referral).includes(step))
      throw conflict(
        `现在是“${term('zh', 'referralState', referral.state)}”，不能办“${term('zh', 'referralStep', step)}”`,
        `It is now "${term('en', 'referralState', referral.state)}": "${term('en', 'referralStep', step)}" is not open`,
      )
    if (isDecision && handOf(account, referral.proposedBy) === account.userId)
      throw conflict('提出移送的人不能审批，请由另一人决定', 'Who proposed it may not decide it: another person does')
    if (happenedAt > now)
      throw refusal(
        'happenedAt',
        `时间不能晚于现在（${formatTime('zh', now)}）`,
        `Not later than now (${formatTime('en', now)})`,
      )
    const last = lastOf(referral, step)
    if (happenedAt < last)
      throw refusal(
        'happenedAt',
        `时间不能早于上一步（${formatTime('zh', last)}）`,
        `Not before the step before (${formatTime('en', last)})`,
      )
    if (['not_transferred', 'refused', 'review_asked', 'more_asked', 'closed'].includes(step) && words === null)
      throw refusal('words', '请写明理由或结果', 'Say the reason or the result')
    refusePersonalData({ words }, ['words'])
    const isReview = referral.state === 'review'
    const state = stateAfter(step, referral.state)
    await tx
      .update(referrals)
      .set({ state, ...columnsOf(step, isReview, happenedAt, account.userId, words, documentNo) })
      .where(eq(referrals.id, id))
    await tx.insert(referralHistory).values({
      referralId: id,
      step: isReview && step !== 'copied' ? 'reviewed' : step,
      happenedAt,
      words: documentNo ? `${documentNo}${words ? `：${words}` : ''}` : words,
      by: account.userId,
      at: now,
    })
    await recordEvent(tx, {
      kind: isReview && step !== 'copied' ? 'referral.reviewed' : `referral.${step}`,
      subject: `referral:${id}`,
      by: viewer,
      at: now,
      before: { state: referral.state },
      after: { state, happenedAt: happenedAt.toISOString(), documentNo, words },
    })
  })
}

type Row = typeof referrals.$inferSelect

/** The copy may go beside the files; all else goes in turn. */
function lastOf(row: Row, step: ReferralStep): Date {
  const times =
    step === 'copied'
      ? [row.proposedAt, row.decidedAt]
      : [
          row.proposedAt,
          row.decidedAt,
          row.sentAt,
          row.receivedAt,
          row.extendedAt,
          row.answeredAt,
          row.reviewAskedAt,
          row.reviewedAt,
        ]
  return new Date(Math.max(...times.map((at) => at?.getTime() ?? 0)))
}

function columnsOf(
  step: ReferralStep,
  isReview: boolean,
  at: Date,
  by: string,
  words: string | null,
  documentNo: string | null,
): Partial<Row> {
  switch (step) {
    case 'decided':
      return { decidedAt: at, decidedBy: by }
    case 'not_transferred':
      return { decidedAt: at, decidedBy: by, closedAt: at, result: words }
    case 'sent':
      return { sentAt: at }
    case 'copied':
      return { copiedAt: at }
    case 'received':
      return { receivedAt: at }
    case 'accepted':
    case 'refused':
      return {
        ...(isReview ? { reviewedAt: at } : { answeredAt: at }),
        isTakenUp: step === 'accepted',
        policeDocumentNo: documentNo,
        policeReason: words,
      }
    case 'review_asked':
      return { reviewAskedAt: at }
    case 'closed':
      return { closedAt: at, result: words }
    case 'more_asked':
      return {}
  }
}
