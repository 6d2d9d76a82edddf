import { createHash, randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Connection, connect } from '#db/client.ts'
import { reportFileKeys, reportFiles, reportUploads } from '#db/schema/report.ts'
import { cleanNext } from '#domain/report/commands/clean-evidence.ts'
import { startEvidenceDrawing } from '#domain/report/commands/clean-loop.ts'
import { attachEvidence, sealEvidence } from '#domain/report/commands/evidence.ts'
import { type NewReport, receiveReport } from '#domain/report/commands/receive.ts'
import {
  appendUpload,
  dropUpload,
  getUpload,
  readUpload,
  removeOldUploads,
  startUpload,
  takeUpload,
} from '#domain/report/commands/uploads.ts'
import { contentKeyOf } from '#domain/report/queries/keys.ts'
import { listReportFiles, readCleanCopy } from '#domain/report/queries/office/files.ts'
import { purposeOf } from '#domain/report/rules/content.ts'
import { purposeOfOriginal } from '#domain/report/rules/evidence.ts'
import { visitor } from '#platform/permissions/viewer.ts'
import { unsealFrames } from '#platform/seal/frames.ts'
import { identityPrivateKey } from '#platform/seal/identity-key.ts'
import { unseal } from '#platform/seal/seal.ts'
import { unwrapWith } from '#platform/seal/wrap.ts'
import { DrawingEnded, startDrawing } from '#platform/storage/draw.ts'
import { readFile } from '#platform/storage/files.ts'
import { useDatabase } from '#test/support/database.ts'
import { heicOfSize, heicPhotograph, pdf } from '#test/support/upload-files.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-11-25T15:42:17.123Z')
const report: NewReport = {
  channel: 'web',
  kind: 'stealth_discharge',
  content: { words: '夜里十一点以后，厂后围墙外的暗管排黑水。', place: '老渡口', pin: null, seen: '', enterprise: '' },
  identity: undefined,
  regionCode: null,
  enterpriseId: null,
}
const officer = { role: 'city_officer', userId: 'x', department: 'inspection', isCore: true } as never
const drawing = startEvidenceDrawing()
let reader: Connection
beforeAll(() => {
  reader = connect(database.url, { as: 'identity', max: 1 })
})
afterAll(() => {
  drawing.stop()
  return reader.close()
})

const geotagged = () =>
  sharp(randomBytes(90 * 60 * 3), { raw: { width: 90, height: 60, channels: 3 } })
    .withExif({
      IFD0: { Artist: 'canary-artist' },
      IFD3: { GPSLatitude: '28/1 33/1 27/1', GPSLongitude: '112/1 22/1 16/1' },
    })
    .jpeg()
    .toBuffer()
const all = async (source: AsyncIterable<Uint8Array>) => Buffer.concat(await Array.fromAsync(source))
const once = async function* (bytes: Uint8Array) {
  yield bytes
}

async function sendWith(...files: [Buffer, string][]) {
  const uploads = []
  for (const [bytes, extension] of files) uploads.push(await takeUpload(database.db, once(bytes), extension, now))
  const sealed = await sealEvidence(database.db, uploads)
  return receiveReport(database.db, visitor, report, now, (tx, received) => attachEvidence(tx, received, sealed))
}

