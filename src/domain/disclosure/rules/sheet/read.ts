import { fieldLength } from '#domain/disclosure/input.ts'
import { groupSpec } from '#domain/disclosure/rules/items/groups.ts'
import { itemField, lastItem } from '#domain/disclosure/rules/items/item.ts'
import type { TypedFields } from '#domain/disclosure/rules/merge.ts'
import type { SheetFinding } from '#domain/disclosure/rules/sheet/finding.ts'
import type { LocatedSheet } from '#domain/disclosure/rules/sheet/locate.ts'
import type { SheetCell, SheetRow } from '#domain/disclosure/rules/sheet/plan.ts'
import { layoutFindings } from '#domain/disclosure/rules/sheet/seen.ts'
import { shownText, typedText } from '#domain/disclosure/rules/sheet/words.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { tidy } from '#src/text/tidy.ts'

/** Where a field of the form stands in the file. */
export interface SheetPlace {
  sheet: string
  path: string
  line: number
  column: number
  label: string
}

export interface ReadSheet {
  /** The fields that the file changes against what the form was when the file was downloaded. */
  fields: Record<string, string>
  places: Map<string, SheetPlace>
  findings: SheetFinding[]
}

export interface SheetBase {
  /** The form's fields as they were when the file was downloaded. */
  fields: TypedFields
  /** By language: how the choices and factors were shown. */
  factorNames: Readonly<Record<Locale, ReadonlyMap<string, string>>>
}

/**
 * Reads one sheet of the form: what each cell says as it would have been typed. A cell that shows what the form had is no
 * change, whatever it was typed as.
 */
export function readFormSheet(located: LocatedSheet, base: SheetBase): ReadSheet {
  const { plan, sheet, columns, firstLine } = located
  const read: ReadSheet = { fields: {}, places: new Map(), findings: layoutFindings(located) }
  const rowsByKey = new Map(plan.rows.map((row) => [row.key, row]))
  const placeOf = new Map([...columns].map(([place, id]) => [id, place]))
  const heads = new Map(plan.columns.map(({ id, head }) => [id, head.split('\n', 1)[0]?.replace(/^\* /, '') ?? id]))
  const asked = plan.columns.filter(({ isAsked }) => isAsked)
  const lines = [...sheet.rows.keys()].filter((line) => line >= firstLine).sort((a, b) => a - b)
  const cellAt = (line: number, id: string) => sheet.rows.get(line)?.get(placeOf.get(id) ?? -1)
  const textAt = (line: number, id: string) => tidy(cellAt(line, id)?.text ?? '')
  const say = (
    code: SheetFinding['code'],
    line: number,
    id: string | null,
    given: SheetFinding['given'] = {},
    severity: SheetFinding['severity'] = 'refuse',
    label: string | null = null,
  ): void => {
    const column = id === null ? null : (placeOf.get(id) ?? null)
    read.findings.push({ severity, code, sheet: sheet.name, path: sheet.path, line, column, label, given })
  }

  const seen = new Map<string, number>()
  let lastNumber = Math.max(0, ...lines.map((line) => Number(/^\d{1,5}$/.exec(textAt(line, 'item'))?.[0] ?? 0)))

  const readRow = (line: number, row: SheetRow) => {
    const earlier = seen.get(row.key)
    if (earlier !== undefined)
      return say('row_twice', line, plan.keys[0] as string, { line: earlier }, 'refuse', row.label)
    seen.set(row.key, line)
    for (const { id, isAsked: isAskedColumn } of plan.columns) {
      const planned = row.cells[id]
      if (!planned) continue
      if (isAskedColumn) readCell(line, id, planned, row)
      else if (!plan.keys.includes(id) && placeOf.has(id) && textAt(line, id) !== tidy(planned.text))
        say('given_changed', line, id, { given: textAt(line, id), was: planned.text }, 'look', labelOf(row, id))
    }
  }
  const labelOf = (row: SheetRow, id: string) =>
    plan.keys[0] === 'field' ? row.label : `${row.label} · ${heads.get(id)}`

  const readCell = (line: number, id: string, { field, isAsked }: SheetCell, row: SheetRow) => {
    const column = placeOf.get(id)
    if (field === undefined || column === undefined) return
    const label = labelOf(row, id)
    read.places.set(field, { sheet: sheet.name, path: sheet.path, line, column, label })
    const cell = cellAt(line, id)
    if (cell?.kind === 'error') return say('cell_error', line, id, { given: cell.text }, 'refuse', label)
    if (cell?.kind === 'uncalculated') return say('formula_without_value', line, id, {}, 'refuse', label)
    const text = tidy(cell?.text ?? '')
    const was = base.fields[field] ?? ''
    const isAsItWas = (['zh', 'en'] as const).some(
      (locale) => tidy(shownText(field, was, locale, base.factorNames[locale])) === text,
    )
    if (isAsItWas) return
    const typed = typedText(field, text)
    if (typed === was) return
    if (cell?.isFormula) say('formula', line, id, { given: text }, 'look', label)
    if (!isAsked) return say('not_asked', line, id, { given: text }, 'refuse', label)
    const most = fieldLength(field)
    if (typed.length > most) return say('too_long', line, id, { length: typed.length, most }, 'refuse', label)
    read.fields[field] = typed
  }

  for (const line of lines) {
    const hasAnswers = asked.some(({ id }) => textAt(line, id) !== '')
    const keys = plan.keys.map((id) => textAt(line, id))
    const key = plan.keys[0] === 'outlet' ? keys.join(' ').toUpperCase().trim() : keys.join(' ')
    const row = rowsByKey.get(key) ?? rowsByKey.get(keys.join(' ').trim()) ?? rowLike(rowsByKey, key)
    if (row) readRow(line, row)
    else if (plan.repeated) {
      if (!hasAnswers) continue
      const number = key === '' ? ++lastNumber : /^[1-9]\d{0,4}$/.test(key) ? Number(key) : undefined
      if (number === undefined || number > lastItem) say('item_number', line, 'item', { given: key })
      else
        readRow(
          line,
          newItem(
            plan.repeated.group,
            number,
            asked.map(({ id }) => id),
          ),
        )
    } else if (keys.some((part) => part !== ''))
      say(keys.every((part) => part !== '') ? 'row_unknown' : 'row_without_key', line, plan.keys[0] as string, {
        given: key,
      })
    else if (hasAnswers) say('row_without_key', line, plan.keys[0] as string)
  }

  for (const row of plan.rows.filter(({ key }) => !seen.has(key))) {
    if (!plan.repeated) {
      read.findings.push({
        ...{ severity: 'refuse', code: 'row_missing', sheet: sheet.name, path: sheet.path, line: null, column: null },
        label: row.label,
        given: { row: row.label },
      } as SheetFinding)
      continue
    }
    // A line that was taken out takes its item away, with the files that hang on it.
    for (const field of Object.keys(groupSpec(plan.repeated.group).fields)) {
      const name = itemField({ group: plan.repeated.group, item: Number(row.key) }, field)
      if ((base.fields[name] ?? '') !== '') read.fields[name] = ''
    }
  }
  return read
}

const rowLike = (rows: ReadonlyMap<string, SheetRow>, key: string) =>
  [...rows.values()].find((row) => row.key.toUpperCase() === key)

const newItem = (group: Parameters<typeof groupSpec>[0], item: number, columns: string[]): SheetRow => ({
  key: String(item),
  label: String(item),
  cells: Object.fromEntries(
    columns.map((id) => [id, { text: '', field: itemField({ group, item }, id), isAsked: true }]),
  ),
})
