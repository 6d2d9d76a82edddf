import { fieldSpec, type GroupName } from '#domain/disclosure/rules/items/groups.ts'
import type { AnswerValue } from '#domain/disclosure/rules/items/item.ts'
import { formatNumber } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { choiceLabel } from '#src/i18n/messages/form-groups.ts'

/** What a field of a group says, in the reader's words: choices by their names, numbers with their unit. */
export function answerText(locale: Locale, group: GroupName, field: string, value: AnswerValue): string {
  const spec = fieldSpec(group, field)
  if (typeof value === 'boolean') return choiceLabel(locale, value ? 'yes' : 'no')
  if (typeof value === 'number') return [formatNumber(locale, value), spec?.unit].filter(Boolean).join(' ')
  const words = typeof value === 'string' ? [value] : value
  const isChoice = spec?.kind === 'choice' || spec?.kind === 'choices'
  return words.map((word) => (isChoice ? choiceLabel(locale, word) : word)).join(locale === 'zh' ? '、' : ', ')
}
