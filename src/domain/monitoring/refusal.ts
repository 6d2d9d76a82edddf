import type { LineProblem } from '#domain/monitoring/queries/planned.ts'
import { DomainError, type DomainErrorCode } from '#platform/errors.ts'

export type MonitoringRefusalCode =
  | 'wrong_entry'
  | 'reason_needed'
  | 'no_such_result'
  | 'already_superseded'
  | 'nothing_changed'
  | 'no_such_file'
  | 'already_applied'
  | 'file_refused'

/** What the desk refuses; the page and the action put it into words (i18n/messages/monitoring.ts). */
export class MonitoringRefusal extends DomainError {
  override name = 'MonitoringRefusal'
  readonly refusal: MonitoringRefusalCode
  readonly entryProblems: LineProblem[]

  constructor(code: DomainErrorCode, refusal: MonitoringRefusalCode, entryProblems: LineProblem[] = []) {
    super(code, refusal)
    this.refusal = refusal
    this.entryProblems = entryProblems
  }
}
