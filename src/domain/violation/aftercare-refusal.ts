import type { RepairBar, RepairStepBar } from '#domain/violation/rules/aftercare/repair.ts'
import type { ReplyBar } from '#domain/violation/rules/aftercare/reply.ts'
import { DomainError, type DomainErrorCode } from '#platform/errors.ts'

export type AftercareRefusalCode =
  | ReplyBar
  | RepairBar
  | RepairStepBar
  | 'no_such_case'
  | 'not_on_board'
  | 'no_such_entry'
  | 'filed_before_decision'
  | 'decided_before_filed'
  | 'decided_already'
  | 'same_as_before'
  | 'needs_a_value'
  | 'no_day'
  | 'no_amount'
  | 'too_long_for_field'
  | 'no_single_fine'
  | 'number_in_use'
  | 'changed_meanwhile'
  | 'one_proposed_already'
  | 'proposed_it'
  | 'personal_data'
  | 'hidden_name'
  | 'names_nobody'
  | 'repair_open'
  | 'no_seal'

/** A refusal of what comes after a publication; i18n/messages/aftercare.ts has the sentences. */
export class AftercareRefusal extends DomainError {
  readonly refusal: AftercareRefusalCode

  constructor(
    code: DomainErrorCode,
    refusal: AftercareRefusalCode,
    problems: { field: string; message: AftercareRefusalCode }[] = [],
  ) {
    super(code, refusal, problems)
    this.refusal = refusal
  }
}

/** The refusal that belongs to one field. */
export const atField = (field: string, refusal: AftercareRefusalCode): AftercareRefusal =>
  new AftercareRefusal('rule_broken', refusal, [{ field, message: refusal }])
