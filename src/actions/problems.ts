import { type ActionError, isInputError } from 'astro:actions'
import type { FieldProblem } from '#platform/errors.ts'

/** What a form page shows after a refusal: a message per field, or one without a field (`field` is then empty). */
export function problemsOf(error: ActionError | undefined): FieldProblem[] {
  if (!error) return []
  if (!isInputError(error)) return [{ field: '', message: error.message }]
  return error.issues.map((issue) => ({ field: issue.path.map(String).join('.'), message: issue.message }))
}
