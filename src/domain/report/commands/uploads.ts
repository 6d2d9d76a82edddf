import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { and, eq, isNull, lt, notExists, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reportFiles, reportUploads } from '#db/schema/report.ts'
import { type LookedAt, lookAt } from '#domain/report/commands/look-at-upload.ts'
import { type EvidenceKind, type EvidenceRefusal, evidenceKinds } from '#domain/report/rules/evidence.ts'
import { reportLimits } from '#domain/report/rules/terms.ts'
import { DomainError } from '#platform/errors.ts'
import { gathered } from '#platform/seal/pieces.ts'
import { BrokenSeal, newKey, seal, unseal } from '#platform/seal/seal.ts'
import { unwrapKey, wrapKey } from '#platform/seal/wrap.ts'
import { listParts, readParts, removeParts, writePart } from '#platform/storage/parts.ts'

/** One file of evidence on its way. Whoever knows the token may go on with it; it is a value of the form, never of an address. */
export interface UploadRef {
  id: string
  token: string
}

export interface FinishedUpload extends UploadRef {
  kind: EvidenceKind
  bytes: number
}

/** The file is not taken; `reason` says why. Sentences: src/i18n/messages/evidence.ts. */
export class RefusedEvidence extends Error {
  override name = 'RefusedEvidence'
  readonly reason: EvidenceRefusal

  constructor(reason: EvidenceRefusal) {
    super(`refused evidence: ${reason.code}`)
    this.reason = reason
  }
}

/** Bytes that are sealed and written at once. */
export const partBytes = 1024 * 1024
const purposeOfPart = (id: string, offset: number) => `upload:${id}:${offset}`
const purposeOfKey = (id: string) => `upload:${id}`
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/**
 * Begins an upload of so many bytes.
 * @throws RefusedEvidence when there are none or too many; DomainError too_often when this machine has taken in all it can for now
 */
export async function startUpload(db: Db, bytes: number, now: Date): Promise<UploadRef> {
  const { fileBytes } = reportLimits
  if (bytes < 1) throw new RefusedEvidence({ code: 'empty' })
  if (bytes > fileBytes) throw new RefusedEvidence({ code: 'too_large', given: bytes, allowed: fileBytes })
  const [lying] = await db
    .select({ bytes: sql<number>`coalesce(sum(${reportUploads.received}), 0)::float8` })
    .from(reportUploads)
  if ((lying?.bytes ?? 0) > reportLimits.uploadsBytes)
    throw new DomainError(
      'too_often',
      '收到的文件太多，暂时放不下。请过一会儿再传，或先提交文字，以后凭回执补充 / Too many files are coming in at the moment. Please try again later, or send the words first and add the file with your receipt',
    )
  const id = crypto.randomUUID()
  const token = randomBytes(18).toString('base64url')
  await db
    .insert(reportUploads)
    .values({ id, tokenHash: hashOf(token), bytes, key: wrapKey(newKey(), purposeOfKey(id)), startedAt: now })
  return { id, token }
}

/** How far an upload has come; undefined when there is none, the token is not its own, or it cannot be opened here. */
export async function getUpload(db: Db, { id, token }: UploadRef) {
  if (!/^[0-9a-f-]{36}$/.test(id)) return undefined
  const [row] = await db.select().from(reportUploads).where(eq(reportUploads.id, id))
  const given = Buffer.from(hashOf(token))
  return row && timingSafeEqual(given, Buffer.from(row.tokenHash)) && opens(row) ? row : undefined
}

/** Of another secret of this installation, its parts cannot be read again: as if it had never come. */
export function opens(row: { id: string; key: Buffer }): boolean {
  try {
    return unwrapKey(row.key, purposeOfKey(row.id)).length > 0
  } catch (error) {
    if (error instanceof BrokenSeal) return false
    throw error
  }
}

/**
 * Takes the next bytes, which begin at `offset`. Sent twice they are taken once: what has come already is passed over.
 * @returns how far it has come; less than was sent when something lacks before it
 */
