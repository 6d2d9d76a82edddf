import type { z } from 'zod'
import { extendReferral } from '#domain/joint/commands/extension.ts'
import { endLiaison, enterLiaison } from '#domain/joint/commands/liaison.ts'
import { explainOverlooked, judgeOverlooked } from '#domain/joint/commands/overlooked.ts'
import { proposeReferral, stepReferral } from '#domain/joint/commands/referral.ts'
import * as input from '#domain/joint/input.ts'
import { type Command, type FormWords, formStep } from '#src/actions/form-step.ts'
import { liaisonMessages, liaisonProblems } from '#src/i18n/messages/liaison.ts'
import { referralMessages, referralProblems } from '#src/i18n/messages/referral.ts'
import { unprosecutedMessages, unprosecutedProblems } from '#src/i18n/messages/unprosecuted.ts'

const ofLiaison: FormWords = (locale) => [liaisonProblems(locale), liaisonMessages[locale].notRead]
const ofReferral: FormWords = (locale) => [referralProblems(locale), referralMessages[locale].notRead]
const ofOverlooked: FormWords = (locale) => [unprosecutedProblems(locale), unprosecutedMessages[locale].notRead]

/** 联络人. */
export const liaison = {
  enter: step(input.liaisonInput, enterLiaison, ofLiaison),
  end: step(input.liaisonEnding, endLiaison, ofLiaison),
}

/** 移送. */
export const referral = {
  propose: step(input.referralInput, proposeReferral, ofReferral),
  step: step(input.referralStepInput, stepReferral, ofReferral),
  extend: step(input.referralExtension, extendReferral, ofReferral),
}

/** 应查尽查、应罚尽罚、应移尽移. */
export const unprosecuted = {
  explain: step(input.overlookedReason, explainOverlooked, ofOverlooked),
  judge: step(input.overlookedVerdict, judgeOverlooked, ofOverlooked),
}

function step<S extends z.ZodType, R>(schema: S, take: Command<S, R>, words: FormWords) {
  return formStep(words, schema, async (given, { db, viewer, now }) => ({ result: await take(db, viewer, given, now) }))
}
