import type { EnteredTexts } from '#db/schema/screening.ts'
import type { NewProblem } from '#domain/rectification/commands/enter.ts'
import type { ScreeningField } from '#domain/screening/rules/fields.ts'
import type { AnnexSheetRead } from '#domain/screening/rules/import/sheet.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import type { Finding } from '#platform/sheet/finding.ts'
import type { ShownLine } from '#platform/sheet/shown.ts'
import type { Locale } from '#src/i18n/locale.ts'

/** Lines of one file: each is looked at against the register in one transaction. */
export const importLines = 2000

export interface LedgersInput {
  bytes: Uint8Array
  /** Language of the findings. */
  locale: Locale
}

/** A line of annex 1 with what it would change. */
export interface ScreeningImport {
  rowId: number
  enterpriseName: string
  entered: EnteredTexts
  changed: ScreeningField[]
}

/** A line of annex 3 that would be a new problem. */
export interface ProblemImport {
  enterpriseName: string
  problem: NewProblem
}

/** What an import does or would do. With a refusal among the findings nothing is written. */
export interface LedgersReport {
  format: string
  lines: number
  rows: ScreeningImport[]
  problems: ProblemImport[]
  unchanged: number
  findings: (Finding & { sheet?: string })[]
  refused: number
  isWritten: boolean
}

export interface ImportContext {
  by: Viewer | 'system'
  locale: Locale
  today: string
  now: Date
}

/** The county of a sheet, and the firms of it by their names. */
export interface SheetOf {
  sheet: AnnexSheetRead
  region: { code: string; nameZh: string }
  firms: Map<string, Firm>
}

export interface Firm {
  id: number
  name: string
  creditCode: string
}

export type Find = (
  severity: Finding['severity'],
  line: ShownLine | null,
  column: string | null,
  message: string,
) => void

/** The words of a cell; a day as a person would write it. */
export const cellOf =
  ({ sheet }: SheetOf, { cells }: ShownLine) =>
  (key: string): string => {
    const column = sheet.columns.find((each) => each.key === key)
    const cell = column ? (cells[column.index] ?? null) : null
    return cell === null ? '' : cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell)
  }

/** Notes under the table, the line for seals, and lines with nothing but a number are no lines of the ledger. */
export function isLine(of: SheetOf, line: ShownLine): boolean {
  const first = String(line.cells.find((cell) => cell !== null && String(cell).trim() !== '') ?? '')
  if (/^(合计|总计|小计|注|备注|说明|填表|制表|审核|每个序号|\d+[、.．]\S)/.test(first.trim())) return false
  const cell = cellOf(of, line)
  return of.sheet.columns.some(({ key }) => key !== 'serialNo' && cell(key).trim() !== '')
}
