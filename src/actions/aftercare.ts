import { type ActionAPIContext, defineAction } from 'astro:actions'
import type { z } from 'zod'
import { AftercareRefusal } from '#domain/violation/aftercare-refusal.ts'
import { enterAppeal, enterResult } from '#domain/violation/commands/aftercare/appeal.ts'
import { decideCorrection, proposeCorrection } from '#domain/violation/commands/aftercare/correct.ts'
import { withdrawCase } from '#domain/violation/commands/aftercare/remove.ts'
import { applyForRepair, stepRepair } from '#domain/violation/commands/aftercare/repair.ts'
import { publishReply, refuseReply, sendReply, takeBackReply } from '#domain/violation/commands/aftercare/reply.ts'
import { readSeal } from '#domain/violation/commands/aftercare/seal.ts'
import * as inputs from '#domain/violation/input/aftercare.ts'
import { DomainError } from '#platform/errors.ts'
import { answer } from '#src/actions/answer.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { aftercareNotComplete, aftercareProblem } from '#src/i18n/messages/aftercare.ts'

/** What comes after a publication: the firm's forms and the office's. */
export const aftercare = {
  sendReply: form(inputs.replySending, ({ db, viewer, now }, given) => sendReply(db, viewer, given, now)),
  takeBackReply: form(inputs.replyStep, ({ db, viewer, now }, given) => takeBackReply(db, viewer, given, now)),
  publishReply: form(inputs.replyStep, ({ db, viewer, now }, given) => publishReply(db, viewer, given, now)),
  refuseReply: form(inputs.replyRefusing, ({ db, viewer, now }, given) => refuseReply(db, viewer, given, now)),
  enterAppeal: form(inputs.appealEntering, ({ db, viewer, now }, given) => enterAppeal(db, viewer, given, now)),
  enterResult: form(inputs.appealDeciding, ({ db, viewer, now }, given) => enterResult(db, viewer, given, now)),
  proposeCorrection: form(inputs.correctionProposing, ({ db, viewer, now }, given) =>
    proposeCorrection(db, viewer, given, now),
  ),
  decideCorrection: form(inputs.correctionDeciding, ({ db, viewer, now }, { id, decision }) =>
    decideCorrection(db, viewer, { id, isConfirmed: decision === 'confirm' }, now),
  ),
  withdraw: form(inputs.withdrawing, ({ db, viewer, now }, given) => withdrawCase(db, viewer, given, now)),
  applyRepair: form(inputs.repairApplying, ({ db, viewer, now }, given) => applyForRepair(db, viewer, given, now)),
  takeBackRepair: form(inputs.repairTakingBack, ({ db, viewer, now }, { id }) =>
    stepRepair(db, viewer, { id, step: 'take_back', words: '' }, now),
  ),
  opineRepair: form(inputs.repairOpining, ({ db, viewer, now }, given) => stepRepair(db, viewer, given, now)),
  decideRepair: form(inputs.repairDeciding, ({ db, viewer, now }, given) => stepRepair(db, viewer, given, now)),
  readSeal: form(inputs.sealReading, ({ db, viewer, now }, given) => readSeal(db, viewer, given, now)),
}

/** A form read by its schema and handed to its command; what is refused is said in the reader's language, at its field. */
function form<S extends z.ZodType, T>(schema: S, work: (locals: App.Locals, given: z.output<S>) => Promise<T>) {
  return defineAction({
    accept: 'form',
    handler: (sent, context) => inWords(context, (locals) => work(locals, read(schema, sent, locals.locale))),
  })
}

function inWords<T>({ locals }: ActionAPIContext, work: (locals: App.Locals) => Promise<T>): Promise<T> {
  return answer(async () => {
    try {
      return await work(locals)
    } catch (error) {
      if (!(error instanceof AftercareRefusal)) throw error
      const { locale } = locals
      throw new DomainError(
        error.code,
        aftercareProblem(locale, error.refusal),
        error.problems.map(({ field, message }) => ({ field, message: aftercareProblem(locale, message) })),
      )
    }
  })
}

function read<S extends z.ZodType>(schema: S, form: FormData, locale: Locale): z.output<S> {
  const parsed = schema.safeParse(Object.fromEntries(form))
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map((issue) => ({
    field: String(issue.path[0] ?? ''),
    message: aftercareProblem(locale, issue.message, issue.code === 'custom' ? (issue.params ?? {}) : {}),
  }))
  const words = aftercareNotComplete(locale)
  throw new DomainError('rule_broken', words, [{ field: '', message: words }, ...problems])
}
