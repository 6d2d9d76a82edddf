import { and, asc, eq, isNull, lt, or, sql } from 'drizzle-orm'
import sharp from 'sharp'
import type { Db } from '#db/client.ts'
import { reportFiles, reportUploads } from '#db/schema/report.ts'
import { readUpload } from '#domain/report/commands/uploads.ts'
import { contentKeyOf } from '#domain/report/queries/keys.ts'
import { purposeOf } from '#domain/report/rules/content.ts'
import { kindOfMediaType } from '#domain/report/rules/evidence.ts'
import { reportLimits } from '#domain/report/rules/terms.ts'
import { cleanVideo, UnknownVideo } from '#domain/report/rules/video.ts'
import { seal } from '#platform/seal/seal.ts'
import { putFile } from '#platform/storage/files.ts'
import { jpegOfHeic } from '#platform/storage/heic.ts'
import { cleanImage } from '#platform/storage/image.ts'
import { removeParts } from '#platform/storage/parts.ts'
import { RefusedFile } from '#platform/storage/refused.ts'

const mostAttempts = 5

/**
 * Draws the next waiting picture anew, or blanks the next film's metadata. What cannot be read stays unseen (`failed`); what fails for
 * another reason is tried again, and stays unseen after the fifth time.
 * @returns false when nothing waits
 */
export async function cleanNext(db: Db): Promise<boolean> {
  const file = await claim(db)
  if (!file) return false
  try {
    const sealed = await contentKeyOf(db, file.reportId)
    const [upload] = file.uploadId
      ? await db.select().from(reportUploads).where(eq(reportUploads.id, file.uploadId))
      : []
    if (!sealed || !upload) return await give(db, file, 'lost')
    const clean = await cleanCopy(await wholeOf(readUpload(upload)), file.mediaType)
    const { sha256 } = await putFile(seal(sealed.key, purposeOf(sealed.handle, 'clean'), clean.bytes))
    await db
      .update(reportFiles)
      .set({
        state: 'clean',
        cleanFile: sha256,
        cleanBytes: clean.bytes.length,
        cleanMediaType: clean.mediaType,
        widthPx: clean.width,
        heightPx: clean.height,
        claimedUntil: null,
      })
      .where(and(eq(reportFiles.id, file.id), eq(reportFiles.state, 'waiting')))
    await forget(db, file.uploadId)
    return true
  } catch (error) {
    if (error instanceof RefusedFile) return give(db, file, error.reason.code)
    if (error instanceof UnknownVideo) return give(db, file, 'unknown_video')
    if (file.attempts >= mostAttempts) return give(db, file, 'fault')
    await db
      .update(reportFiles)
      .set({ claimedUntil: sql`now() + ${file.attempts * 30} * interval '1 second'` })
      .where(eq(reportFiles.id, file.id))
    throw error
  }
}

/** What the last worker had in hand when it ended is taken up at once. */
export async function releaseClaims(db: Db): Promise<void> {
  await db.update(reportFiles).set({ claimedUntil: null }).where(eq(reportFiles.state, 'waiting'))
}

async function claim(db: Db) {
  const next = db
    .select({ id: reportFiles.id })
    .from(reportFiles)
    .where(
      and(
        eq(reportFiles.state, 'waiting'),
        or(isNull(reportFiles.claimedUntil), lt(reportFiles.claimedUntil, sql`now()`)),
      ),
    )
    .orderBy(asc(reportFiles.id))
    .limit(1)
    .for('update', { skipLocked: true })
  const [file] = await db
    .update(reportFiles)
    .set({ attempts: sql`${reportFiles.attempts} + 1`, claimedUntil: sql`now() + interval '5 minutes'` })
    .where(eq(reportFiles.id, sql`(${next})`))
    .returning({
      id: reportFiles.id,
      reportId: reportFiles.reportId,
      uploadId: reportFiles.uploadId,
      mediaType: reportFiles.mediaType,
      attempts: reportFiles.attempts,
    })
  return file
}

type Claimed = NonNullable<Awaited<ReturnType<typeof claim>>>

async function cleanCopy(bytes: Buffer, mediaType: string) {
  const kind = kindOfMediaType(mediaType)
  if (kind === 'mp4' || kind === 'mov') return { bytes: cleanVideo(bytes), mediaType, width: null, height: null }
  const drawnAs = kind === 'png' || kind === 'webp' ? kind : 'jpeg'
  const drawn =
    kind === 'heic'
      ? await jpegOfHeic(bytes, { pixels: reportLimits.heicPixels, seconds: reportLimits.heicSeconds })
      : await cleanImage(bytes, drawnAs)
  const { width, height } = await sharp(drawn).metadata()
  return { bytes: drawn, mediaType: `image/${drawnAs}`, width, height }
}

async function wholeOf(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of source) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** Nothing of it is ever shown; the original stays sealed. */
async function give(db: Db, file: Claimed, failure: string): Promise<true> {
  await db.update(reportFiles).set({ state: 'failed', failure, claimedUntil: null }).where(eq(reportFiles.id, file.id))
  await forget(db, file.uploadId)
  return true
}

async function forget(db: Db, uploadId: string | null): Promise<void> {
  if (!uploadId) return
  await db.delete(reportUploads).where(eq(reportUploads.id, uploadId))
  await removeParts(uploadId)
}
