import { numberText } from '#platform/sheet/number-format.ts'
import { type CellFormats, isTrue } from '#platform/sheet/parts.ts'
import { sheetLimits, UnreadableFile } from '#platform/sheet/sheet.ts'
import { decodeEscapes, walkXml } from '#platform/sheet/xml.ts'

/** What reading a sheet needs to know of the rest of the workbook. */
export interface WorkbookParts {
  strings: readonly string[]
  formats: CellFormats
  date1904: boolean
}

export interface InspectedCell {
  /** What would have been typed for what the cell shows. */
  text: string
  /** `uncalculated`: a formula whose value was never saved. `error`: #REF!, #N/A ... */
  kind: 'text' | 'number' | 'boolean' | 'error' | 'uncalculated'
  isFormula: boolean
}

/** From row and column to row and column, both in it, counted as in `rows`. */
export interface Merge {
  fromRow: number
  fromColumn: number
  toRow: number
  toColumn: number
}

export interface InspectedSheet {
  name: string
  path: string
  isHidden: boolean
  /** Cells that hold something: line (from 1) -> column (from 0) -> cell. */
  rows: Map<number, Map<number, InspectedCell>>
  merges: Merge[]
  hiddenRows: Set<number>
  isHiddenColumn(column: number): boolean
}

/** More filled cells than 2,000 rows of fifty columns, twice over, are no form. */
const mostCells = 200_000

export function readSheetPart(
  xml: Buffer,
  { strings, formats, date1904 }: WorkbookParts,
): Omit<InspectedSheet, 'name' | 'path' | 'isHidden'> {
  const rows: InspectedSheet['rows'] = new Map()
  const merges: Merge[] = []
  const hiddenRows = new Set<number>()
  const hiddenColumns: [from: number, to: number][] = []
  let line = 0
  let column = -1
  let cells = 0
  let cell: Record<string, string> = {}
  let value = ''
  let formula: boolean | undefined
  let into: 'value' | 'none' = 'none'
  let isReading = false

  const put = () => {
    const found = cellOf(cell.t ?? 'n', value, formula === true, (stored) =>
      numberText(stored, formats[Number(cell.s ?? 0)] ?? 'number', date1904),
    )
    if (!found) return
    const { text: given, isShared } = found
    const text = isShared ? (strings[Number(given)] ?? '') : given
    if (text === '' && found.kind !== 'uncalculated') return
    if (line > sheetLimits.rows || ++cells > mostCells)
      throw new UnreadableFile({ kind: 'too_many_rows', most: sheetLimits.rows })
    const row = rows.get(line) ?? new Map()
    row.set(column, { text, kind: found.kind, isFormula: formula === true })
    rows.set(line, row)
  }

  walkXml(xml, {
    open(name, attributes) {
      if (name === 'row') {
        line = whole(attributes.r) ?? line + 1
        column = -1
        if (isTrue(attributes.hidden) || Number(attributes.ht ?? 1) === 0) hiddenRows.add(line)
      } else if (name === 'c') {
        const place = parseAddress(attributes.r ?? '')
        column = place?.column ?? column + 1
        cell = attributes
        value = ''
        formula = undefined
      } else if (name === 'rPh') isReading = true
      else if (name === 'v' || name === 't') into = isReading ? 'none' : 'value'
      else if (name === 'f') formula = true
      else if (name === 'col' && (isTrue(attributes.hidden) || Number(attributes.width ?? 1) === 0))
        hiddenColumns.push([Number(attributes.min) - 1, Number(attributes.max) - 1])
      else if (name === 'mergeCell') {
        const [from, to] = (attributes.ref ?? '').split(':').map(parseAddress)
        if (from && to)
          merges.push({ fromRow: from.line, fromColumn: from.column, toRow: to.line, toColumn: to.column })
      }
    },
    text(piece) {
      if (into === 'value') value += piece
    },
    close(name) {
      if (name === 'v' || name === 't') into = 'none'
      else if (name === 'rPh') isReading = false
      else if (name === 'c') put()
    },
  })
  return {
    rows,
    merges,
    hiddenRows,
    isHiddenColumn: (index) => hiddenColumns.some(([from, to]) => from <= index && index <= to),
  }
}

type Stored = Pick<InspectedCell, 'text' | 'kind'> & { isShared?: boolean }

function cellOf(
  type: string,
  value: string,
  isFormula: boolean,
  number: (stored: string) => string,
): Stored | undefined {
  if (value === '' && isFormula && type !== 'str') return { text: '', kind: 'uncalculated' }
  switch (type) {
    case 's':
      return { text: value, kind: 'text', isShared: true }
    case 'str':
    case 'inlineStr':
      return { text: decodeEscapes(value), kind: 'text' }
    case 'b':
      return { text: isTrue(value) ? 'TRUE' : 'FALSE', kind: 'boolean' }
    case 'e':
      return { text: value, kind: 'error' }
    case 'd':
      return { text: value.slice(0, 10), kind: 'text' }
    default:
      return value === '' ? undefined : { text: number(value), kind: 'number' }
  }
}

const whole = (given: string | undefined) =>
  given !== undefined && /^\d{1,7}$/.test(given) ? Number(given) : undefined

/** B12 -> line 12, column 1. */
export function parseAddress(address: string): { line: number; column: number } | undefined {
  const parts = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/.exec(address)
  if (!parts?.[1]) return undefined
  const column = [...parts[1]].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { line: Number(parts[2]), column }
}
