import { columnNames } from '#domain/enterprise/rules/import/columns.ts'
import { type ListingKind, readKind } from '#domain/listing/rules/kinds.ts'
import { type Cell, columnLetter, type SheetRow } from '#platform/sheet/sheet.ts'
import { withoutBlanks } from '#src/text/plain-text.ts'

/** What the columns of a list are called: those of the enterprise importer, and the words for the kinds. */
const kindsNames = ['名录类别', '类别', '重点排污单位类别', '单位类别', '管理类别', '环境要素', '要素', 'kinds', 'kind']

export interface ListColumn {
  index: number
  letter: string
  header: string
  field: 'creditCode' | 'name' | 'kinds' | ListingKind
}

export interface ListHeader {
  columns: ListColumn[]
  /** Line of the header in the file. */
  line: number
  /** Index of the first row of data. */
  dataFrom: number
}

const searchedRows = 30

/**
 * Finds the header among the first rows, below titles and notes: a code or a name, and either a column that names the kinds or
 * a column for each kind that is ticked.
 */
export function findListHeader(rows: SheetRow[]): ListHeader | undefined {
  for (const [i, row] of rows.slice(0, searchedRows).entries()) {
    const columns = row.cells.flatMap((cell, index) => columnOf(cell, index))
    const has = (...fields: string[]) => columns.some(({ field }) => fields.includes(field))
    const kinds = columns.some(({ field }) => field === 'kinds' || readKind(field) !== undefined)
    if (has('creditCode', 'name') && kinds) return { columns, line: row.line, dataFrom: i + 1 }
  }
  return undefined
}

function columnOf(cell: Cell, index: number): ListColumn[] {
  if (typeof cell !== 'string') return []
  const key = withoutBlanks(cell)
    .toLowerCase()
    .replace(/[([【].*?[)\]】]/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
  const field = columnNames.creditCode.includes(key)
    ? 'creditCode'
    : columnNames.name.includes(key)
      ? 'name'
      : kindsNames.includes(key)
        ? 'kinds'
        : readKind(key)
  return field ? [{ index, letter: columnLetter(index), header: cell.trim().slice(0, 60), field }] : []
}
