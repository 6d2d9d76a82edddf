import { createHash, randomUUID } from 'node:crypto'
import { and, eq, isNull, lt } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reportBatches } from '#db/schema/report-batch.ts'
import { sendForAssociation } from '#domain/report/commands/association.ts'
import { batchBytes } from '#domain/report/queries/batch.ts'
import { readBatch } from '#domain/report/rules/batch/read.ts'
import { DomainError } from '#platform/errors.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { seal } from '#platform/seal/seal.ts'
import { installationKey } from '#platform/seal/wrap.ts'
import { sheetLimits } from '#platform/sheet/sheet.ts'
import type { Locale } from '#src/i18n/locale.ts'

const keptDays = 1

/**
 * Takes in a sheet of reports; nothing of it is sent until it is confirmed. It waits sealed, for a day.
 * @throws DomainError rule_broken when there is none or it is too large
 */
export async function uploadBatch(db: Db, viewer: Viewer, bytes: Uint8Array, now: Date): Promise<string> {
  const { userId } = demandAccount(viewer, 'report.send_batch')
  const most = sheetLimits.fileBytes
  const message =
    bytes.length === 0
      ? '请选择表格文件。 / Choose a file.'
      : `文件有 ${bytes.length} 字节，最多 ${most} 字节。 / The file has ${bytes.length} bytes, at most ${most} are taken.`
  if (bytes.length === 0 || bytes.length > most)
    throw new DomainError('rule_broken', message, [{ field: 'file', message }])
  const id = randomUUID()
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const content = seal(installationKey('report-batch'), `batch:${id}`, bytes)
  await db.insert(reportBatches).values({ id, userId, content, sha256, uploadedAt: now })
  return id
}

/** Sheets that nobody sent within a day. @returns how many */
export async function removeOldBatches(db: Db, now: Date): Promise<number> {
  const old = new Date(now.getTime() - keptDays * 86_400_000)
  const removed = await db
    .delete(reportBatches)
    .where(and(isNull(reportBatches.sentAt), lt(reportBatches.uploadedAt, old)))
    .returning({ id: reportBatches.id })
  return removed.length
}

export interface SentReport {
  line: number
  reference: string
  handle: string
  /** Shown once. */
  receipt: string
}

/**
 * Sends all reports of a sheet, or none. The same sheet is not sent twice.
 * @throws DomainError not_found; conflict when it, or one with the same bytes, was sent; rule_broken when a line is wrong
 */
export async function sendBatch(db: Db, viewer: Viewer, id: string, locale: Locale, now: Date): Promise<SentReport[]> {
  const { userId } = demandAccount(viewer, 'report.send_batch')
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [batch] = await tx
      .select()
      .from(reportBatches)
      .where(and(eq(reportBatches.id, id), eq(reportBatches.userId, userId)))
      .for('update')
    if (!batch) throw gone()
    const sentBefore = await tx.$count(
      reportBatches,
      and(eq(reportBatches.userId, userId), eq(reportBatches.sha256, batch.sha256), isNull(reportBatches.content)),
    )
    if (sentBefore > 0) throw new DomainError('conflict', '这份表格已经提交过。 / This sheet was sent already.')
    const bytes = batchBytes(batch)
    if (!bytes) throw gone()
    const { rows, findings } = await readBatch(bytes, locale)
    if (findings.length > 0 || rows.length === 0)
      throw new DomainError('rule_broken', '表格中还有需要改正的地方。 / The sheet still has lines to correct.')
    const sent: SentReport[] = []
    for (const { line, reference, report } of rows) {
      const { handle, receipt } = await sendForAssociation(tx, viewer, report, 'batch', now)
      sent.push({ line, reference, handle, receipt })
    }
    await tx
      .update(reportBatches)
      .set({ content: null, sentAt: now, count: rows.length })
      .where(eq(reportBatches.id, id))
    return sent
  })
}

const gone = () =>
  new DomainError('not_found', '没有这个文件，或已过期。 / There is no such file, or its time is over.')