describe('an upload', () => {
  it('gives the same bytes however it is cut, sent twice or out of turn', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 3000 }),
        fc.array(fc.nat(400), { maxLength: 20 }),
        async (bytes, cuts) => {
          const ref = await startUpload(database.db, bytes.length, now)
          const whole = Buffer.from(bytes)
          let at = 0
          for (const cut of cuts) {
            expect(await appendUpload(database.db, ref, at + 7, whole.subarray(at + 7, at + 20))).toBe(at) // too early
            at = await appendUpload(
              database.db,
              ref,
              Math.max(0, at - 5),
              whole.subarray(Math.max(0, at - 5), at + cut),
            )
          }
          expect(await appendUpload(database.db, ref, at, whole.subarray(at))).toBe(whole.length)
          const row = await getUpload(database.db, ref)
          expect(await all(readUpload(row!))).toEqual(whole)
          await dropUpload(database.db, ref)
        },
      ),
      { numRuns: 12 },
    )
  })

  it('answers to its own token alone and is gone after a day', async () => {
    const ref = await startUpload(database.db, 10, now)
    expect(await getUpload(database.db, { ...ref, token: 'x' })).toBeUndefined()
    expect(await getUpload(database.db, { id: "1' or 1=1", token: 'x' })).toBeUndefined()
    await expect(appendUpload(database.db, { ...ref, token: 'x' }, 0, Buffer.from('a'))).rejects.toThrow('没有这个上传')
    await appendUpload(database.db, ref, 0, Buffer.from('abc'))
    await removeOldUploads(database.db, new Date(now.getTime() + 23 * 3_600_000))
    expect(await getUpload(database.db, ref)).toMatchObject({ received: 3 })
    await removeOldUploads(database.db, new Date(now.getTime() + 25 * 3_600_000))
    expect(await getUpload(database.db, ref)).toBeUndefined()
  })

  it('lies on the disk and in the database sealed', async () => {
    const ref = await startUpload(database.db, 20, now)
    await appendUpload(database.db, ref, 0, Buffer.from('canary-of-the-parts!'))
    const { readParts } = await import('#platform/storage/parts.ts')
    for await (const { bytes } of readParts(ref.id)) expect(bytes.toString('latin1')).not.toContain('canary')
    await dropUpload(database.db, ref)
    expect(await Array.fromAsync(readParts(ref.id))).toEqual([])
  })
})

