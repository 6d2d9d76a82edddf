import { inspectXlsx } from '#platform/sheet/inspect.ts'
import { readWorkbook } from '#platform/sheet/read.ts'
import type { Cell, SheetRow } from '#platform/sheet/sheet.ts'
import type { InspectedSheet } from '#platform/sheet/sheet-part.ts'

/** A line as who opens the sheet sees it. */
export interface ShownLine extends SheetRow {
  /** Columns whose cell shows an error or a formula that was never calculated. */
  broken: ReadonlySet<number>
  /** Filtered away or folded in: read all the same, and said. */
  isHidden: boolean
}

/** The sheets in sight with their lines, what is merged over several lines in each of them. @throws UnreadableFile with the reason */
export async function shownSheets(
  bytes: Uint8Array,
): Promise<{ format: string; sheets: { name: string; lines: ShownLine[] }[] }> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const shown = inspectXlsx(bytes).sheets.filter(({ isHidden }) => !isHidden)
    return { format: 'XLSX', sheets: shown.map((sheet) => ({ name: sheet.name, lines: linesOf(sheet) })) }
  }
  const { format, sheets } = await readWorkbook(bytes)
  const whole = (row: SheetRow): ShownLine => ({ ...row, broken: new Set(), isHidden: false })
  return { format, sheets: sheets.map(({ name, rows }) => ({ name, lines: rows.map(whole) })) }
}

/** The lines as they are seen: what is merged over several lines stands in each of them. */
function linesOf({ rows, merges, hiddenRows }: InspectedSheet): ShownLine[] {
  const merged = new Map<number, Map<number, number>>()
  for (const { fromRow, toRow, fromColumn } of merges)
    for (let line = fromRow + 1; line <= Math.min(toRow, fromRow + mostMerged); line++)
      merged.set(line, (merged.get(line) ?? new Map()).set(fromColumn, fromRow))
  return [...new Set([...rows.keys(), ...merged.keys()])]
    .sort((a, b) => a - b)
    .map((line) => {
      const cells: Cell[] = []
      const broken = new Set<number>()
      const put = (column: number, from: number) => {
        const cell = rows.get(from)?.get(column)
        cells[column] = cell?.text || null
        if (cell?.kind === 'error' || cell?.kind === 'uncalculated') broken.add(column)
      }
      for (const column of rows.get(line)?.keys() ?? []) put(column, line)
      for (const [column, from] of merged.get(line) ?? []) put(column, from)
      return { line, cells: Array.from(cells, (cell) => cell ?? null), broken, isHidden: hiddenRows.has(line) }
    })
}

/** One value over more lines than this is a slip of the mouse, and no work for the reader. */
const mostMerged = 500
