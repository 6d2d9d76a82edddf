import { createHash } from 'node:crypto'
import { and, eq, isNull, lt } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { importFiles } from '#db/schema/enterprise.ts'
import { type ImportReport, importEnterprises } from '#domain/enterprise/commands/import.ts'
import { getImportFile } from '#domain/enterprise/queries/import-files.ts'
import { DomainError } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { sizeFault } from '#platform/sheet/sheet.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { unreadableText } from '#src/i18n/messages/unreadable.ts'

/** Files that nobody confirmed are thrown away after this many days. */
const keptDays = 7

/**
 * Takes in a file for the register. Nothing of it counts until it is confirmed (`confirmImport`).
 * @returns its id
 * @throws DomainError rule_broken when there is no file or it is too large
 */
export async function uploadImport(
  db: Db,
  viewer: Viewer,
  { fileName, bytes, locale }: { fileName: string; bytes: Uint8Array; locale: Locale },
  now: Date,
): Promise<string> {
  const account = demandAccount(viewer, 'enterprise.import')
  const fault = sizeFault(bytes.length)
  if (fault) {
    const message = unreadableText(fault, locale)
    throw new DomainError('rule_broken', message, [{ field: 'file', message }])
  }
  return db.transaction(async (tx) => {
    const old = new Date(now.getTime() - keptDays * 86_400_000)
    await tx.delete(importFiles).where(and(isNull(importFiles.appliedAt), lt(importFiles.uploadedAt, old)))
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const name = fileName.toWellFormed().slice(0, 200) || 'file'
    const [stored] = await tx
      .insert(importFiles)
      .values({ fileName: name, content: Buffer.from(bytes), sha256, uploadedBy: account.userId, uploadedAt: now })
      .returning({ id: importFiles.id })
    const { id } = stored as { id: string }
    const after = { fileName: name, sha256, bytes: bytes.length }
    await recordEvent(tx as unknown as Db, {
      kind: 'import.uploaded',
      subject: `import:${id}`,
      by: viewer,
      at: now,
      after,
    })
    return id
  })
}

/**
 * Imports a file that was taken in before. It is checked again: the register may have changed since its preview.
 * @throws DomainError not_found; conflict when it was confirmed already
 */
export async function confirmImport(
  db: Db,
  viewer: Viewer,
  { id, overrideReason, locale }: { id: string; overrideReason: string | undefined; locale: Locale },
  now: Date,
): Promise<ImportReport> {
  demandAccount(viewer, 'enterprise.import')
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const file = await getImportFile(tx, id, { forUpdate: true })
    if (!file) throw new DomainError('not_found', '没有这个文件 / There is no such file')
    if (file.appliedAt) throw new DomainError('conflict', '这个文件已经导入过了 / This file was imported already')
    const report = await importEnterprises(tx, viewer, { bytes: file.content, locale, overrideReason }, now)
    if (!report.isWritten) return report
    const { created, updated, unchanged } = report
    await tx
      .update(importFiles)
      .set({ appliedAt: now, result: { created, updated, unchanged } })
      .where(eq(importFiles.id, id))
    await recordEvent(tx, {
      kind: 'import.applied',
      subject: `import:${id}`,
      by: viewer,
      at: now,
      after: { fileName: file.fileName, sha256: file.sha256, created, updated, unchanged },
      reason: overrideReason,
    })
    return report
  })
}
