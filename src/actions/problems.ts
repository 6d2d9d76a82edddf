import { type ActionError, isInputError } from 'astro:actions'
import type { FieldProblem } from '#platform/errors.ts'
import { inOneLanguage, type Locale } from '#src/i18n/locale.ts'

/**
 * What a form page shows after a refusal: a message per field, or one without a field (`field` is then empty). With a
 * locale, a message written in both languages (`中文 / English`) is cut down to the reader's.
 */
export function problemsOf(error: ActionError | undefined, locale?: Locale): FieldProblem[] {
  if (!error) return []
  const say = (message: string) => (locale ? inOneLanguage(locale, message) : message)
  if (!isInputError(error)) return [{ field: '', message: say(error.message) }]
  return error.issues.map((issue) => ({ field: issue.path.map(String).join('.'), message: say(issue.message) }))
}