export async function appendUpload(db: Db, ref: UploadRef, offset: number, bytes: Buffer): Promise<number> {
  const known = await getUpload(db, ref)
  if (!known) throw noSuchUpload()
  return db.transaction(async (tx) => {
    const [row] = await tx
      .select({ received: reportUploads.received, bytes: reportUploads.bytes, key: reportUploads.key })
      .from(reportUploads)
      .where(and(eq(reportUploads.id, ref.id), isNull(reportUploads.finishedAt)))
      .for('update')
    if (!row) return known.received
    if (offset > row.received || offset + bytes.length <= row.received) return row.received
    const fresh = bytes.subarray(row.received - offset)
    if (row.received + fresh.length > row.bytes)
      throw new RefusedEvidence({ code: 'too_large', given: row.received + fresh.length, allowed: row.bytes })
    const key = unwrapKey(row.key, purposeOfKey(ref.id))
    for (let at = 0; at < fresh.length; at += partBytes) {
      const place = row.received + at
      await writePart(ref.id, place, seal(key, purposeOfPart(ref.id, place), fresh.subarray(at, at + partBytes)))
    }
    const received = row.received + fresh.length
    await tx.update(reportUploads).set({ received }).where(eq(reportUploads.id, ref.id))
    return received
  })
}

/**
 * All bytes are there: looks at them, and keeps or removes them.
 * @param extension of the name on the sender's device; the name itself is not asked for
 * @throws RefusedEvidence
 */
export async function finishUpload(db: Db, ref: UploadRef, extension: string, now: Date): Promise<FinishedUpload> {
  const row = await getUpload(db, ref)
  if (!row) throw noSuchUpload()
  if (row.received === 0) throw new RefusedEvidence({ code: 'empty' })
  const seen: LookedAt = await lookAt(readUpload(row), row.received, extension)
  if ('refusal' in seen) {
    await dropUpload(db, ref)
    throw new RefusedEvidence(seen.refusal)
  }
  const { medium, mediaType } = evidenceKinds[seen.kind]
  await db
    .update(reportUploads)
    .set({ bytes: row.received, sha256: seen.sha256, medium, mediaType, finishedAt: now })
    .where(eq(reportUploads.id, ref.id))
  return { ...ref, kind: seen.kind, bytes: row.received }
}

/** A whole file as it comes, for channels that send it in one piece. @throws RefusedEvidence */
export async function takeUpload(
  db: Db,
  source: AsyncIterable<Uint8Array>,
  extension: string,
  now: Date,
): Promise<FinishedUpload> {
  const ref = await startUpload(db, reportLimits.fileBytes, now)
  try {
    let offset = 0
    for await (const bytes of gathered(source, partBytes)) offset = await appendUpload(db, ref, offset, bytes)
    return await finishUpload(db, ref, extension, now)
  } catch (error) {
    await dropUpload(db, ref)
    throw error
  }
}

/** What came of an upload, in order. @throws BrokenSeal */
export async function* readUpload(row: { id: string; key: Buffer; received: number }): AsyncGenerator<Buffer> {
  const key = unwrapKey(row.key, purposeOfKey(row.id))
  let at = 0
  for await (const { offset, bytes } of readParts(row.id)) {
    if (offset !== at) continue // of an attempt that was not counted
    const part = unseal(key, purposeOfPart(row.id, offset), bytes)
    at += part.length
    if (at > row.received) return
    yield part
  }
}

/** The sender takes it back. */
export async function dropUpload(db: Db, ref: UploadRef): Promise<void> {
  const row = await getUpload(db, ref)
  if (!row) return
  await db.delete(reportUploads).where(and(eq(reportUploads.id, row.id), isUnused(db)))
  await removeParts(row.id)
}

/**
 * Removes uploads that nobody sent within a day, and parts that no row knows.
 * @returns how many rows
 */
export async function removeOldUploads(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - reportLimits.uploadHours * 3_600_000)
  const removed = await db
    .delete(reportUploads)
    .where(and(lt(reportUploads.startedAt, before), isUnused(db)))
    .returning({ id: reportUploads.id })
  const known = new Set((await db.select({ id: reportUploads.id }).from(reportUploads)).map(({ id }) => id))
  for (const { upload, at } of await listParts()) if (!known.has(upload) && at < before) await removeParts(upload)
  for (const { id } of removed) await removeParts(id)
  return removed.length
}

/** No report's file is waiting to be drawn from it. */
const isUnused = (db: Db) =>
  notExists(db.select({ id: reportFiles.id }).from(reportFiles).where(eq(reportFiles.uploadId, reportUploads.id)))

const noSuchUpload = () =>
  new DomainError(
    'not_found',
    '没有这个上传，可能已超过一天。请重新选择文件 / There is no such upload; it may be older than a day. Please choose the file again',
  )
