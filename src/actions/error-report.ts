import { type ActionAPIContext, defineAction } from 'astro:actions'
import type { z } from 'zod'
import { answerError } from '#domain/error-report/commands/answer-error.ts'
import { hideError } from '#domain/error-report/commands/hide-error.ts'
import { reportError } from '#domain/error-report/commands/report-error.ts'
import { errorAnswerInput, errorHiding, errorReportInput } from '#domain/error-report/input.ts'
import { ErrorReportRefusal } from '#domain/error-report/refusal.ts'
import { countUse } from '#platform/auth/brake.ts'
import { reportBrake } from '#platform/auth/rules/brake.ts'
import { DomainError } from '#platform/errors.ts'
import { answer } from '#src/actions/answer.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { errorReportProblem } from '#src/i18n/messages/error-report.ts'

type Code = Parameters<typeof errorReportProblem>[1]

/** 纠错: anybody sends one; firm and bureau answer. What is refused is said at the field. */
export const errorReport = {
  send: defineAction({
    accept: 'form',
    handler: (form, context) =>
      inWords(context, async ({ db, clientAddress, locale, now }) => {
        const report = read(errorReportInput, form, locale, 'words')
        await countUse(db, 'error_report', clientAddress, reportBrake, now)
        return reportError(db, report, now)
      }),
  }),
  answer: defineAction({
    accept: 'form',
    handler: (form, context) =>
      inWords(context, ({ db, viewer, locale, now }) =>
        answerError(db, viewer, read(errorAnswerInput, form, locale, 'answer'), now),
      ),
  }),
  hide: defineAction({
    accept: 'form',
    handler: (form, context) =>
      inWords(context, ({ db, viewer, locale, now }) =>
        hideError(db, viewer, read(errorHiding, form, locale, 'note'), now),
      ),
  }),
}

function inWords<T>({ locals }: ActionAPIContext, work: (locals: App.Locals) => Promise<T>): Promise<T> {
  return answer(async () => {
    try {
      return await work(locals)
    } catch (error) {
      if (!(error instanceof ErrorReportRefusal)) throw error
      const message = errorReportProblem(locals.locale, error.refusal)
      throw new DomainError(
        error.code,
        message,
        error.problems.map(({ field }) => ({ field, message })),
      )
    }
  })
}

/** `about` names the sentence for words that are too short or too long. */
function read<S extends z.ZodType>(schema: S, form: FormData, locale: Locale, about: 'words' | 'answer' | 'note') {
  const parsed = schema.safeParse(Object.fromEntries(form))
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => {
    const code = message === 'too_short' ? `${about}_short` : message === 'too_long' ? `${about}_long` : message
    const known: Code = code === 'leave_blank' || code.includes('_') ? (code as Code) : 'choose'
    return { field: String(path[0]), message: errorReportProblem(locale, known) }
  })
  throw new DomainError('rule_broken', problems[0]?.message ?? '', problems)
}
