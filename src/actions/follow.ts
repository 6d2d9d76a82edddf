import { type ActionAPIContext, defineAction } from 'astro:actions'
import { claimReward, declineReward } from '#domain/report/commands/claim.ts'
import { enterWithReceipt } from '#domain/report/commands/enter.ts'
import { objectToOutcome } from '#domain/report/commands/objection.ts'
import { reportDeclining, reportObjection, reportReceipt } from '#domain/report/input/follow.ts'
import type { FollowedReport } from '#domain/report/rules/followed.ts'
import { answer } from '#src/actions/answer.ts'
import { demandFollowing, leave, remain } from '#src/actions/following.ts'
import { readForm } from '#src/actions/read-form.ts'
import { reportFollowProblems } from '#src/i18n/messages/report-follow.ts'

/** What a reporter does with the receipt in hand, but for messages, which bring files: src/actions/report-message.ts. */
export const follow = {
  enter: defineAction({
    accept: 'form',
    handler: (form, context) =>
      answer(async () => {
        const { db, locale, machineNow } = context.locals
        const { receipt, turn } = readForm(reportReceipt, form, reportFollowProblems(locale), '')
        remain(context, await enterWithReceipt(db, { receipt, turn }, machineNow))
        return { entered: true }
      }),
  }),
  leave: defineAction({
    accept: 'form',
    handler: (_, context) => {
      leave(context)
      return { left: true }
    },
  }),
  object: step('objection', async (report, form, { locals: { db, locale, now } }) => {
    const { objection } = readForm(reportObjection, form, reportFollowProblems(locale), '')
    await objectToOutcome(db, report, objection, now)
  }),
  decline: step('declined', async (report, form, { locals: { db, locale, now } }) => {
    readForm(reportDeclining, form, reportFollowProblems(locale), '')
    await declineReward(db, report, now)
  }),
  /** The voucher is in the answer to the form, and nowhere else. */
  claim: defineAction({
    accept: 'form',
    handler: (_, context) => answer(() => claimReward(context.locals.db, demandFollowing(context), context.locals.now)),
  }),
}

function step(
  done: 'objection' | 'declined',
  work: (report: FollowedReport, form: FormData, context: ActionAPIContext) => Promise<void>,
) {
  return defineAction({
    accept: 'form',
    handler: (form, context) =>
      answer(async () => {
        await work(demandFollowing(context), form, context)
        return { done }
      }),
  })
}
