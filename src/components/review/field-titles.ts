import type { PublishedRow } from '#domain/disclosure/queries/published-rows.ts'
import { outletFields, outletKey, type RowField, rowFields, rowKey } from '#domain/disclosure/rules/form.ts'
import { groupSpec, isGroupName } from '#domain/disclosure/rules/items/groups.ts'
import { wholeForm } from '#domain/review/rules/fields.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { fieldName, rowFieldLabel } from '#src/i18n/messages/disclosure-problems.ts'
import { groupLabel, itemFieldLabel } from '#src/i18n/messages/form-groups.ts'
import { reviewMessages } from '#src/i18n/messages/review.ts'

export type TitledRow = Pick<
  PublishedRow,
  'outletId' | 'outletCode' | 'outletName' | 'factorCode' | 'factorNameZh' | 'factorNameEn' | 'concentrationUnit'
>

/** What a field of a disclosure is called where it stands alone: `r12_w01018.mean` is “DW001 化学需氧量 · 平均浓度”. */
export function fieldTitles(locale: Locale, rows: readonly TitledRow[]): (field: string) => string {
  const titles = new Map<string, string>([[wholeForm, reviewMessages[locale].whole]])
  for (const row of rows) {
    const outlet = outletKey(row.outletId)
    if (!titles.has(outlet)) {
      titles.set(outlet, `${row.outletCode} ${row.outletName}`)
      for (const field of outletFields)
        titles.set(`${outlet}.${field}`, `${row.outletCode} · ${fieldName(locale, field)}`)
    }
    const place = `${row.outletCode} ${locale === 'zh' ? row.factorNameZh : row.factorNameEn}`
    titles.set(rowKey(row), place)
    for (const field of rowFields)
      titles.set(
        `${rowKey(row)}.${field}`,
        `${place} · ${rowFieldLabel(locale, field as RowField, row.concentrationUnit)}`,
      )
  }
  return (field) => titles.get(field) ?? itemFieldLabel(locale, field) ?? itemTitle(locale, field) ?? field
}

/** An item as a whole: `products_2`. */
function itemTitle(locale: Locale, key: string): string | undefined {
  const [, group = '', item = ''] = /^([a-zA-Z]+)_(\d+)$/.exec(key) ?? []
  if (!isGroupName(group)) return undefined
  return groupSpec(group).repeated ? `${groupLabel(locale, group)} ${item}` : groupLabel(locale, group)
}
