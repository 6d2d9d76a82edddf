import type { CaseFinding } from '#domain/violation/rules/draft.ts'
import type { StepBar } from '#domain/violation/rules/lifecycle.ts'
import { DomainError, type DomainErrorCode, type FieldProblem } from '#platform/errors.ts'

export type CaseRefusalCode =
  | StepBar
  | 'no_such_case'
  | 'not_complete'
  | 'changed_meanwhile'
  | 'step_there_already'
  | 'not_published'
  | 'linked_already'
  | 'no_such_evidence'

export type CaseProblem = FieldProblem & Pick<CaseFinding, 'given' | 'clause'>

/** A refusal of this domain; messages are codes, i18n/messages/case-problems.ts has the sentences. */
export class CaseRefusal extends DomainError {
  declare readonly problems: CaseProblem[]
  readonly refusal: CaseRefusalCode

  constructor(
    code: DomainErrorCode,
    refusal: CaseRefusalCode,
    findings: readonly Omit<CaseFinding, 'severity'>[] = [],
  ) {
    super(
      code,
      refusal,
      findings.map(({ field, code: message, given, clause }) => ({
        field,
        message,
        ...(given ? { given } : {}),
        ...(clause ? { clause } : {}),
      })),
    )
    this.refusal = refusal
  }
}
