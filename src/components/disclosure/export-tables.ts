import type { AnswerNames } from '#domain/disclosure/queries/answer-names.ts'
import type { PublishedRow } from '#domain/disclosure/queries/published-rows.ts'
import type { ComparedColumn } from '#domain/disclosure/rules/difference.ts'
import { fieldSpec, groupSpec } from '#domain/disclosure/rules/items/groups.ts'
import type { PublishedItem } from '#domain/disclosure/rules/items/item.ts'
import { judgeRow } from '#domain/disclosure/rules/judgement.ts'
import { hasMultiple } from '#domain/enterprise/rules/limit.ts'
import type { Cell } from '#platform/sheet/write.ts'
import { answerText } from '#src/i18n/answer-text.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { comparedColumnNames, limitBasisText } from '#src/i18n/messages/disclosure.ts'
import { disclosureExportMessages } from '#src/i18n/messages/disclosure-export.ts'
import { groupFieldLabel, groupLabel, partName } from '#src/i18n/messages/form-groups.ts'
import { term } from '#src/i18n/terms.ts'

export interface ExportTable {
  head: string[]
  lines: Cell[][]
}

/** The values of the page's per-outlet tables, one line to an outlet and factor; numbers as numbers, units beside them. */
export function valueTable(locale: Locale, rows: readonly PublishedRow[]): ExportTable {
  const columns = valueColumns(locale)
  return { head: columns.map(([head]) => head), lines: rows.map((row) => columns.map(([, of]) => of(row))) }
}

function valueColumns(locale: Locale): [string, (row: PublishedRow) => Cell][] {
  const say = disclosureExportMessages[locale]
  const of = (column: ComparedColumn): [string, (row: PublishedRow) => Cell] => [
    comparedColumnNames[column][locale === 'zh' ? 0 : 1],
    (row) => row[column],
  ]
  const worst = (row: PublishedRow) => judgeRow(row, row).worst
  return [
    [say.outletCode, (row) => row.outletCode],
    [say.outletName, (row) => row.outletName],
    [say.outletKind, (row) => term(locale, 'outletKind', row.outletKind)],
    [say.factorCode, (row) => row.factorCode],
    [say.factor, (row) => (locale === 'zh' ? row.factorNameZh : row.factorNameEn)],
    [of('route')[0], (row) => row.route && term(locale, 'emissionRoute', row.route)],
    [of('pattern')[0], (row) => row.pattern && term(locale, 'emissionPattern', row.pattern)],
    [
      of('concentrationState')[0],
      (row) => row.concentrationState && term(locale, 'valueState', row.concentrationState),
    ],
    of('concentrationMin'),
    of('concentrationMean'),
    of('concentrationMax'),
    of('detectionLimit'),
    of('limitMin'),
    of('limitMax'),
    of('specialLimit'),
    [say.unit, (row) => row.concentrationUnit],
    [say.limitAveraging, (row) => row.limitAveraging && term(locale, 'averaging', row.limitAveraging)],
    [say.limitBasis, (row) => row.limitBasis && limitBasisText(locale, row.limitBasis)],
    [say.standing, (row) => (worst(row) ? (worst(row)?.standing === 'over' ? say.over : say.within) : null)],
    [say.multiple, (row) => (hasMultiple(row.concentrationUnit) ? (worst(row)?.multiple ?? null) : null)],
    of('judgedCount'),
    of('exceedanceCount'),
    of('exceedanceReason'),
    of('totalTonnes'),
    [of('totalState')[0], (row) => row.totalState && term(locale, 'valueState', row.totalState)],
    of('permittedTonnes'),
    [say.totalUnit, (row) => (row.hasTotal ? 't' : null)],
    of('rateMin'),
    of('rateMax'),
    of('limitRate'),
    [say.rateUnit, (row) => (row.outletKind === 'stack' ? 'kg/h' : null)],
    of('limitWaterPerProduct'),
    of('specialPeriodLimit'),
    of('supervisoryExceedanceRate'),
    of('onlineExceedanceRate'),
    [
      say.shareUnit,
      (row) => (row.supervisoryExceedanceRate === null && row.onlineExceedanceRate === null ? null : '%'),
    ],
    [of('origin')[0], (row) => row.origin && term(locale, 'valueOrigin', row.origin)],
    of('sampleCount'),
    of('reportNo'),
    of('unusualReason'),
  ]
}

/** The rest of the form, one line to an answer. */
export function formTable(
  locale: Locale,
  items: readonly PublishedItem[],
  rows: readonly PublishedRow[],
  names: AnswerNames,
): ExportTable {
  const say = disclosureExportMessages[locale]
  const outlets = new Map(rows.map(({ outletId, outletCode }) => [outletId, outletCode]))
  const lines = items.flatMap(({ group, item, answers }) =>
    Object.keys(groupSpec(group).fields).flatMap((field): Cell[][] => {
      const value = answers[field]
      if (value === undefined) return []
      const { part, repeated, ofOutlets } = groupSpec(group)
      const isNumber = typeof value === 'number'
      const unit = fieldSpec(group, field)?.kind === 'percent' ? '%' : (fieldSpec(group, field)?.unit ?? null)
      return [
        [
          partName(locale, part),
          groupLabel(locale, group),
          ofOutlets ? (outlets.get(item) ?? item) : repeated ? item : null,
          groupFieldLabel(locale, group, field),
          isNumber ? value : answerText(locale, group, field, value, names),
          isNumber ? unit : null,
        ],
      ]
    }),
  )
  return { head: [say.part, say.group, say.item, say.field, say.value, say.valueUnit], lines }
}

/** A table with its head and, as its last line, how many lines it holds. */
export const withCount = (locale: Locale, { head, lines }: ExportTable): Cell[][] => [
  head,
  ...lines,
  [disclosureExportMessages[locale].rows(lines.length)],
]
