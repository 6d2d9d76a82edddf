import { outletFields, outletKey, rowKey } from '#domain/disclosure/rules/form.ts'
import { fieldSpec } from '#domain/disclosure/rules/items/groups.ts'
import type { AnswerValue, FormItem } from '#domain/disclosure/rules/items/item.ts'
import { type MeantItem, millItems } from '#test/support/mill/items.ts'
import { millRows } from '#test/support/mill/rows.ts'

/** What people call the factors of the mill. */
export const factorNames: ReadonlyMap<string, string> = new Map([
  ['w01018', '化学需氧量'],
  ['w21003', '氨氮'],
  ['a21026', '二氧化硫'],
  ['a21002', '氮氧化物'],
  ['a34013', '颗粒物'],
  ['a21001', '氨'],
  ['a21028', '硫化氢'],
])

/** The whole annex 2 of the mill as people type it: group by group, without the files. */
export function typedItems(creditCode: string): { meant: MeantItem; typed: Record<string, string> }[] {
  return millItems(creditCode).map((meant) => ({
    meant,
    typed: Object.fromEntries(
      Object.entries(meant.answers).map(([field, value]) => [field, typedAnswer(meant, field, value)]),
    ),
  }))
}

function typedAnswer({ group }: MeantItem, field: string, value: AnswerValue): string {
  const kind = fieldSpec(group, field)?.kind
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const isFactor = kind === 'factor' || kind === 'factors'
  const words = [value]
    .flat()
    .map((word) => (isFactor ? (factorNames.get(String(word)) ?? String(word)) : String(word)))
  return words.join('、')
}

/** The outlets' factors by the names of their fields: how each outlet discharges once, then row by row. */
export function typedRows(outlets: ReadonlyMap<string, number>): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const { outlet, factor, typed } of millRows) {
    const outletId = outlets.get(outlet) as number
    for (const [field, value] of Object.entries(typed)) {
      const isOfOutlet = outletFields.some((name) => name === field)
      fields[`${isOfOutlet ? outletKey(outletId) : rowKey({ outletId, factorCode: factor })}.${field}`] = value
    }
  }
  return fields
}

/** The groups as a draft's items, numbered as they come; the files under the ids that are given for them. */
export function draftItems(creditCode: string, outlets: ReadonlyMap<string, number>, fileId: string): FormItem[] {
  const next = new Map<string, number>()
  return typedItems(creditCode).map(({ meant, typed }) => {
    const { group, outlet, files } = meant
    next.set(group, (next.get(group) ?? 0) + 1)
    const item = outlet === undefined ? (next.get(group) as number) : (outlets.get(outlet) as number)
    return { group, item, typed: { ...typed, ...Object.fromEntries(files.map((field) => [field, fileId])) } }
  })
}
