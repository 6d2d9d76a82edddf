import type { SheetFinding } from '#domain/disclosure/rules/sheet/finding.ts'
import { aboutSheet, type LocatedSheet } from '#domain/disclosure/rules/sheet/locate.ts'
import { columnLetter } from '#platform/sheet/sheet.ts'

/** So many of one sort are listed, then their number. */
const mostOfOneSort = 20

/** What a person who looks at the sheet does not see, or cannot be told apart: merged, hidden, written beside the table. */
export function layoutFindings(located: LocatedSheet): SheetFinding[] {
  return [merged, hiddenRows, hiddenColumns, outside].flatMap((look) => shortened(look(located)))
}

function shortened(findings: SheetFinding[]): SheetFinding[] {
  const more = findings.length - mostOfOneSort
  const [first] = findings
  return more > 0 && first
    ? [
        ...findings.slice(0, mostOfOneSort),
        { ...first, line: null, column: null, label: null, code: 'more', given: { more } },
      ]
    : findings
}

function merged({ sheet, plan, columns, firstLine }: LocatedSheet): SheetFinding[] {
  const own = new Set(plan.columns.map(({ id }) => id))
  return sheet.merges
    .filter(
      ({ toRow, fromColumn, toColumn }) =>
        toRow >= firstLine && [...columns].some(([at, id]) => own.has(id) && fromColumn <= at && at <= toColumn),
    )
    .map(({ fromRow, fromColumn, toRow, toColumn }) => ({
      ...aboutSheet(sheet),
      severity: 'refuse',
      code: 'merged',
      line: Math.max(fromRow, firstLine),
      column: fromColumn,
      given: { range: `${columnLetter(fromColumn)}${fromRow}:${columnLetter(toColumn)}${toRow}` },
    }))
}

const askedPlaces = ({ plan, columns }: LocatedSheet) => {
  const asked = new Set(plan.columns.filter(({ isAsked }) => isAsked).map(({ id }) => id))
  return [...columns].filter(([, id]) => asked.has(id)).map(([at]) => at)
}

function hiddenRows(located: LocatedSheet): SheetFinding[] {
  const { sheet, firstLine } = located
  const places = askedPlaces(located)
  return [...sheet.hiddenRows]
    .filter((line) => line >= firstLine && places.some((at) => sheet.rows.get(line)?.has(at)))
    .sort((a, b) => a - b)
    .map((line) => ({ ...aboutSheet(sheet), severity: 'refuse', code: 'hidden_row', line, given: {} }))
}

function hiddenColumns(located: LocatedSheet): SheetFinding[] {
  const { sheet, firstLine } = located
  const holds = (at: number) => [...sheet.rows].some(([line, row]) => line >= firstLine && row.has(at))
  return askedPlaces(located)
    .filter((at) => sheet.isHiddenColumn(at) && holds(at))
    .map((column) => ({
      ...aboutSheet(sheet),
      severity: 'refuse',
      code: 'hidden_column',
      line: firstLine - 1,
      column,
      given: { column: columnLetter(column) },
    }))
}

function outside({ sheet, columns, firstLine }: LocatedSheet): SheetFinding[] {
  return [...sheet.rows]
    .filter(([line]) => line >= firstLine - 1)
    .flatMap(([line, row]) =>
      [...row]
        .filter(([column, { text }]) => !columns.has(column) && text.trim() !== '')
        .map(
          ([column, { text }]): SheetFinding => ({
            ...aboutSheet(sheet),
            severity: 'refuse',
            code: 'outside',
            line,
            column,
            given: { given: text },
          }),
        ),
    )
}
