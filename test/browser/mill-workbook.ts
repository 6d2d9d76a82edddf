import { outletFields } from '#domain/disclosure/rules/form.ts'
import { groupSpec } from '#domain/disclosure/rules/items/groups.ts'
import { shownText } from '#domain/disclosure/rules/sheet/words.ts'
import { inspectXlsx } from '#platform/sheet/inspect.ts'
import { columnLetter } from '#platform/sheet/sheet.ts'
import { editXlsx, type SheetEdit } from '#test/support/edit-xlsx.ts'
import { factorNames, typedItems } from '#test/support/mill/form.ts'
import { millRows } from '#test/support/mill/rows.ts'

const numbers: readonly string[] = ['number', 'whole', 'percent', 'longitude', 'latitude']

/** Writes the mill's whole annex 2 into its blank workbook as a person would: choices in words, amounts as numbers. */
export function fillWorkbook(bytes: Buffer, creditCode: string): Buffer {
  const edits: Record<number, { cells: NonNullable<SheetEdit['cells']> }> = {}
  const { sheets } = inspectXlsx(bytes)
  const placed = sheets.map(({ rows }) => {
    const marks = [...(rows.get(3) ?? [])].map(([column, { text }]) => [text.split('.')[1] ?? '', column] as const)
    return { rows, columns: new Map(marks), id: /^qy:(\w+)\./.exec([...(rows.get(3) ?? [])][0]?.[1].text ?? '')?.[1] }
  })
  const write = (id: string, keys: Record<string, string>, column: string, value: string | number) => {
    const sheet = placed.findIndex((one) => one.id === id)
    const { rows, columns } = placed[sheet] as (typeof placed)[number]
    const textAt = (line: number, of: string) => rows.get(line)?.get(columns.get(of) ?? -1)?.text
    const line = [...rows.keys()].find(
      (n) => n > 4 && Object.entries(keys).every(([of, text]) => textAt(n, of) === text),
    )
    const at = columns.get(column)
    if (line === undefined || at === undefined) throw new Error(`${id}: ${JSON.stringify(keys)} ${column}`)
    edits[sheet + 1] ??= { cells: {} }
    edits[sheet + 1]!.cells[`${columnLetter(at)}${line}`] = value
  }

  for (const [group, items] of Map.groupBy(typedItems(creditCode), ({ meant }) => meant.group)) {
    for (const [i, { meant, typed }] of items.entries()) {
      const { repeated, fields } = groupSpec(group)
      for (const [field, text] of Object.entries(typed)) {
        const shown = shownText(`${group}_1.${field}`, text, 'zh', factorNames)
        const value = numbers.includes(fields[field]?.kind ?? '') ? Number(shown) : shown
        if (meant.outlet) write(group, { outlet: meant.outlet }, field, value)
        else if (repeated) write(group, { item: String(i + 1) }, field, value)
        else write(group, { field }, 'value', value)
      }
    }
  }
  for (const { outlet, factor, typed } of millRows) {
    for (const [field, text] of Object.entries(typed)) {
      if (text === '') continue
      const isManner = outletFields.some((name) => name === field)
      const shown = shownText(isManner ? `o1.${field}` : `r1_x.${field}`, text, 'zh', factorNames)
      const value = /^[\d.]+$/.test(shown) ? Number(shown) : shown
      if (isManner) write('outlets', { outlet }, field, value)
      else write('rows', { outlet, factorCode: factor }, field, value)
    }
  }
  return editXlsx(bytes, edits)
}
