import { createHash } from 'node:crypto'
import { inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { problems as table } from '#db/schema/rectification.ts'
import { faultsOf, type Line, lineFields } from '#domain/rectification/rules/line.ts'
import {
  cellOf,
  type Find,
  type Firm,
  type ImportContext,
  type ProblemImport,
  type SheetOf,
} from '#domain/screening/commands/import/report.ts'
import { readProblem } from '#domain/screening/rules/import/problem-row.ts'
import type { ShownLine } from '#platform/sheet/shown.ts'
import { ledgerImportMessages } from '#src/i18n/messages/ledger-import.ts'
import { lineFaultText } from '#src/i18n/messages/rectification-faults.ts'
import { readDate } from '#src/text/dates.ts'
import { findPersonalData } from '#src/text/personal-data.ts'

/** The lines of an annex 3 that are new problems: one that a firm has in the same words is known. */
export async function readProblemLines(
  db: Db,
  of: SheetOf,
  lines: readonly { line: ShownLine; firm: Firm }[],
  { locale, today }: ImportContext,
  find: Find,
): Promise<{ added: ProblemImport[]; unchanged: number }> {
  const say = ledgerImportMessages[locale]
  const ids = lines.map(({ firm }) => firm.id)
  const there =
    ids.length === 0
      ? []
      : await db
          .select({ enterpriseId: table.enterpriseId, words: table.words })
          .from(table)
          .where(inArray(table.enterpriseId, ids))
  const known = new Set(there.map(({ enterpriseId, words }) => `${enterpriseId} ${words}`))
  const added: ProblemImport[] = []
  for (const { line, firm } of lines) {
    const { line: read, isRectified, unread } = readProblem(cellOf(of, line))
    if (read.words.length < 5) {
      find('refuse', line, 'problem', say.noProblem)
      continue
    }
    const key = `${firm.id} ${read.words}`
    if (known.has(key)) continue
    known.add(key)
    for (const column of unread) find('refuse', line, column, column === 'recheck' ? say.noRecheckDay : say.noDay)
    const foundOn = foundOnOf(of.sheet.date, read, today)
    const whole = { ...emptyLine, ...read }
    for (const { field, fault } of faultsOf(whole, { foundOn, today }))
      find('refuse', line, columnOf[field] ?? 'problem', lineFaultText[locale][fault](whole[field], foundOn))
    for (const field of lineFields) {
      const [personal] = findPersonalData(whole[field])
      if (personal) find('refuse', line, columnOf[field] ?? 'problem', say.personal(personal.found))
    }
    if (isRectified) find('warn', line, 'rectified', say.notClosed)
    if (!read.deadline) find('warn', line, 'deadline', say.noDeadline)
    added.push({
      enterpriseName: firm.name,
      problem: {
        enterpriseId: firm.id,
        kind: read.kind,
        source: 'screening',
        sourceRef: `ledger:${createHash('sha256').update(`${firm.creditCode} ${read.words}`).digest('hex').slice(0, 24)}`,
        foundOn,
        words: read.words,
        line: whole,
      },
    })
  }
  return { added, unchanged: lines.length - added.length }
}

const emptyLine = { ...Object.fromEntries(lineFields.map((field) => [field, ''])), planState: 'none' } as Line

/** The annex has no day of finding: that of the head, or the first day that the line itself names. */
function foundOnOf(date: string, { deadline, recheckOn }: Partial<Line>, today: string): string {
  const head = date ? readDate(date) : undefined
  const days = [head?.ok && head.precision === 'day' ? head.day : today, deadline, recheckOn, today]
  return days.filter((day): day is string => !!day).sort()[0] as string
}

const columnOf: Partial<Record<keyof Line, string>> = {
  documentNo: 'enforcement',
  requirement: 'requirement',
  execution: 'execution',
  executionWords: 'execution',
  planState: 'plan',
  plan: 'plan',
  measures: 'measures',
  deadline: 'deadline',
  recheckReportNo: 'recheck',
  recheckOn: 'recheck',
  recheckMet: 'recheck',
}
