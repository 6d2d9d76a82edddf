import type { Problem } from '#domain/disclosure/rules/form.ts'
import { DomainError, type DomainErrorCode, type FieldProblem } from '#platform/errors.ts'

export type RefusalCode =
  | 'nothing_due'
  | 'nothing_to_disclose'
  | 'published_already'
  | 'not_published_yet'
  | 'draft_gone'
  | 'draft_open'
  | 'revision_unknown'
  | 'saved_meanwhile'
  | 'edited_by_another'
  | 'not_complete'
  | 'register_changed'
  | 'saved_with_problems'
  | 'wrong_field'

/** A problem with one field that names its sentence instead of holding it: the page says it in the reader's language. */
export type CodedProblem = FieldProblem & { given?: Record<string, string | number> }

/**
 * A refusal of this domain. `message` and the problems' messages are codes; i18n/messages/disclosure-problems.ts has the
 * sentences, src/actions/disclosure.ts puts them in.
 */
export class DisclosureRefusal extends DomainError {
  declare readonly problems: CodedProblem[]
  readonly refusal: RefusalCode

  constructor(code: DomainErrorCode, refusal: RefusalCode, problems: CodedProblem[] = []) {
    super(code, refusal, problems)
    this.refusal = refusal
  }
}

export const codedProblem = ({ field, code, given }: Problem): CodedProblem => ({
  field,
  message: code,
  given: given ?? {},
})
