import type { ProblemCode } from '#domain/disclosure/rules/form.ts'

export type SheetProblemCode =
  | 'no_identity'
  | 'identity_changed'
  | 'template_version'
  | 'other_firm'
  | 'other_year'
  | 'other_draft'
  | 'revision_unknown'
  | 'sheet_missing'
  | 'sheet_twice'
  | 'sheet_hidden'
  | 'sheet_extra'
  | 'column_missing'
  | 'column_twice'
  | 'merged'
  | 'hidden_row'
  | 'hidden_column'
  | 'outside'
  | 'row_unknown'
  | 'row_without_key'
  | 'row_twice'
  | 'row_missing'
  | 'item_number'
  | 'not_asked'
  | 'given_changed'
  | 'formula'
  | 'formula_without_value'
  | 'cell_error'
  | 'edited_by_another'
  | 'more'

/** One thing about an uploaded sheet. With a `refuse` among them nothing is saved. */
export interface SheetFinding {
  severity: 'refuse' | 'look'
  /** The sheet as the file names it; null for what is about the file. */
  sheet: string | null
  /** The sheet's part in the file. */
  path: string | null
  line: number | null
  /** From 0; null for what is about a line or the sheet. */
  column: number | null
  /** What the cell is about: "DW001 化学需氧量 · 平均浓度". */
  label: string | null
  code: SheetProblemCode | ProblemCode
  given: Record<string, string | number>
}

/** As somebody goes through the file: sheet by sheet, line by line; what is about the file first. */
export function inFileOrder(findings: readonly SheetFinding[], paths: readonly string[]): SheetFinding[] {
  const place = ({ path, line, column }: SheetFinding) => [
    path === null ? -1 : paths.indexOf(path),
    line ?? 0,
    column ?? -1,
  ]
  return [...findings].sort((a, b) => {
    const [one, other] = [place(a), place(b)]
    return one.map((at, i) => at - (other[i] as number)).find((gap) => gap !== 0) ?? 0
  })
}
