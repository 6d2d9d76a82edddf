import { createHash } from 'node:crypto'
import { and, eq, isNull, lt } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { monitoringFiles } from '#db/schema/monitoring.ts'
import { parseCode } from '#domain/enterprise/rules/credit-code.ts'
import { writeEntries } from '#domain/monitoring/commands/write-entries.ts'
import { entryLimits, type FileKind } from '#domain/monitoring/input.ts'
import { getEntryContext } from '#domain/monitoring/queries/entry-context.ts'
import { getMonitoringFile } from '#domain/monitoring/queries/files.ts'
import { type EntryRow, type LineProblem, type PlannedEntry, planEntries } from '#domain/monitoring/queries/planned.ts'
import { MonitoringRefusal } from '#domain/monitoring/refusal.ts'
import type { EntryContext } from '#domain/monitoring/rules/entry/read.ts'
import { readResult } from '#domain/monitoring/rules/entry/result.ts'
import { readSummary } from '#domain/monitoring/rules/entry/summary.ts'
import { type EntryTable, findEntryTable } from '#domain/monitoring/rules/entry/table.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import { reachOf } from '#platform/permissions/matrix.ts'
import type { Account, Viewer } from '#platform/permissions/viewer.ts'
import { readWorkbook } from '#platform/sheet/read.ts'
import { sizeFault, type Unreadable, UnreadableFile } from '#platform/sheet/sheet.ts'
import { plainText } from '#src/text/plain-text.ts'

const keptDays = 7
const permissions = { supervisory: 'monitoring.enter_results', online: 'monitoring.enter_online' } as const

/** What importing a file would do. Nothing is written while there is a problem. */
export interface FileReport {
  kind: FileKind
  format: string
  table: EntryTable | undefined
  unreadable: Unreadable | undefined
  planned: PlannedEntry[]
  problems: LineProblem[]
  created: number
  corrected: number
  unchanged: number
}

/**
 * Takes in a file of results or of on-line statements. Nothing of it counts until it is confirmed.
 * @throws UnreadableFile when there is nothing in it or it is too large
 */
export async function uploadMonitoringFile(
  db: Db,
  viewer: Viewer,
  { kind, fileName, bytes }: { kind: FileKind; fileName: string; bytes: Uint8Array },
  now: Date,
): Promise<{ id: string }> {
  const account = demandDesk(viewer, kind)
  const fault = sizeFault(bytes.length)
  if (fault) throw new UnreadableFile(fault)
  return db.transaction(async (tx) => {
    const old = new Date(now.getTime() - keptDays * 86_400_000)
    await tx.delete(monitoringFiles).where(and(isNull(monitoringFiles.appliedAt), lt(monitoringFiles.uploadedAt, old)))
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const name = fileName.toWellFormed().slice(0, 200) || 'file'
    const [stored] = await tx
      .insert(monitoringFiles)
      .values({
        kind,
        fileName: name,
        content: Buffer.from(bytes),
        sha256,
        uploadedBy: account.userId,
        uploadedAt: now,
      })
      .returning({ id: monitoringFiles.id })
    const { id } = stored as { id: string }
    const after = { kind, fileName: name, sha256, bytes: bytes.length }
    await recordEvent(tx, { kind: 'import.uploaded', subject: `import:${id}`, by: viewer, at: now, after })
    return { id }
  })
}

