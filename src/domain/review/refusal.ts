import type { ReviewProblem } from '#domain/review/rules/review-form.ts'
import type { ReviewBar } from '#domain/review/rules/state.ts'
import { DomainError, type DomainErrorCode, type FieldProblem } from '#platform/errors.ts'

export type ReviewRefusalCode = ReviewBar | 'no_such_version' | 'not_complete' | 'no_such_doubt' | 'looked_at_already'

/** A refusal of this domain; messages are codes, i18n/messages/review.ts has the sentences. */
export class ReviewRefusal extends DomainError {
  declare readonly problems: (FieldProblem & { given?: Record<string, string | number> })[]
  readonly refusal: ReviewRefusalCode

  constructor(code: DomainErrorCode, refusal: ReviewRefusalCode, problems: readonly ReviewProblem[] = []) {
    super(
      code,
      refusal,
      problems.map(({ field, code: message, given }) => ({ field, message, ...(given ? { given } : {}) })),
    )
    this.refusal = refusal
  }
}
