import { inArray, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { decisionNoKey } from '#db/decision-no.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import type { Finding } from '#domain/enterprise/rules/import/finding.ts'
import { unreadableText } from '#domain/enterprise/rules/import/read-file.ts'
import { listRegions } from '#domain/region/queries.ts'
import { draftCase } from '#domain/violation/commands/casework/draft.ts'
import { resolveContent } from '#domain/violation/commands/casework/resolve.ts'
import { findLedgerHeader } from '#domain/violation/rules/import/columns.ts'
import { type LedgerContext, type LedgerRow, readLedgerRow } from '#domain/violation/rules/import/row.ts'
import { cityDate } from '#platform/clock.ts'
import { demand } from '#platform/permissions/demand.ts'
import { can } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { readWorkbook } from '#platform/sheet/read.ts'
import { UnreadableFile } from '#platform/sheet/sheet.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { caseImportMessages } from '#src/i18n/messages/case-import.ts'
import { caseProblemText } from '#src/i18n/messages/case-problems.ts'

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
  const nothing = { format: '', rows: 0, created: [], unchanged: 0, refused: 1, isWritten: false }
  let workbook: Awaited<ReturnType<typeof readWorkbook>>
  try {
    workbook = await readWorkbook(bytes)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return { ...nothing, findings: [ofFile(unreadableText(error.reason, locale))] }
  }
  const sheet = workbook.sheets.find(({ rows }) => findLedgerHeader(rows))
  const header = sheet && findLedgerHeader(sheet.rows)
  if (!sheet || !header) return { ...nothing, format: workbook.format, findings: [ofFile(say.noHeader)] }
  const isOwn = by !== 'system' && by.role === 'county_officer'
  const context: LedgerContext = {
    regions: await listRegions(db),
    ownRegion: isOwn ? (by.regionCode ?? undefined) : undefined,
    today: cityDate(now),
    locale,
  }
  const read = sheet.rows.slice(header.dataFrom).map((row) => readLedgerRow(row, header.columns, context))
  const rows = read.flatMap(({ row }) => row ?? [])
  const findings = read.flatMap((each) => each.findings)
  if (rows.length === 0) findings.push(ofFile(say.noRows))
  const column = header.columns.find(({ field }) => field === 'decisionNo')
  const at = (severity: Finding['severity'], { line, content }: LedgerRow, message: string): Finding => ({
    severity,
    line,
    column: column?.letter ?? null,
    header: column?.header ?? null,
    given: content.decisionNo,
    message,
  })
  const known = await knownDecisions(db, rows)
  const seen = new Map<string, number>()
  const created: LedgerRow[] = []
  for (const row of rows) {
    const key = decisionNoKey(row.content.decisionNo)
    const [before, id] = [seen.get(key), known.get(key)]
    if (before !== undefined) findings.push(at('refuse', row, say.twice(before)))
    else if (id !== undefined) findings.push(at('warn', row, say.unchanged(id)))
    else {
      created.push(row)
      const resolved = await resolveContent(db, row.content, undefined)
      for (const { code, given } of resolved.findings)
        findings.push(at('refuse', row, caseProblemText(locale, code, given)))
      if (by !== 'system' && !can(by, 'case.draft', { regionCode: resolved.content.regionCode }))
        findings.push(at('refuse', row, say.otherCounty))
    }
    seen.set(key, row.line)
  }
  return {
    format: workbook.format,
    rows: rows.length,
    created,
    unchanged: rows.length - created.length,
    findings: findings.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    refused: findings.filter(({ severity }) => severity === 'refuse').length,
    isWritten: false,
  }
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

const ofFile = (message: string): Finding => ({
  severity: 'refuse',
  line: null,
  column: null,
  header: null,
  given: null,
  message,
})
