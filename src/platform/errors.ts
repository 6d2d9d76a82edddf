export type DomainErrorCode = 'not_found' | 'not_allowed' | 'conflict' | 'rule_broken' | 'too_often'

/** What is wrong with one field of a form, a row of a sheet or a parameter, in the reader's words. */
export interface FieldProblem {
  /** Path of the field, for example `rows.3.totalTonnes`. */
  field: string
  message: string
}

/** A refusal that can be explained to the person who asked. Anything else that is thrown is a fault. */
export class DomainError extends Error {
  override name = 'DomainError'
  readonly code: DomainErrorCode
  readonly problems: FieldProblem[]

  constructor(code: DomainErrorCode, message: string, problems: FieldProblem[] = []) {
    super(message)
    this.code = code
    this.problems = problems
  }
}
