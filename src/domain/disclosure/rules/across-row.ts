import type { RowAnswers } from '#domain/disclosure/rules/answers.ts'
import {
  type Problem,
  type ProblemCode,
  type RowContext,
  type RowField,
  rowKey,
} from '#domain/disclosure/rules/form.ts'

/** A row as the checks between rows see it. */
export interface AcrossRow {
  context: RowContext
  answers: RowAnswers
}

/** A problem between rows stands at one row's field. */
export const acrossProblem = (
  { context }: AcrossRow,
  field: RowField,
  code: ProblemCode,
  kind: 'wrong' | 'explain',
  given: NonNullable<Problem['given']> = {},
): Problem => ({ field: `${rowKey(context)}.${field}`, code, kind, given })
