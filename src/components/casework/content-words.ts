import type { CaseContent, DraftMeasure, DraftPerson } from '#domain/violation/rules/draft.ts'
import { basisOf } from '#domain/violation/rules/legal-basis.ts'
import { formatMoney } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { caseworkMessages } from '#src/i18n/messages/casework.ts'
import { term } from '#src/i18n/terms.ts'

/** What the form calls a field of the content. */
export function fieldName(field: keyof CaseContent, locale: Locale): string {
  const say = caseworkMessages[locale]
  const own: Partial<Record<keyof CaseContent, string>> = {
    title: say.caseTitle,
    regionCode: say.region,
    executionState: say.execution,
    confirmed: say.confirm,
  }
  return own[field] ?? (say[field as keyof typeof say] as string)
}

/** A value of the content in words. */
export function contentWords(field: keyof CaseContent, value: unknown, locale: Locale): string {
  if (value === null || value === '') return ''
  if (field === 'category') return term(locale, 'violationCategory', value as CaseContent['category'])
  if (field === 'leadSource') return term(locale, 'leadSource', value as CaseContent['leadSource'])
  if (field === 'executionState') return term(locale, 'executionState', value as CaseContent['executionState'])
  if (field === 'bases') return (value as string[]).map((code) => basisOf(code)?.text ?? code).join('；')
  if (field === 'measures')
    return (value as DraftMeasure[])
      .map(({ kind, amountFen, fromOn, toOn, periods, detail }) =>
        [
          term(locale, 'measureKind', kind),
          amountFen === null ? '' : formatMoney(locale, amountFen),
          [fromOn, toOn].filter(Boolean).join(' – '),
          periods.map(({ servedOn, recheckedOn }) => `${servedOn} – ${recheckedOn}`).join(', '),
          detail,
        ]
          .filter(Boolean)
          .join(' '),
      )
      .join('; ')
  if (field === 'persons')
    return (value as DraftPerson[])
      .map(({ name, position, kind, isMinor }) =>
        [name, position, term(locale, 'casePersonKind', kind), isMinor ? caseworkMessages[locale].isMinor : '']
          .filter(Boolean)
          .join(' '),
      )
      .join('; ')
  return Array.isArray(value) ? value.join('; ') : String(value)
}
