import { defineAction } from 'astro:actions'
import { decideReward } from '#domain/report/commands/reward/decide.ts'
import { payReward, readVoucher } from '#domain/report/commands/reward/pay.ts'
import { proposeReward } from '#domain/report/commands/reward/propose.ts'
import { rewardDecision, rewardLook, rewardPayment, rewardProposal } from '#domain/report/input/reward.ts'
import { answer } from '#src/actions/answer.ts'
import { readForm } from '#src/actions/read-form.ts'
import { rewardMessages, rewardProblems } from '#src/i18n/messages/reward.ts'

/** Rewards in the office: one proposes, another decides, the cashier pays. */
export const reward = {
  propose: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const given = readForm(rewardProposal, form, rewardProblems(locale), rewardMessages[locale].notRead, ['asked'])
        return { id: await proposeReward(db, viewer, given, now) }
      }),
  }),
  decide: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const given = readForm(rewardDecision, form, rewardProblems(locale), rewardMessages[locale].notRead)
        await decideReward(db, viewer, given, now)
        return { id: given.id }
      }),
  }),
  /** The voucher comes in the form's body, never in an address: addresses are kept. */
  look: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale } }) =>
      answer(async () => {
        const { voucher } = readForm(rewardLook, form, rewardProblems(locale), rewardMessages[locale].notRead)
        return readVoucher(db, viewer, voucher)
      }),
  }),
  pay: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const given = readForm(rewardPayment, form, rewardProblems(locale), rewardMessages[locale].notRead)
        return payReward(db, viewer, given, now)
      }),
  }),
}
