import { CaseRefusal } from '#domain/violation/refusal.ts'
import { DomainError } from '#platform/errors.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { caseProblemText, caseRefusals } from '#src/i18n/messages/case-problems.ts'

/** The draft of a case is refused in the words of cases; only the fields that such a form shows are named. */
export async function inCaseWords<T>(locale: Locale, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof CaseRefusal)) throw error
    const words = caseRefusals[locale][error.refusal]
    const fields = error.problems.map(({ field, message, given, clause }) => ({
      field: ['title', 'facts', 'enterpriseName'].includes(field) ? field : '',
      message: caseProblemText(locale, message, given, clause),
    }))
    throw new DomainError(error.code, words, fields.length > 0 ? [{ field: '', message: words }, ...fields] : [])
  }
}
