import type { SheetFinding } from '#domain/disclosure/rules/sheet/finding.ts'
import { columnMark, type LocatedSheet, noteColumn } from '#domain/disclosure/rules/sheet/locate.ts'
import type { SheetMarks } from '#platform/sheet/mark.ts'
import { columnLetter } from '#platform/sheet/sheet.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { sheetFindingText } from '#src/i18n/messages/sheet-findings.ts'
import { sheetFormMessages } from '#src/i18n/messages/sheet-form.ts'

/** What is coloured and written into the copy: each cell that something is said of, and what, in a column of its own. */
export function marksOf(
  findings: readonly SheetFinding[],
  located: readonly LocatedSheet[],
  locale: Locale,
): SheetMarks[] {
  const bySheet = Map.groupBy(
    findings.filter(({ path }) => path !== null),
    ({ path }) => path as string,
  )
  const untouched = located.filter(({ sheet, columns }) => !bySheet.has(sheet.path) && hasNotes(columns))
  return [
    ...[...bySheet].map(([path, own]) =>
      sheetMarks(
        path,
        own,
        located.find(({ sheet }) => sheet.path === path),
        locale,
      ),
    ),
    ...untouched.map((sheet): SheetMarks => ({ path: sheet.sheet.path, cells: [], notes: oldNotes(sheet, new Set()) })),
  ]
}

const hasNotes = (columns: LocatedSheet['columns']) => [...columns.values()].includes(noteColumn)

function sheetMarks(
  path: string,
  findings: readonly SheetFinding[],
  located: LocatedSheet | undefined,
  locale: Locale,
): SheetMarks {
  const toneOf = ({ severity }: SheetFinding) => (severity === 'refuse' ? 'red' : 'amber')
  const cells = findings.flatMap((finding) =>
    finding.line === null || finding.column === null
      ? []
      : [{ line: finding.line, column: finding.column, tone: toneOf(finding) } as const],
  )
  if (!located) {
    const [first] = findings
    const line = first?.line ?? 1
    const column = first?.column === null || first?.column === undefined ? 0 : first.column + 1
    const text = findings.map((finding) => sheetFindingText(locale, finding)).join('\n')
    return { path, cells, notes: [{ line, column, text, tone: 'red' }] }
  }
  const { noteAt, markLine, firstLine, plan } = located
  const lines = Map.groupBy(findings, ({ line }) => (line === null || line < firstLine ? firstLine - 1 : line))
  const notes = [...lines].map(([line, own]) => ({
    line,
    column: noteAt,
    text: [
      ...(line === firstLine - 1 ? [sheetFormMessages[locale].notes] : []),
      ...own.map((finding) => said(finding, locale)),
    ].join('\n'),
    tone: own.some(({ severity }) => severity === 'refuse') ? ('red' as const) : ('amber' as const),
  }))
  const head = { line: firstLine - 1, column: noteAt, text: sheetFormMessages[locale].notes, tone: 'amber' } as const
  const mark = { line: markLine, column: noteAt, text: columnMark(plan.id, noteColumn), tone: 'amber' } as const
  return {
    path,
    cells,
    notes: [...oldNotes(located, new Set(lines.keys())), ...(lines.has(head.line) ? [] : [head]), mark, ...notes],
  }
}

const said = (finding: SheetFinding, locale: Locale) =>
  finding.column === null
    ? sheetFindingText(locale, finding)
    : `${columnLetter(finding.column)}${finding.line}: ${sheetFindingText(locale, finding)}`

/** What an earlier copy said and is said no more. */
const oldNotes = ({ sheet, noteAt, columns, firstLine }: LocatedSheet, kept: ReadonlySet<number>) =>
  hasNotes(columns)
    ? [...sheet.rows]
        .filter(([line, row]) => line >= firstLine && row.has(noteAt) && !kept.has(line))
        .map(([line]) => ({ line, column: noteAt, text: '', tone: 'amber' as const }))
    : []
