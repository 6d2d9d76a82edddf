import type { EntryField } from '#domain/monitoring/input.ts'

export type EntryProblemCode =
  | 'missing'
  | 'too_long'
  | 'bad_code'
  | 'no_such_enterprise'
  | 'not_your_county'
  | 'no_such_outlet'
  | 'no_such_factor'
  | 'factor_of_other_medium'
  | 'date_unreadable'
  | 'date_not_a_day'
  | 'date_future'
  | 'period_reversed'
  | 'period_two_years'
  | 'not_a_value'
  | 'not_a_count'
  | 'negative'
  | 'unit_of_other_kind'
  | 'not_ordered'
  | 'more_exceeded'
  | 'twice_in_file'
  | 'overlaps'
  | 'already_entered'

/** What is wrong with one field of an entry; `given` is what its sentence needs (i18n/messages/monitoring.ts). */
export interface EntryProblem {
  field: EntryField
  code: EntryProblemCode
  given: Record<string, string | number>
}
