import type { AnswerNames } from '#domain/disclosure/queries/answer-names.ts'
import type { PublishedRow } from '#domain/disclosure/queries/published-rows.ts'
import type { ChangedRow, ComparedColumn } from '#domain/disclosure/rules/difference.ts'
import type { ChangedItem } from '#domain/disclosure/rules/items/difference.ts'
import { fieldSpec } from '#domain/disclosure/rules/items/groups.ts'
import { answerText } from '#src/i18n/answer-text.ts'
import { formatNumber } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { changesMessages } from '#src/i18n/messages/changes.ts'
import { comparedColumnNames } from '#src/i18n/messages/disclosure.ts'
import { groupFieldLabel, groupLabel } from '#src/i18n/messages/form-groups.ts'
import { term } from '#src/i18n/terms.ts'

/** One changed value of an outlet and factor: 全年总量由 62.4 吨改为 71.9 吨（+15.2%）。 */
export function rowChangeText(
  locale: Locale,
  row: PublishedRow,
  { column, before, after }: ChangedRow<PublishedRow>['changes'][number],
): string {
  const label = comparedColumnNames[column][locale === 'zh' ? 0 : 1].replace(/ ?[（(](kg\/h|吨|t|%)[）)]$/, '')
  const shown = (value: string | number) => valueText(locale, row, column, value)
  return sentence(locale, label, before, after, shown, column.endsWith('ExceedanceRate'))
}

/** One changed answer of a group. Of an item that is new or gone only what it says, or said. */
export function itemChangeText(
  locale: Locale,
  { kind, group }: Pick<ChangedItem, 'kind' | 'group'>,
  { field, before, after }: ChangedItem['changes'][number],
  names: AnswerNames,
): string {
  const say = changesMessages[locale]
  const label = plainLabel(groupFieldLabel(locale, group, field))
  const shown = (value: NonNullable<typeof before>) => {
    const text = answerText(locale, group, field, value, names)
    return fieldSpec(group, field)?.kind === 'text' ? say.quote(text) : text
  }
  if (kind !== 'changed') return say.said(label, shown((after ?? before) as NonNullable<typeof before>)) + say.stop
  return sentence(locale, label, before, after, shown, fieldSpec(group, field)?.kind === 'percent')
}

/** What an item is called: 污染治理设施 TW001, 产品及规模 文化纸. */
export function itemName(locale: Locale, { group, item, answers }: ChangedItem, outletCode?: string): string {
  const own = outletCode ?? answers.code ?? answers.name ?? answers.product ?? answers.point ?? answers.project
  const called = typeof own === 'string' && group !== 'basic' ? own : item > 1 ? String(item) : ''
  return [groupLabel(locale, group), called].filter(Boolean).join(' ')
}

const plainLabel = (label: string) => label.replace(/ ?[（(][^（(）)]*[）)]$/, '')

function sentence<Value extends string | number | boolean | string[]>(
  locale: Locale,
  label: string,
  before: Value | null,
  after: Value | null,
  shown: (value: Value) => string,
  isShare: boolean,
): string {
  const say = changesMessages[locale]
  if (before === null) return (after === null ? '' : say.now(label, shown(after))) + say.stop
  if (after === null) return say.was(label, shown(before)) + say.stop
  return say.from(label, shown(before), shown(after)) + growthText(locale, before, after, isShare) + say.stop
}

/**
 * By how much a number grew or shrank: in percent, and a share in points of it, for 98.5 % to 91.5 % are 7 points. Nothing from
 * zero, or where it is not a number.
 */
function growthText(locale: Locale, before: unknown, after: unknown, isShare: boolean): string {
  if (typeof before !== 'number' || typeof after !== 'number') return ''
  const say = changesMessages[locale]
  const signed = (growth: number, digits: number) =>
    `${growth < 0 ? '−' : '+'}${formatNumber(locale, Number(Math.abs(growth).toFixed(digits)))}`
  if (isShare) return say.change(say.points(signed(after - before, 2)))
  if (before <= 0) return ''
  const percent = ((after - before) / before) * 100
  return say.change(`${signed(percent, Math.abs(percent) < 10 ? 1 : 0)}%`)
}

const vocabularies = {
  route: 'emissionRoute',
  pattern: 'emissionPattern',
  concentrationState: 'valueState',
  totalState: 'valueState',
  origin: 'valueOrigin',
} as const

function valueText(locale: Locale, row: PublishedRow, column: ComparedColumn, value: string | number): string {
  if (typeof value === 'number')
    return [formatNumber(locale, value), unitOf(locale, row, column)].filter(Boolean).join(' ')
  if (column in vocabularies) return term(locale, vocabularies[column as 'route'], value as 'direct')
  return changesMessages[locale].quote(value)
}

function unitOf(locale: Locale, row: PublishedRow, column: ComparedColumn): string {
  const say = changesMessages[locale]
  switch (column) {
    case 'totalTonnes':
    case 'permittedTonnes':
      return say.tonnes
    case 'rateMin':
    case 'rateMax':
    case 'limitRate':
      return 'kg/h'
    case 'supervisoryExceedanceRate':
    case 'onlineExceedanceRate':
      return '%'
    case 'sampleCount':
      return say.times
    case 'judgedCount':
    case 'exceedanceCount':
      return ''
    default:
      return row.concentrationUnit === '无量纲' ? '' : row.concentrationUnit
  }
}
