import type { OutletField, RowField } from '#domain/disclosure/rules/form.ts'
import type { GroupName } from '#domain/disclosure/rules/items/groups.ts'
import type { FieldKind, FieldSpec } from '#domain/disclosure/rules/items/spec.ts'
import { type FieldWords, wordsOf, wordsOfSpec } from '#domain/disclosure/rules/sheet/words.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { fieldName } from '#src/i18n/messages/disclosure-problems.ts'
import { groupFieldLabel } from '#src/i18n/messages/form-groups.ts'
import { sheetFormMessages } from '#src/i18n/messages/sheet-form.ts'

export interface SheetColumn {
  id: string
  /** What stands in the head; the first line is the column's name. */
  head: string
  width: number
  isAsked: boolean
  isHidden?: boolean
  /** Offered in the cell. */
  words?: readonly string[]
}

/** A column of what is known already. */
export const given = (id: string, head: string, width: number): SheetColumn => ({ id, head, width, isAsked: false })
export const columnOf = (id: string, head: string, width: number): SheetColumn => ({ id, head, width, isAsked: true })

/** Chinese first; the English name below it where the reader's language is English. */
export const inBoth = (locale: Locale, name: (locale: Locale) => string): string =>
  locale === 'zh' || name('zh') === name('en') ? name('zh') : `${name('zh')}\n${name('en')}`

const widths: Partial<Record<FieldKind, number>> = {
  text: 34,
  line: 22,
  factors: 24,
  choices: 18,
  date: 13,
  yesNo: 14,
  number: 13,
  whole: 10,
  percent: 10,
}

/** A field's name as the head of a column, its unit and a star where it must be answered; and how it is filled in. */
export function headOf(locale: Locale, group: GroupName, field: string, spec: FieldSpec) {
  const star = spec.required && !spec.when ? '* ' : ''
  const unit = spec.unit ? ` (${spec.unit})` : ''
  const head = `${star}${inBoth(locale, (one) => groupFieldLabel(one, group, field))}${unit}`
  const choices = wordsOfSpec(spec)
  return { head, hint: hintOf(locale, spec), words: choices && !choices.several ? inWords(locale, choices) : undefined }
}

function hintOf(locale: Locale, spec: FieldSpec): string {
  const say = sheetFormMessages[locale]
  const words = wordsOfSpec(spec)
  if (words) return (words.several ? say.severalOf : say.oneOf)(inWords(locale, words).join('、'))
  if (spec.kind === 'factors') return say.factorsHint
  if (spec.kind === 'date') return say.dateHint
  return ''
}

const inWords = (locale: Locale, { codes, word }: FieldWords) => codes.map((code) => word(locale, code))

export function fieldColumn(locale: Locale, group: GroupName, field: string, spec: FieldSpec): SheetColumn {
  const { head, hint, words } = headOf(locale, group, field, spec)
  return {
    ...columnOf(field, hint ? `${head}\n${hint}` : head, widths[spec.kind] ?? 14),
    ...(words ? { words } : {}),
  }
}

const rowUnits: Partial<Record<RowField | OutletField, string>> = {
  total: 't',
  rateMin: 'kg/h',
  rateMax: 'kg/h',
  limitRate: 'kg/h',
  supervisoryRate: '%',
  onlineRate: '%',
}
const longRowFields: readonly string[] = ['exceedanceReason', 'unusualReason']

/** A column of the outlets' factors. */
export function rowColumn(locale: Locale, field: RowField | OutletField): SheetColumn {
  const unit = rowUnits[field]
  const name = inBoth(locale, (one) => fieldName(one, field))
  const words = wordsOf(field === 'route' || field === 'pattern' ? `o1.${field}` : `r1_x.${field}`)
  return {
    ...columnOf(field, unit ? `${name} (${unit})` : name, longRowFields.includes(field) ? 30 : words ? 13 : 11),
    ...(words ? { words: inWords(locale, words) } : {}),
  }
}
