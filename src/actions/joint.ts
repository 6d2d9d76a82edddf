import { defineAction } from 'astro:actions'
import type { z } from 'zod'
import { extendReferral } from '#domain/joint/commands/extension.ts'
import { endLiaison, enterLiaison } from '#domain/joint/commands/liaison.ts'
import { explainOverlooked, judgeOverlooked } from '#domain/joint/commands/overlooked.ts'
import { proposeReferral, stepReferral } from '#domain/joint/commands/referral.ts'
import * as input from '#domain/joint/input.ts'
import { answer } from '#src/actions/answer.ts'
import { readForm } from '#src/actions/read-form.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { liaisonMessages, liaisonProblems } from '#src/i18n/messages/liaison.ts'
import { referralMessages, referralProblems } from '#src/i18n/messages/referral.ts'
import { unprosecutedMessages, unprosecutedProblems } from '#src/i18n/messages/unprosecuted.ts'

type Db = App.Locals['db']
type Viewer = App.Locals['viewer']

const ofLiaison = (locale: Locale) => [liaisonProblems(locale), liaisonMessages[locale].notRead] as const
const ofReferral = (locale: Locale) => [referralProblems(locale), referralMessages[locale].notRead] as const
const ofOverlooked = (locale: Locale) => [unprosecutedProblems(locale), unprosecutedMessages[locale].notRead] as const

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

function step<S extends z.ZodType, R>(
  schema: S,
  take: (db: Db, viewer: Viewer, given: z.output<S>, now: Date) => Promise<R>,
  words: (locale: Locale) => readonly [Record<string, string>, string],
) {
  return defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => ({ result: await take(db, viewer, readForm(schema, form, ...words(locale)), now) })),
  })
}
