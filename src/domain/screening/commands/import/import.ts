import { eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { screeningRows } from '#db/schema/screening.ts'
import { enterProblem } from '#domain/rectification/commands/enter.ts'
import { listRegions } from '#domain/region/queries.ts'
import { standingColumns } from '#domain/screening/commands/derive.ts'
import { readProblemLines } from '#domain/screening/commands/import/problems.ts'
import {
  cellOf,
  type Firm,
  type ImportContext,
  importLines,
  isLine,
  type LedgersInput,
  type LedgersReport,
  type SheetOf,
} from '#domain/screening/commands/import/report.ts'
import { readScreeningLines } from '#domain/screening/commands/import/screening.ts'
import { type AnnexSheetRead, readAnnexSheets } from '#domain/screening/rules/import/sheet.ts'
import { regionOfUnit } from '#domain/screening/rules/import/unit.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { UnreadableFile } from '#platform/sheet/sheet.ts'
import type { ShownLine } from '#platform/sheet/shown.ts'
import { formatNumber } from '#src/i18n/format.ts'
import { ledgerImportMessages } from '#src/i18n/messages/ledger-import.ts'
import { unreadableText } from '#src/i18n/messages/unreadable.ts'
import { readableText } from '#src/text/plain-text.ts'

/** The dry run, line by line. Writes nothing. */
export async function checkLedgers(
  db: Db,
  by: Viewer | 'system',
  input: LedgersInput,
  now: Date,
): Promise<LedgersReport> {
  demandImport(by)
  return report(db, by, input, now)
}

/**
 * Takes over ledgers in the layout of annexes 1 and 3, all of a file or nothing. What stands already is left, so the same file a
 * second time makes nothing new. `system` is the command line.
 */
export async function importLedgers(
  db: Db,
  by: Viewer | 'system',
  input: LedgersInput,
  now: Date,
): Promise<LedgersReport> {
  demandImport(by)
  return db.transaction(async (tx) => {
    // One import at a time: two at once could both take a problem for new.
    await tx.execute(sql`select pg_advisory_xact_lock(4309002021)`)
    const found = await report(tx, by, input, now)
    if (found.refused > 0) return found
    for (const { rowId, entered, changed } of found.rows) {
      const [row] = await tx.select().from(screeningRows).where(eq(screeningRows.id, rowId)).for('update')
      if (!row) continue
      await tx
        .update(screeningRows)
        .set({ entered, version: row.version + 1, changedAt: now, ...standingColumns(row.derived, entered) })
        .where(eq(screeningRows.id, rowId))
      await recordEvent(tx, {
        kind: 'screening.imported',
        subject: `screening:${rowId}`,
        by,
        at: now,
        after: { fields: changed },
      })
    }
    for (const { problem } of found.problems) await enterProblem(tx, by, problem, now)
    return { ...found, isWritten: true }
  })
}

async function report(
  db: Db,
  by: Viewer | 'system',
  { bytes, locale }: LedgersInput,
  now: Date,
): Promise<LedgersReport> {
  const say = ledgerImportMessages[locale]
  const n = (count: number) => formatNumber(locale, count)
  const result: LedgersReport = {
    format: '',
    lines: 0,
    rows: [],
    problems: [],
    unchanged: 0,
    findings: [],
    refused: 0,
    isWritten: false,
  }
  const refuse = (message: string, sheet?: string) => {
    result.findings.push({
      severity: 'refuse',
      line: null,
      column: null,
      header: null,
      given: null,
      message,
      ...(sheet ? { sheet } : {}),
    })
    result.refused += 1
  }
  let sheets: AnnexSheetRead[]
  try {
    ;({ format: result.format, sheets } = await readAnnexSheets(bytes))
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    refuse(unreadableText(error.reason, locale))
    return result
  }
  if (sheets.length === 0) refuse(say.noHeader)
  const count = sheets.reduce((sum, { lines }) => sum + lines.length, 0)
  if (count > importLines) {
    refuse(say.tooMany(n(count), n(importLines)))
    return result
  }
  const regions = await listRegions(db)
  const context: ImportContext = { by, locale, today: cityDate(now), now }
  for (const sheet of sheets) {
    const region = regionOfUnit(sheet.unit, regions)
    if (!region) refuse(sheet.unit ? say.noSuchUnit(sheet.unit) : say.noUnit, sheet.name)
    else if (by !== 'system' && by.role !== 'visitor' && by.regionCode !== region.code)
      refuse(say.otherUnit(sheet.unit), sheet.name)
    else await readSheet(db, { sheet, region, firms: await firmsOf(db, region.code) }, context, result)
  }
  return result
}

async function readSheet(db: Db, of: SheetOf, context: ImportContext, result: LedgersReport): Promise<void> {
  const say = ledgerImportMessages[context.locale]
  const find = (severity: 'refuse' | 'warn', line: ShownLine | null, key: string | null, message: string) => {
    const column = of.sheet.columns.find((each) => each.key === key)
    const given = line && column ? String(line.cells[column.index] ?? '').slice(0, 120) || null : null
    const place = { line: line?.line ?? null, column: column?.letter ?? null, header: column?.header ?? null, given }
    result.findings.push({ severity, ...place, message, sheet: of.sheet.name })
    if (severity === 'refuse') result.refused += 1
  }
  const lines = of.sheet.lines.filter((line) => isLine(of, line))
  if (lines.length === 0) find('warn', null, null, say.noLines)
  const seen = new Map<string, number>()
  const known = lines.flatMap((line) => {
    const name = readableText(cellOf(of, line)('enterpriseName'))
    for (const { index, key } of of.sheet.columns) if (line.broken.has(index)) find('refuse', line, key, say.brokenCell)
    const firm = of.firms.get(name)
    if (!firm) find('refuse', line, 'enterpriseName', name === '' ? say.noName : say.noFirm)
    const before = seen.get(name)
    if (of.sheet.ledger === 'screening' && before !== undefined)
      find('refuse', line, 'enterpriseName', say.twice(before))
    seen.set(name, line.line)
    return firm ? [{ line, firm }] : []
  })
  result.lines += lines.length
  if (of.sheet.ledger === 'screening') {
    const { changed, unchanged } = await readScreeningLines(db, of, known, context, find)
    result.rows.push(...changed)
    result.unchanged += unchanged
  } else {
    const { added, unchanged } = await readProblemLines(db, of, known, context, find)
    result.problems.push(...added)
    result.unchanged += unchanged
  }
}

/** The firms of a county by their full names, and by those that they had before. */
async function firmsOf(db: Db, regionCode: string): Promise<Map<string, Firm>> {
  const found = await db
    .select({
      id: enterprises.id,
      name: enterprises.name,
      creditCode: enterprises.creditCode,
      former: enterprises.formerNames,
    })
    .from(enterprises)
    .where(eq(enterprises.regionCode, regionCode))
  return new Map([
    ...found.flatMap(({ former, ...firm }) => former.map((name) => [name, firm] as const)),
    ...found.map(({ former: _, ...firm }) => [firm.name, firm] as const),
  ])
}

/** Any reach will do to look at a file; each sheet is asked about by its own county. */
function demandImport(by: Viewer | 'system'): void {
  if (by !== 'system') demand(by, 'screening.import', { regionCode: by.role === 'visitor' ? null : by.regionCode })
}
