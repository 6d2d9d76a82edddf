import type { SheetFinding } from '#domain/disclosure/rules/sheet/finding.ts'
import type { FormSheet } from '#domain/disclosure/rules/sheet/plan.ts'
import type { InspectedWorkbook } from '#platform/sheet/inspect.ts'
import type { InspectedSheet } from '#platform/sheet/sheet-part.ts'

/** `qy:products.unit`: stands above each column in a line that is not shown, so that columns and sheets may be moved and renamed. */
export const columnMark = (sheet: string, column: string) => `qy:${sheet}.${column}`
const marked = /^qy:([A-Za-z]{1,30})\.([A-Za-z]{1,30})$/
/** The column of remarks that a marked copy has; it is never read. */
export const noteColumn = 'note'
/** How far down the line of marks is looked for. */
const lastMarkLine = 20

export interface LocatedSheet {
  plan: FormSheet
  sheet: InspectedSheet
  markLine: number
  /** Below the head. */
  firstLine: number
  /** Place -> the column's id. */
  columns: ReadonlyMap<number, string>
  /** The first place to the right of all that is there, or the remarks of an earlier copy. */
  noteAt: number
}

/** Which sheet of the file is which of the form, and what is missing, doubled, hidden or unknown. */
export function locateSheets(
  workbook: InspectedWorkbook,
  plans: readonly FormSheet[],
  coverPath: string | undefined,
): { located: LocatedSheet[]; findings: SheetFinding[] } {
  const located: LocatedSheet[] = []
  const findings: SheetFinding[] = []
  for (const sheet of workbook.sheets) {
    const found = marksOf(sheet)
    const plan = found && plans.find(({ id }) => id === found.id)
    const about = aboutSheet(sheet)
    if (!found || !plan) {
      if (sheet.path !== coverPath && sheet.rows.size > 0)
        findings.push({ ...about, severity: 'look', code: 'sheet_extra', given: {} })
      continue
    }
    if (located.some((other) => other.plan === plan)) {
      findings.push({ ...about, severity: 'refuse', code: 'sheet_twice', given: {} })
      continue
    }
    if (sheet.isHidden) findings.push({ ...about, severity: 'refuse', code: 'sheet_hidden', given: {} })
    findings.push(...columnFindings(plan, sheet, found))
    located.push({
      plan,
      sheet,
      markLine: found.line,
      firstLine: found.line + 2,
      columns: found.columns,
      noteAt: [...found.columns].find(([, id]) => id === noteColumn)?.[0] ?? lastColumn(sheet) + 1,
    })
  }
  for (const plan of plans) {
    if (!located.some((one) => one.plan === plan))
      findings.push({
        ...aboutFile,
        severity: 'refuse',
        code: 'sheet_missing',
        given: { sheet: plan.id },
      })
  }
  return { located, findings }
}

export const aboutFile = { sheet: null, path: null, line: null, column: null, label: null } as const
export const aboutSheet = ({ name, path }: InspectedSheet) => ({
  sheet: name,
  path,
  line: null,
  column: null,
  label: null,
})

interface Marks {
  id: string
  line: number
  columns: Map<number, string>
  twice: number[]
}

function marksOf(sheet: InspectedSheet): Marks | undefined {
  for (let line = 1; line <= lastMarkLine; line++) {
    const marks = [...(sheet.rows.get(line) ?? [])].flatMap(([column, { text }]) => {
      const [, id, name] = marked.exec(text.trim()) ?? []
      return id && name ? [{ column, id, name }] : []
    })
    const [first] = marks
    if (!first) continue
    const own = marks.filter(({ id }) => id === first.id)
    const columns = new Map<number, string>()
    const twice: number[] = []
    for (const { column, name } of own) {
      if ([...columns.values()].includes(name)) twice.push(column)
      else columns.set(column, name)
    }
    return { id: first.id, line, columns, twice }
  }
  return undefined
}

function columnFindings(plan: FormSheet, sheet: InspectedSheet, { columns, twice, line }: Marks): SheetFinding[] {
  const names = new Set(columns.values())
  const about = aboutSheet(sheet)
  return [
    ...twice.map(
      (column): SheetFinding => ({
        ...about,
        severity: 'refuse',
        code: 'column_twice',
        line: line + 1,
        column,
        given: {},
      }),
    ),
    ...plan.columns
      .filter(({ id, isAsked }) => (isAsked || plan.keys.includes(id)) && !names.has(id))
      .map(
        ({ head }): SheetFinding => ({
          ...about,
          severity: 'refuse',
          code: 'column_missing',
          given: { column: head.split('\n', 1)[0] as string },
        }),
      ),
  ]
}

const lastColumn = ({ rows }: InspectedSheet) =>
  Math.max(0, ...[...rows.values()].map((row) => Math.max(...row.keys())))
