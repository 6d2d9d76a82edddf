import type { z } from 'zod'
import { completeReturn } from '#domain/assessment/commands/complete-return.ts'
import { receiveReturn, sendBackReturn } from '#domain/assessment/commands/decide-return.ts'
import { refixScores } from '#domain/assessment/commands/fix-scores.ts'
import * as measures from '#domain/assessment/commands/measures.ts'
import { reportTask } from '#domain/assessment/commands/report-task.ts'
import { signReturn } from '#domain/assessment/commands/sign-return.ts'
import * as input from '#domain/assessment/input.ts'
import { type Command, type FormWords, formStep } from '#src/actions/form-step.ts'
import { storeFiles } from '#src/actions/uploads.ts'
import { assessmentOfficeMessages, assessmentProblems } from '#src/i18n/messages/assessment-office.ts'

const words: FormWords = (locale) => [assessmentProblems(locale), assessmentOfficeMessages[locale].notRead]

/** 任务、月报、考核、措施: what counties report and the city decides. */
export const county = {
  reportTask: formStep(words, input.taskReport, async (given, { db, viewer, locale, now }, form) => {
    const files = await storeFiles(form, locale, input.assessmentLimits.files)
    await reportTask(db, viewer, { ...given, files }, now)
    return { no: given.no, regionCode: given.regionCode }
  }),
  completeMonth: step(input.monthCompletion, (db, viewer, { id, version, checked, note }, now) =>
    completeReturn(db, viewer, { id, version, checked, words: { note } }, now),
  ),
  completeYear: step(input.yearCompletion, (db, viewer, { id, version, ...words }, now) =>
    completeReturn(db, viewer, { id, version, checked: [], words }, now),
  ),
  signReturn: step(input.returnSigning, signReturn),
  receiveReturn: step(input.returnRef, receiveReturn),
  sendBackReturn: step(input.returnSendingBack, sendBackReturn),
  refixScores: step(input.scoreFixing, refixScores),
  proposeMeasure: step(input.measureProposing, measures.proposeMeasure),
  confirmMeasure: step(input.measureRef, measures.confirmMeasure),
  discardMeasure: step(input.measureRef, measures.discardMeasure),
  followUpMeasure: step(input.measureFollowUp, measures.followUpMeasure),
  liftMeasure: step(input.measureLifting, measures.liftMeasure),
  declineProposal: step(input.proposalDeclining, measures.declineProposal),
}

function step<S extends z.ZodType>(schema: S, take: Command<S>) {
  const work = async (given: z.output<S>, { db, viewer, now }: App.Locals) => {
    const made = await take(db, viewer, given, now)
    return { id: typeof made === 'number' ? made : null }
  }
  return formStep(words, schema, work, ['checked'])
}
