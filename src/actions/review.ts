import { type ActionAPIContext, defineAction } from 'astro:actions'
import type { z } from 'zod'
import { giveReview } from '#domain/review/commands/give-review.ts'
import { acceptDoubt, rejectDoubt } from '#domain/review/commands/look-at-doubt.ts'
import { doubtLook, readPoints, reviewInput } from '#domain/review/input.ts'
import { ReviewRefusal } from '#domain/review/refusal.ts'
import { DomainError } from '#platform/errors.ts'
import { answer } from '#src/actions/answer.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { reviewProblemText, reviewRefusals } from '#src/i18n/messages/review.ts'

/** The office's forms on a published disclosure. None of them carries a figure of the enterprise. */
export const review = {
  give: defineAction({
    accept: 'form',
    handler: (form, context) =>
      inWords(context, ({ db, viewer, locale, now }) =>
        giveReview(db, viewer, { ...read(reviewInput, form, locale), sent: readPoints(form) }, now),
      ),
  }),
  /** Other outlets of a large firm: nothing is written, the page shows them with all that was typed. */
  turn: defineAction({ accept: 'form', handler: () => ({}) }),
  acceptDoubt: defineAction({
    accept: 'form',
    handler: (form, context) =>
      inWords(context, ({ db, viewer, locale, now }) => acceptDoubt(db, viewer, readLook(form, locale), now)),
  }),
  rejectDoubt: defineAction({
    accept: 'form',
    handler: (form, context) =>
      inWords(context, ({ db, viewer, locale, now }) => rejectDoubt(db, viewer, readLook(form, locale), now)),
  }),
}

/** What the domain refuses is said in the reader's language, at the field where there is one. */
function inWords<T>({ locals }: ActionAPIContext, work: (locals: App.Locals) => Promise<T>): Promise<T> {
  return answer(async () => {
    try {
      return await work(locals)
    } catch (error) {
      if (!(error instanceof ReviewRefusal)) throw error
      const { locale } = locals
      const words = reviewRefusals[locale][error.refusal]
      const fields = error.problems.map(({ field, message, given }) => ({
        field,
        message: reviewProblemText(locale, message, given),
      }))
      throw new DomainError(error.code, words, fields.length > 0 ? [{ field: '', message: words }, ...fields] : [])
    }
  })
}

function read<S extends z.ZodType>(schema: S, form: FormData, locale: Locale): z.output<S> {
  const parsed = schema.safeParse(Object.fromEntries(form))
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => ({
    field: String(path[0]),
    message: reviewProblemText(locale, message),
  }))
  const words = reviewRefusals[locale].not_complete
  throw new DomainError('rule_broken', words, [{ field: '', message: words }, ...problems])
}

/** The note's field carries the doubt's number: each doubt has its own form on the page. */
function readLook(form: FormData, locale: Locale) {
  const id = String(form.get('id') ?? '')
  const parsed = doubtLook.safeParse({ id, note: form.get('note') ?? '' })
  if (parsed.success) return parsed.data
  const message = reviewProblemText(locale, parsed.error.issues[0]?.message ?? '')
  throw new DomainError('rule_broken', message, [{ field: `note-${id}`, message }])
}
