import { DomainError, type DomainErrorCode } from '#platform/errors.ts'

export type ErrorReportRefusalCode =
  | 'no_such_version'
  | 'no_such_report'
  | 'field_unknown'
  | 'answered_already'
  | 'hidden_already'
  | 'not_a_later_version'
  | 'sent_already'

/** A refusal of this domain; i18n/messages/error-report.ts has the sentences. `field`: where the form says it. */
export class ErrorReportRefusal extends DomainError {
  readonly refusal: ErrorReportRefusalCode

  constructor(code: DomainErrorCode, refusal: ErrorReportRefusalCode, field?: string) {
    super(code, refusal, field ? [{ field, message: refusal }] : [])
    this.refusal = refusal
  }
}
