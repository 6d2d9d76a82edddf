import type { AnswerNames } from '#domain/disclosure/queries/answer-names.ts'
import { fieldSpec, type GroupName } from '#domain/disclosure/rules/items/groups.ts'
import type { AnswerValue } from '#domain/disclosure/rules/items/item.ts'
import { formatNumber, formatPartialDate } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { choiceLabel } from '#src/i18n/messages/form-groups.ts'

/** An answer of a group as people read it: 是, 2016年4月, 8,000 h, 化学需氧量. Text of the form itself stays as it was written. */
export function answerText(
  locale: Locale,
  group: GroupName,
  field: string,
  value: AnswerValue,
  names: AnswerNames,
): string {
  const spec = fieldSpec(group, field)
  const factor = (code: string) => {
    const known = names.factors.get(code)
    return known ? (locale === 'zh' ? known.nameZh : known.nameEn) : code
  }
  const several = (word: (each: string) => string) =>
    (Array.isArray(value) ? value : [String(value)]).map(word).join(locale === 'zh' ? '、' : ', ')
  switch (spec?.kind) {
    case 'yesNo':
      return typeof value === 'boolean' ? choiceLabel(locale, value ? 'yes' : 'no') : String(value)
    case 'choice':
    case 'choices':
      return several((choice) => choiceLabel(locale, choice))
    case 'factor':
    case 'factors':
      return several(factor)
    case 'files':
      return several((id) => names.files.get(id)?.name ?? id)
    case 'date':
      return dateText(locale, String(value))
    case 'percent':
      return typeof value === 'number' ? `${formatNumber(locale, value)}%` : String(value)
    case 'longitude':
    case 'latitude':
      return typeof value === 'number' ? `${formatNumber(locale, value)}°` : String(value)
    default:
      return typeof value === 'number'
        ? [formatNumber(locale, value), spec?.unit].filter(Boolean).join(' ')
        : String(value)
  }
}

/** As exact as it is known: 2016, 2016-04 or 2016-04-13. What is no such date, in a draft, stays as typed. */
function dateText(locale: Locale, day: string): string {
  const precision = ({ 4: 'year', 7: 'month', 10: 'day' } as const)[day.length as 4]
  return precision && /^\d{4}(-\d\d){0,2}$/.test(day) ? formatPartialDate(locale, day, precision) : day
}
