import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { applyChanges } from '#domain/enterprise/commands/apply-import.ts'
import { type PlannedChange, planImport } from '#domain/enterprise/queries/import-plan.ts'
import type { ImportColumn } from '#domain/enterprise/rules/import/columns.ts'
import { readImportFile } from '#domain/enterprise/rules/import/read-file.ts'
import type { ImportContext } from '#domain/enterprise/rules/import/row-tools.ts'
import { listRegions } from '#domain/region/queries.ts'
import { listSectors } from '#domain/sector/queries.ts'
import { cityDate } from '#platform/clock.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import type { Finding } from '#platform/sheet/finding.ts'
import type { Locale } from '#src/i18n/locale.ts'

export interface ImportInput {
  bytes: Uint8Array
  /** Language of the findings. */
  locale: Locale
  /** Why codes whose check character does not fit are right all the same. */
  overrideReason?: string | undefined
}

/** What an import does or would do. It was written when `isWritten`; with a refusal among the findings nothing ever is. */
export interface ImportReport {
  format: string
  sheet: string
  headerLine: number | undefined
  columns: ImportColumn[]
  rows: number
  created: number
  updated: number
  unchanged: number
  changes: PlannedChange[]
  /** In the order of the lines. */
  findings: Finding[]
  refused: number
  isWritten: boolean
}

/** The dry run: what importing this file would do, line by line. Writes nothing. `by` is `system` on the command line. */
export async function checkImport(db: Db, by: Viewer | 'system', input: ImportInput, now: Date): Promise<ImportReport> {
  if (by !== 'system') demand(by, 'enterprise.import')
  return report(db, input, now)
}

/**
 * Imports a file of enterprises: all of it or nothing, in one transaction, with one event for each enterprise that is new or
 * changed. Importing the same file again changes nothing. A file that holds anything wrong is refused: see `refused`.
 */
export async function importEnterprises(
  db: Db,
  by: Viewer | 'system',
  input: ImportInput,
  now: Date,
): Promise<ImportReport> {
  if (by !== 'system') demand(by, 'enterprise.import')
  return db.transaction(async (tx) => {
    // One import at a time: two at once could both take a code for new.
    await tx.execute(sql`select pg_advisory_xact_lock(4309002018)`)
    const found = await report(tx as unknown as Db, input, now)
    if (found.refused > 0) return found
    await applyChanges(tx as unknown as Db, by, found.changes, input.overrideReason, now)
    return { ...found, isWritten: true }
  })
}

async function report(db: Db, input: ImportInput, now: Date): Promise<ImportReport> {
  const [regions, sectors] = await Promise.all([listRegions(db), listSectors(db)])
  const { locale, overrideReason } = input
  const context: ImportContext = { regions, sectors, today: cityDate(now), locale, overrideReason }
  const file = await readImportFile(input.bytes, context)
  const plan = await planImport(db, file.rows, file.columns, context)
  const findings = [...file.findings, ...plan.findings].sort(
    (a, b) => (a.line ?? 0) - (b.line ?? 0) || placeOf(a.column) - placeOf(b.column),
  )
  return {
    format: file.format,
    sheet: file.sheet,
    headerLine: file.headerLine,
    columns: file.columns,
    rows: file.rows.length,
    created: plan.changes.filter(({ kind }) => kind === 'create').length,
    updated: plan.changes.filter(({ kind }) => kind === 'update').length,
    unchanged: plan.unchanged,
    changes: plan.changes,
    findings,
    refused: findings.filter(({ severity }) => severity === 'refuse').length,
    isWritten: false,
  }
}

/** Columns in the order of the sheet: A, B ... Z, AA. */
const placeOf = (letter: string | null) =>
  [...(letter ?? '')].reduce((sum, sign) => sum * 26 + sign.charCodeAt(0) - 64, 0)