describe('evidence', () => {
  it('is kept twice: the original as it was for both keys together, and a picture without place or owner for the handler', async () => {
    const photo = await geotagged()
    const { id, handle } = await sendWith([photo, 'jpg'])
    expect(await listReportFiles(database.db, id)).toMatchObject([{ state: 'waiting', medium: 'photo' }])
    expect(await cleanNext(database.db, drawing)).toBe(true)
    const [row] = await database.db.select().from(reportFiles).where(eq(reportFiles.reportId, id))
    expect(row).toMatchObject({
      state: 'clean',
      widthPx: 90,
      heightPx: 60,
      cleanMediaType: 'image/jpeg',
      uploadId: null,
    })

    const clean = await readCleanCopy(database.db, officer, id, row!.id)
    const bytes = await all(clean!.pieces)
    expect(bytes.length).toBe(clean!.bytes)
    expect((await sharp(bytes).metadata()).exif).toBeUndefined()
    expect(bytes.toString('latin1')).not.toContain('canary-artist')
    expect(await readCleanCopy(database.db, visitor, id, row!.id)).toBeUndefined()

    const [key] = await database.db.select().from(reportFileKeys).where(eq(reportFileKeys.fileId, row!.id))
    const content = await contentKeyOf(database.db, id)
    const fileKey = unwrapWith(
      identityPrivateKey()!,
      unseal(content!.key, purposeOf(handle, 'original-key'), key!.original),
    )
    const stored = await readFile(row!.originalFile)
    expect(stored!.toString('latin1')).not.toContain('canary-artist')
    const original = await all(unsealFrames(fileKey, purposeOfOriginal(row!.originalSha256), [stored!]))
    expect(original).toEqual(photo)
    expect(createHash('sha256').update(original).digest('hex')).toBe(row!.originalSha256)
    expect(await database.db.$count(reportUploads)).toBe(0)
  })

  it('that cannot be drawn anew is never shown, and its original stays', async () => {
    const broken = (await geotagged()).subarray(0, 3000)
    const { id } = await sendWith([Buffer.from(broken), 'jpg'], [heicOfSize(7000, 7000), 'heic'])
    while (await cleanNext(database.db, drawing)) {}
    expect(await listReportFiles(database.db, id)).toMatchObject([
      { state: 'failed', failure: 'broken_image' },
      { state: 'failed', failure: 'broken_image' },
    ])
  })

  it('of a telephone in HEIC is shown as a JPEG that is upright and holds nothing but its pixels', async () => {
    const given = heicPhotograph()
    expect(given.includes('OwnerName')).toBe(true)
    const { id } = await sendWith([given, 'heic'])
    expect(await cleanNext(database.db, drawing)).toBe(true)
    const [file] = await listReportFiles(database.db, id)
    const clean = await readCleanCopy(database.db, officer, id, file!.id)
    expect(clean?.mediaType).toBe('image/jpeg')
    const bytes = await all(clean!.pieces)
    expect(bytes.includes('OwnerName')).toBe(false)
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
    expect([info.width, info.height, (await sharp(bytes).metadata()).exif]).toEqual([96, 64, undefined])
    const [left, right] = [data.subarray((32 * 96 + 10) * 3), data.subarray((32 * 96 + 86) * 3)]
    expect([left[0]! > 150, left[2]! < 100, right[0]! < 100, right[2]! > 150]).toEqual([true, true, true, true])
  })

  it('whose drawing is killed is drawn again; one that never ends is given up after the third time and never shown', async () => {
    const { id } = await sendWith([await geotagged(), 'jpg'])
    const [file] = await listReportFiles(database.db, id)
    const again = () => database.db.update(reportFiles).set({ claimedUntil: null }).where(eq(reportFiles.id, file!.id))
    const killed = cleanNext(database.db, drawing)
    await expect.poll(() => drawing.pid()).toBeDefined()
    process.kill(drawing.pid()!, 'SIGKILL')
    await expect(killed).rejects.toThrow(DrawingEnded)
    expect(await listReportFiles(database.db, id)).toMatchObject([{ state: 'waiting' }])
    expect(await cleanNext(database.db, drawing)).toBe(false) // not at once: another file is before it
    await again()
    expect(await cleanNext(database.db, drawing)).toBe(true)
    expect(await listReportFiles(database.db, id)).toMatchObject([{ state: 'clean' }])

    const { id: poisoned } = await sendWith([await geotagged(), 'jpg'])
    const [poison] = await listReportFiles(database.db, poisoned)
    const hurried = startDrawing({ seconds: 0.001, heicPixels: 1 })
    for (let attempt = 1; attempt < 3; attempt++) {
      await expect(cleanNext(database.db, hurried)).rejects.toThrow(DrawingEnded)
      await database.db.update(reportFiles).set({ claimedUntil: null }).where(eq(reportFiles.id, poison!.id))
    }
    expect(await cleanNext(database.db, hurried)).toBe(true)
    expect(await listReportFiles(database.db, poisoned)).toMatchObject([{ state: 'failed', failure: 'fault' }])
    expect(await database.db.$count(reportUploads)).toBe(0)
  })

  it('is sent once: an upload that a report has cannot go with another one', async () => {
    const upload = await takeUpload(database.db, once(await geotagged()), 'jpg', now)
    const sealed = await sealEvidence(database.db, [upload])
    await receiveReport(database.db, visitor, report, now, (tx, received) => attachEvidence(tx, received, sealed))
    await expect(
      receiveReport(database.db, visitor, report, now, (tx, received) => attachEvidence(tx, received, sealed)),
    ).rejects.toThrow('已经提交过')
    while (await cleanNext(database.db, drawing)) {}
  })

  it('of documents keeps the sealed original alone, with a warning of what in it may harm', async () => {
    const { id } = await sendWith([pdf(), 'pdf'], [pdf('', { packed: '<< /S /JavaScript /JS (x) >>' }), 'pdf'])
    expect(await listReportFiles(database.db, id)).toMatchObject([{ state: 'waiting' }, { state: 'waiting' }])
    while (await cleanNext(database.db, drawing)) {}
    expect(await listReportFiles(database.db, id)).toMatchObject([
      { state: 'sealed', medium: 'document', warning: null, cleanBytes: null },
      { state: 'sealed', medium: 'document', warning: 'active', cleanBytes: null },
    ])
    expect(await database.db.$count(reportUploads)).toBe(0)
  })
})
