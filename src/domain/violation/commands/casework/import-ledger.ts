import { inArray, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { decisionNoKey } from '#db/decision-no.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { listRegions } from '#domain/region/queries.ts'
import { draftCase } from '#domain/violation/commands/casework/draft.ts'
import { firmsOfLedger, withFirm } from '#domain/violation/commands/casework/ledger-firms.ts'
import { resolveContent } from '#domain/violation/commands/casework/resolve.ts'
import { columnsTwice, type LedgerColumn, type LedgerField } from '#domain/violation/rules/import/columns.ts'
import { type LedgerSheet, readLedgerSheet } from '#domain/violation/rules/import/ledger-sheet.ts'
import { type LedgerContext, type LedgerRow, readLedgerRow } from '#domain/violation/rules/import/row.ts'
import { cityDate } from '#platform/clock.ts'
import { demand } from '#platform/permissions/demand.ts'
import { can } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import type { Finding } from '#platform/sheet/finding.ts'
import { UnreadableFile } from '#platform/sheet/sheet.ts'
import { formatNumber } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { caseImportMessages } from '#src/i18n/messages/case-import.ts'
import { caseProblemText } from '#src/i18n/messages/case-problems.ts'
import { unreadableText } from '#src/i18n/messages/unreadable.ts'

/** Lines of one ledger: each becomes a draft in one transaction. */
export const ledgerLines = 1000

export interface LedgerInput {
  bytes: Uint8Array
  /** Language of the findings. */
  locale: Locale
}

/** What an import does or would do. With a refusal among the findings nothing is written. */
export interface LedgerReport {
  format: string
  rows: number
  created: LedgerRow[]
  unchanged: number
  /** In the order of the lines. */
  findings: Finding[]
  refused: number
  isWritten: boolean
}

/** The dry run, line by line. Writes nothing. */
export async function checkLedger(db: Db, by: Viewer | 'system', input: LedgerInput, now: Date): Promise<LedgerReport> {
  demandImport(by)
  return report(db, by, input, now)
}

/**
 * Imports a ledger: every line as a draft, or nothing at all. A decision number that stands on a case already is passed over,
 * so the same file a second time changes nothing. `system` is the command line.
 */
export async function importLedger(
  db: Db,
  by: Viewer | 'system',
  input: LedgerInput,
  now: Date,
): Promise<LedgerReport> {
  demandImport(by)
  return db.transaction(async (tx) => {
    // One import at a time: two at once could both take a number for new.
    await tx.execute(sql`select pg_advisory_xact_lock(4309002019)`)
    const found = await report(tx, by, input, now)
    if (found.refused > 0) return found
    for (const { content } of found.created) await draftCase(tx, by, content, now)
    return { ...found, isWritten: true }
  })
}

async function report(db: Db, by: Viewer | 'system', { bytes, locale }: LedgerInput, now: Date): Promise<LedgerReport> {
  const say = caseImportMessages[locale]
  const n = (count: number) => formatNumber(locale, count)
  const nothing = { format: '', rows: 0, created: [], unchanged: 0, refused: 1, isWritten: false }
  let sheet: LedgerSheet
  try {
    sheet = await readLedgerSheet(bytes)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return { ...nothing, findings: [ofFile('refuse', unreadableText(error.reason, locale))] }
  }
  const { format, header, lines, others } = sheet
  if (!header) return { ...nothing, format, findings: [ofFile('refuse', say.noHeader)] }
  if (lines.length > ledgerLines)
    return { ...nothing, format, findings: [ofFile('refuse', say.tooMany(n(lines.length), n(ledgerLines)))] }
  const context: LedgerContext = {
    regions: await listRegions(db),
    ownRegion: by !== 'system' && by.role === 'county_officer' ? (by.regionCode ?? undefined) : undefined,
    today: cityDate(now),
    locale,
  }
  const read = lines.map((line) => readLedgerRow(line, header.columns, context))
  const rows = read.flatMap(({ row }) => row ?? [])
  const findings = [...sheetFindings(header.columns, others, locale), ...read.flatMap((each) => each.findings)]
  if (read.every((each) => !each.row && each.findings.length === 0)) findings.push(ofFile('refuse', say.noRows))
  const at = (
    severity: Finding['severity'],
    field: LedgerField,
    { line }: LedgerRow,
    given: string,
    message: string,
  ) => {
    const column = header.columns.find((each) => each.field === field)
    findings.push({ severity, line, column: column?.letter ?? null, header: column?.header ?? null, given, message })
  }
  const known = await knownDecisions(db, rows)
  const firms = await firmsOfLedger(db, rows)
  const seen = new Map<string, number>()
  const created: LedgerRow[] = []
  for (const row of rows) {
    const { decisionNo } = row.content
    const key = decisionNoKey(decisionNo)
    const [before, id] = [seen.get(key), known.get(key)]
    if (before !== undefined) at('refuse', 'decisionNo', row, decisionNo, say.twice(before))
    else if (id !== undefined) at('warn', 'decisionNo', row, decisionNo, say.unchanged(id))
    else {
      const { content, isUnknown, isByName } = withFirm(row.content, firms, say)
      if (isUnknown) at('warn', 'creditCode', row, row.content.creditCode, say.firmUnknown(row.content.creditCode))
      if (isByName) at('warn', 'enterpriseName', row, content.enterpriseName, say.firmByName(content.creditCode))
      created.push({ ...row, content })
      const resolved = await resolveContent(db, content, undefined)
      for (const { field, code, given } of resolved.findings)
        at('refuse', fieldOf[field] ?? 'decisionNo', row, decisionNo, caseProblemText(locale, code, given))
      if (by !== 'system' && !can(by, 'case.draft', { regionCode: resolved.content.regionCode }))
        at('refuse', 'region', row, resolved.content.regionCode, say.otherCounty)
    }
    seen.set(key, row.line)
  }
  return {
    format,
    rows: rows.length,
    created,
    unchanged: rows.length - created.length,
    findings: findings.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    refused: findings.filter(({ severity }) => severity === 'refuse').length,
    isWritten: false,
  }
}

/** Where a problem that only the register shows stands in the ledger. */
const fieldOf: Record<string, LedgerField> = { creditCode: 'creditCode', regionCode: 'region' }

/** What the file as a whole leaves out. */
function sheetFindings(columns: readonly LedgerColumn[], others: readonly string[], locale: Locale): Finding[] {
  const say = caseImportMessages[locale]
  const unread = columns.filter(({ field, header }) => !field && header && !/^(序号|编号|备注|no\.?)$/i.test(header))
  return [
    ...(others.length > 0 ? [ofFile('warn', say.otherSheets(others.join('、')))] : []),
    ...columnsTwice(columns).map((same) =>
      ofFile(
        'warn',
        say.columnTwice(say.column(same[0]?.field as LedgerField), same.map(({ letter }) => letter).join('、')),
      ),
    ),
    ...(unread.length > 0 ? [ofFile('warn', say.ignoredColumns(unread.map(({ header }) => header).join('、')))] : []),
  ]
}

async function knownDecisions(db: Db, rows: readonly LedgerRow[]): Promise<Map<string, number>> {
  const keys = rows.map(({ content }) => decisionNoKey(content.decisionNo)).filter(Boolean)
  if (keys.length === 0) return new Map()
  const found = await db
    .select({ id: cases.id, key: cases.decisionNoKey })
    .from(cases)
    .where(inArray(cases.decisionNoKey, keys))
  return new Map(found.map(({ id, key }) => [key as string, id]))
}

/** Any reach will do to look at a file; each line is asked about by its own county. */
function demandImport(by: Viewer | 'system'): void {
  if (by !== 'system') demand(by, 'case.draft', { regionCode: by.role === 'visitor' ? null : by.regionCode })
}

const ofFile = (severity: Finding['severity'], message: string): Finding => ({
  severity,
  line: null,
  column: null,
  header: null,
  given: null,
  message,
})
