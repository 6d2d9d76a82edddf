import type { AnswerNames } from '#domain/disclosure/queries/answer-names.ts'
import type { PublishedRow } from '#domain/disclosure/queries/published-rows.ts'
import type { GroupName } from '#domain/disclosure/rules/items/groups.ts'
import type { Answers } from '#domain/disclosure/rules/items/item.ts'
import type { WholeForm } from '#domain/disclosure/rules/items/whole-form.ts'
import { answerText } from '#src/i18n/answer-text.ts'
import type { Locale } from '#src/i18n/locale.ts'

/** What the parts of the printed form are laid out from. */
export interface PrintedForm {
  form: WholeForm
  rows: readonly PublishedRow[]
  names: AnswerNames
  /** With what is private: the enterprise's own print. */
  isWhole: boolean
}

/** An answer as it stands on paper; blank where there is none. */
export const textOf =
  (locale: Locale, { names }: Pick<PrintedForm, 'names'>) =>
  (group: GroupName, answers: Answers, field: string): string => {
    const value = answers[field]
    return value === undefined ? '' : answerText(locale, group, field, value, names)
  }
