import { and, asc, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reportFiles, reportUploads } from '#db/schema/report.ts'
import { opens, readUpload } from '#domain/report/commands/uploads.ts'
import { reportKeyOf } from '#domain/report/queries/keys.ts'
import { purposeOf } from '#domain/report/rules/content.ts'
import { kindOfMediaType } from '#domain/report/rules/evidence.ts'
import { log } from '#platform/log.ts'
import { sealFrames } from '#platform/seal/frames.ts'
import { type Drawing, type Drawn, type DrawnKind, Undrawable } from '#platform/storage/draw.ts'
import { putStream } from '#platform/storage/files.ts'
import { removeParts } from '#platform/storage/parts.ts'

const mostAttempts = 3

/**
 * Draws the next waiting picture anew, blanks the next film's metadata, or looks into the next document for what may harm. What cannot be read stays unseen (`failed`); what fails for
 * another reason, as when the drawing was killed, is tried again, and stays unseen after the third time.
 * @returns false when nothing waits
 */
export async function cleanNext(db: Db, drawing: Drawing): Promise<boolean> {
  const file = await claim(db)
  if (!file) return false
  try {
    const sealed = await reportKeyOf(db, file.reportId)
    const [upload] = file.uploadId
      ? await db.select().from(reportUploads).where(eq(reportUploads.id, file.uploadId))
      : []
    if (sealed === 'locked' || (upload && !opens(upload))) return await postpone(db, file)
    if (sealed === 'destroyed' || !upload) return await give(db, file, 'lost')
    if (file.attempts > mostAttempts) return await give(db, file, 'fault') // each time the worker itself ended with it
    const { kind, as } = drawnAs(file.mediaType)
    if (file.medium === 'document') {
      const look = ({ warning }: Drawn) => Promise.resolve(warning)
      const failure = (await drawing.draw(kind, upload.received, readUpload(upload), look)) ?? null
      await db
        .update(reportFiles)
        .set({ state: 'sealed', failure, claimedUntil: null })
        .where(eq(reportFiles.id, file.id))
      await forget(db, file.uploadId)
      return true
    }
    const clean = await drawing.draw(
      kind,
      upload.received,
      readUpload(upload),
      async ({ pieces, bytes, width, height }) => ({
        bytes,
        width,
        height,
        file: await putStream(sealFrames(sealed.key, purposeOf(sealed.handle, 'clean'), pieces)),
      }),
    )
    await db
      .update(reportFiles)
      .set({
        state: 'clean',
        cleanFile: clean.file.sha256,
        cleanBytes: clean.bytes,
        cleanMediaType: as,
        widthPx: clean.width,
        heightPx: clean.height,
        claimedUntil: null,
      })
      .where(and(eq(reportFiles.id, file.id), eq(reportFiles.state, 'waiting')))
    await forget(db, file.uploadId)
    return true
  } catch (error) {
    if (error instanceof Undrawable) return give(db, file, error.reason)
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
      medium: reportFiles.medium,
      mediaType: reportFiles.mediaType,
      attempts: reportFiles.attempts,
    })
  return file
}

type Claimed = NonNullable<Awaited<ReturnType<typeof claim>>>

function drawnAs(mediaType: string): { kind: DrawnKind; as: string } {
  const kind = kindOfMediaType(mediaType)
  if (kind === 'pdf') return { kind, as: mediaType }
  if (kind === 'docx' || kind === 'xlsx') return { kind: 'office', as: mediaType }
  if (kind === 'mp4' || kind === 'mov') return { kind: 'film', as: mediaType }
  if (kind === 'png' || kind === 'webp' || kind === 'heic')
    return { kind, as: kind === 'heic' ? 'image/jpeg' : mediaType }
  return { kind: 'jpeg', as: 'image/jpeg' }
}

/** The installation's secret is another one just now: it waits, and no attempt is lost, until the former one is back. */
async function postpone(db: Db, file: Claimed): Promise<true> {
  log.error({ file: file.id }, 'evidence cannot be opened with the secret of this installation; tried again in an hour')
  await db
    .update(reportFiles)
    .set({ claimedUntil: sql`now() + interval '1 hour'`, attempts: file.attempts - 1 })
    .where(eq(reportFiles.id, file.id))
  return true
}

/** Nothing of it is ever shown; the original stays sealed. A document is never shown anyway: nobody knows what is in it. */
async function give(db: Db, file: Claimed, failure: string): Promise<true> {
  const known =
    file.medium === 'document'
      ? ({ state: 'sealed', failure: 'unexamined' } as const)
      : { state: 'failed' as const, failure }
  await db
    .update(reportFiles)
    .set({ ...known, claimedUntil: null })
    .where(eq(reportFiles.id, file.id))
  await forget(db, file.uploadId)
  return true
}

async function forget(db: Db, uploadId: string | null): Promise<void> {
  if (!uploadId) return
  await db.delete(reportUploads).where(eq(reportUploads.id, uploadId))
  await removeParts(uploadId)
}
