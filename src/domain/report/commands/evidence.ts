import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reportFileKeys, reportFiles, reportUploads } from '#db/schema/report.ts'
import { getUpload, readUpload, type UploadRef } from '#domain/report/commands/uploads.ts'
import { purposeOf } from '#domain/report/rules/content.ts'
import { type EvidenceMedium, purposeOfOriginal } from '#domain/report/rules/evidence.ts'
import { reportLimits } from '#domain/report/rules/terms.ts'
import { DomainError } from '#platform/errors.ts'
import { sealFrames } from '#platform/seal/frames.ts'
import { identityPublicKey } from '#platform/seal/identity-key.ts'
import { newKey, seal } from '#platform/seal/seal.ts'
import { wrapFor } from '#platform/seal/wrap.ts'
import { putStream } from '#platform/storage/files.ts'

/** An original in the store, locked; its row comes with the report or the message. */
export interface SealedUpload {
  uploadId: string
  medium: EvidenceMedium
  mediaType: string
  originalFile: string
  originalSha256: string
  originalBytes: number
  /** For the holder of the identity key. */
  wrappedKey: Buffer
}

/**
 * Puts finished uploads into the store as sealed originals, one after another and piece by piece. To be called before the transaction
 * that names them; what no row names in the end is removed by the store's clean-up.
 * @throws DomainError when one is unknown or unfinished, or there are too many
 */
export async function sealEvidence(db: Db, refs: readonly UploadRef[]): Promise<SealedUpload[]> {
  if (refs.length > reportLimits.files)
    throw new DomainError(
      'rule_broken',
      `最多 ${reportLimits.files} 个文件，现有 ${refs.length} 个 / At most ${reportLimits.files} files; there are ${refs.length}`,
    )
  const uploads = await Promise.all(refs.map((ref) => getUpload(db, ref)))
  const sealed: SealedUpload[] = []
  let bytes = 0
  for (const upload of uploads) {
    if (!upload?.finishedAt || !upload.medium || !upload.mediaType || !upload.sha256) throw lost()
    bytes += upload.received
    if (bytes > reportLimits.allFilesBytes) throw tooMuch()
    const key = newKey()
    const { sha256 } = await putStream(sealFrames(key, purposeOfOriginal(upload.sha256), readUpload(upload)))
    sealed.push({
      uploadId: upload.id,
      medium: upload.medium,
      mediaType: upload.mediaType,
      originalFile: sha256,
      originalSha256: upload.sha256,
      originalBytes: upload.received,
      wrappedKey: wrapFor(identityPublicKey(), key),
    })
  }
  return sealed
}

/**
 * Writes the rows of sealed evidence, in the transaction of what it came with. They wait for the worker, which draws pictures and films
 * anew and looks into documents, of which only the original is kept.
 * @param report its handle and content key: as received, or from contentKeyOf
 * @throws DomainError conflict when an upload was sent already
 */
export async function attachEvidence(
  tx: Db,
  report: { id: number; handle: string; contentKey: Buffer },
  uploads: readonly SealedUpload[],
  messageId: number | null = null,
): Promise<void> {
  for (const { uploadId, wrappedKey, ...upload } of uploads) {
    const [known] = await tx
      .select({ id: reportUploads.id })
      .from(reportUploads)
      .where(eq(reportUploads.id, uploadId))
      .for('update')
    const [used] = await tx.select({ id: reportFiles.id }).from(reportFiles).where(eq(reportFiles.uploadId, uploadId))
    if (!known || used) throw lost()
    const [file] = await tx
      .insert(reportFiles)
      .values({
        reportId: report.id,
        messageId,
        ...upload,
        state: 'waiting',
        uploadId,
      })
      .returning({ id: reportFiles.id })
    await tx.insert(reportFileKeys).values({
      fileId: file!.id,
      original: seal(report.contentKey, purposeOf(report.handle, 'original-key'), wrappedKey),
    })
  }
}

const lost = () =>
  new DomainError(
    'conflict',
    '有文件没有传完，或已经提交过。请重新选择 / A file was not uploaded whole, or was sent already. Please choose it again',
  )
const tooMuch = () =>
  new DomainError(
    'rule_broken',
    '文件合计超过 200 MB。请减少一些，余下的以后凭回执补充 / The files are more than 200 MB together. Please send fewer, and the others later with your receipt',
  )