/** The dry run: each line as it would be written, and what is wrong with it. */
export async function checkMonitoringFile(
  db: Db,
  viewer: Viewer,
  { kind, bytes }: { kind: FileKind; bytes: Uint8Array },
  now: Date,
): Promise<FileReport> {
  demandDesk(viewer, kind)
  const nothing = { kind, planned: [], problems: [], created: 0, corrected: 0, unchanged: 0 }
  let workbook: Awaited<ReturnType<typeof readWorkbook>>
  try {
    workbook = await readWorkbook(bytes)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return { ...nothing, format: '', table: undefined, unreadable: error.reason }
  }
  const table = findEntryTable(workbook.sheets, kind)
  const report = { ...nothing, format: workbook.format, table, unreadable: undefined }
  if (!table || table.missing.length > 0 || table.lines.length === 0) return report
  const codes = table.lines.flatMap(({ texts }) => {
    const parsed = parseCode(texts.creditCode ?? '')
    return parsed.ok ? [parsed.code] : []
  })
  const context = await getEntryContext(db, viewer, permissions[kind], codes, now)
  const { rows, problems } = readLines(table, kind, context)
  const plan = await planEntries(db, kind, rows)
  const count = (change: PlannedEntry['change']) => plan.planned.filter((entry) => entry.change === change).length
  return {
    ...report,
    planned: plan.planned,
    problems: [...problems, ...plan.problems].sort((a, b) => a.line - b.line),
    created: count('new'),
    corrected: count('corrected'),
    unchanged: count('unchanged'),
  }
}

function readLines(table: EntryTable, kind: FileKind, context: EntryContext) {
  const rows: { line: number; row: EntryRow }[] = []
  const problems: LineProblem[] = []
  for (const { line, texts } of table.lines) {
    const [result, summary] =
      kind === 'supervisory' ? [readResult(texts, context), undefined] : [undefined, readSummary(texts, context)]
    if (result?.row) rows.push({ line, row: { kind: 'supervisory', ...result.row } })
    if (summary?.row) rows.push({ line, row: { kind: 'online', ...summary.row } })
    const found = result?.problems ?? summary?.problems ?? []
    problems.push(...found.map((problem) => ({ line, ...problem })))
  }
  return { rows, problems }
}

/**
 * Writes what the dry run showed; it is made again, for others may have entered meanwhile. One event for each enterprise.
 * @throws MonitoringRefusal no_such_file; already_applied; file_refused; reason_needed where something is put right
 */
export async function confirmMonitoringFile(
  db: Db,
  viewer: Viewer,
  { id, reason: typed }: { id: string; reason: string },
  now: Date,
): Promise<{ id: string; created: number; corrected: number; unchanged: number }> {
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const file = await getMonitoringFile(tx, viewer, id, { forUpdate: true })
    if (!file) throw new MonitoringRefusal('not_found', 'no_such_file')
    demandDesk(viewer, file.kind)
    if (file.appliedAt) throw new MonitoringRefusal('conflict', 'already_applied')
    const report = await checkMonitoringFile(tx, viewer, { kind: file.kind, bytes: file.content }, now)
    if (report.problems.length > 0 || report.planned.length === 0)
      throw new MonitoringRefusal('rule_broken', 'file_refused')
    const reason = plainText(typed)
    const short = reason.length < entryLimits.reasonMin || reason.length > entryLimits.reasonLength
    if (report.corrected > 0 && short) throw new MonitoringRefusal('rule_broken', 'reason_needed')
    await writeEntries(tx, report.planned, { by: viewer, at: now, reason })
    const { created, corrected, unchanged } = report
    await tx
      .update(monitoringFiles)
      .set({ appliedAt: now, result: { created, corrected, unchanged } })
      .where(eq(monitoringFiles.id, id))
    for (const [creditCode, entries] of Map.groupBy(report.planned, ({ row }) => row.outlet.creditCode)) {
      const changes = entries.filter(({ change }) => change !== 'unchanged')
      if (changes.length === 0) continue
      await recordEvent(tx, {
        kind: file.kind === 'supervisory' ? 'monitoring.results_imported' : 'monitoring.summaries_imported',
        subject: `import:${id}`,
        by: viewer,
        at: now,
        after: { creditCode, fileName: file.fileName, sha256: file.sha256, rows: changes.length },
        reason: corrected > 0 ? reason : undefined,
      })
    }
    return { id, created, corrected, unchanged }
  })
}

/** The lines' counties are asked for as they are read. */
function demandDesk(viewer: Viewer, kind: FileKind): Account {
  const permission = permissions[kind]
  const regionCode = viewer.role === 'visitor' ? null : viewer.regionCode
  return demandAccount(viewer, permission, reachOf(viewer, permission) === 'own_region' ? { regionCode } : {})
}
