import writeExcelFile from 'write-excel-file/node'
import { storedText } from '#platform/sheet/xml.ts'

export type Cell = string | number | boolean | null

export interface WrittenSheet {
  name: string
  /** The first line is the head. */
  rows: readonly (readonly Cell[])[]
  /** In characters; where none is given, by the longest cell of the column. */
  widths?: readonly number[]
}

/**
 * A table as text with commas (RFC 4180), with the mark by which Excel knows UTF-8. Words that a spreadsheet would run as a
 * formula get an apostrophe before them; numbers stay numbers, negative ones too.
 */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${rows.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')}`
}

/** One cell, its words harmless. PostgreSQL makes the same ones (csv-sql.ts). */
export function csvCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return String(cell)
  const harmless = isFormula.test(cell) ? `'${cell}` : cell
  return isQuoted.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** Blanks as JavaScript knows them (`\s`), for engines that know fewer. */
const blank = String.raw`\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff`
const formula = String.raw`=+@＝＋－＠\t\r\-`

/** The rules of a cell as patterns that JavaScript and PostgreSQL read alike. */
export const csvPatterns = {
  /** What spreadsheets take for the beginning of a formula or a command, blanks and full-width signs before it or not. */
  formula: `^[${blank}]*[${formula}]`,
  quoted: `[",\\r\\n]|^[${blank}]|[${blank}]$`,
  /** Of several cells with \u0001 between them: one may be a formula or in need of quotes. */
  careful: `[",\\r\\n]|(^|\\u0001)[${blank}${formula}]|[${blank}](\\u0001|$)`,
}
const isFormula = new RegExp(csvPatterns.formula)
const isQuoted = new RegExp(csvPatterns.quoted)

/** A workbook. Words are stored as words, so nothing in them runs; the first line stays in sight. */
export async function xlsxBytes(sheets: readonly WrittenSheet[]): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await writeExcelFile(
    sheets.map(({ name, rows, widths }) => ({
      sheet: sheetName(name),
      stickyRowsCount: 1,
      columns: (rows[0] ?? []).map((_, i) => ({
        width: widths?.[i] ?? widthOf(rows.map((cells) => cells[i] ?? null)),
      })),
      data: rows.map((cells, line) =>
        cells.map((cell) => (cell === null ? null : { ...typed(cell), ...(line === 0 ? head : {}) })),
      ),
    })),
  ).toBuffer()
  return new Uint8Array(bytes)
}

const head = { fontWeight: 'bold', backgroundColor: '#F2F0E8', wrap: true } as const

function typed(cell: string | number | boolean) {
  if (typeof cell === 'number') return { value: cell, type: Number }
  if (typeof cell === 'boolean') return { value: cell, type: Boolean }
  return { value: storedText(storableText(cell)), type: String }
}

/** A cell of Excel holds so many characters, and no control characters. */
export const storableText = (text: string): string =>
  text
    .replace(/(?![\n\t])\p{Cc}/gu, ' ')
    .slice(0, 32_767)
    .toWellFormed()

/** A name that Excel takes: 31 characters, none of \ / ? * [ ] : */
export const sheetName = (name: string) => name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31)

/** East Asian signs are two wide. */
const wide = /[\u2e80-\uffef]/g
function widthOf(cells: readonly Cell[]): number {
  const longest = cells.reduce<number>((most, cell) => {
    const text = String(cell ?? '')
    return Math.max(most, text.length + (text.match(wide)?.length ?? 0))
  }, 0)
  return Math.min(60, Math.max(8, longest + 2))
}
