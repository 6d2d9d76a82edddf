import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reportFileKeys, reportFiles, reportKeys, reportMessages } from '#db/schema/report.ts'
import { addEvidence } from '#domain/report/commands/add-evidence.ts'
import { cleanNext } from '#domain/report/commands/clean-evidence.ts'
import { startEvidenceDrawing } from '#domain/report/commands/clean-loop.ts'
import { takeUpload } from '#domain/report/commands/uploads.ts'
import { getFollowed } from '#domain/report/queries/followed.ts'
import { listReportFiles, readCleanCopy } from '#domain/report/queries/office/files.ts'
import { reportLimits } from '#domain/report/rules/terms.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { followed } from '#test/domain/report/follow/followed.ts'
import { anOfficer } from '#test/domain/review/people.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-11-25T02:34:56Z')
const drawing = startEvidenceDrawing()
afterAll(() => drawing.stop())
let county: Account
beforeAll(async () => {
  county = await anOfficer(database.db, 'taojiang-one', '430922')
})
const photo = () =>
  sharp(randomBytes(30 * 20 * 3), { raw: { width: 30, height: 20, channels: 3 } })
    .withExif({ IFD0: { Artist: 'canary-artist' } })
    .jpeg()
    .toBuffer()
const upload = async () =>
  takeUpload(
    database.db,
    (async function* () {
      yield await photo()
    })(),
    'jpg',
    now,
  )
const uploads = (n: number) => Promise.all(Array.from({ length: n }, upload))

describe('evidence that is added with the receipt', () => {
  it('comes with its message, is sealed and drawn anew as the first, and the handler sees it there', async () => {
    const { db } = database
    const { id } = await followed(db, now)
    const messageId = await addEvidence(db, id, { words: '昨夜又排，照片两张', uploads: await uploads(2) }, now)
    await addEvidence(db, id, { words: '', uploads: await uploads(1) }, now)
    await addEvidence(db, id, { words: '只有文字', uploads: [] }, now)
    while (await cleanNext(db, drawing)) {}
    const files = await listReportFiles(db, id)
    expect(files).toMatchObject([
      { state: 'clean', messageId, addedAt: new Date('2026-11-25T02:00:00Z') },
      { state: 'clean', messageId },
      { state: 'clean', messageId: messageId + 1 },
    ])
    const clean = await readCleanCopy(db, county, id, files[0]?.id as number)
    const drawn = Buffer.concat(await Array.fromAsync(clean?.pieces ?? []))
    expect(drawn.length).toBe(clean?.bytes)
    expect(drawn.toString('latin1')).not.toContain('canary-artist')
    expect(await db.$count(reportFileKeys)).toBe(3)
    expect((await getFollowed(db, id, now))?.files.map((file) => file.messageId)).toEqual(
      files.map((file) => file.messageId),
    )
  })

  it('is sent once: a second time it is refused, and no word of that message stays', async () => {
    const { db } = database
    const { id } = await followed(db, now)
    const given = { words: '补一张', uploads: await uploads(1) }
    await addEvidence(db, id, given, now)
    await expect(addEvidence(db, id, given, now)).rejects.toThrow('已经提交过')
    expect(await db.$count(reportMessages, eq(reportMessages.reportId, id))).toBe(1)
  })

  it('of many messages at once no more is taken than a report may have', async () => {
    const { db } = database
    const { id } = await followed(db, now)
    const [first] = await uploads(1)
    await addEvidence(db, id, { words: '', uploads: [first as never] }, now)
    const [row] = await db.select().from(reportFiles).where(eq(reportFiles.reportId, id))
    const { id: _, ...copy } = row as NonNullable<typeof row>
    const there = Array.from({ length: reportLimits.reportFiles - 3 }, () => ({ ...copy, uploadId: null }))
    await database.owner.db.insert(reportFiles).values(there)
    const late = await Promise.all([upload(), upload(), upload(), upload()])
    const sent = await Promise.allSettled(
      late.map((each) => addEvidence(db, id, { words: '又一张', uploads: [each] }, now)),
    )
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    const refused = sent.find(({ status }) => status === 'rejected') as PromiseRejectedResult
    expect(refused.reason.problems).toMatchObject([
      { field: 'files', message: expect.stringMatching(/最多 50 个文件，已有 50 个.*there are 50/) },
    ])
    await database.owner.db
      .update(reportFiles)
      .set({ originalBytes: reportLimits.reportFilesBytes })
      .where(eq(reportFiles.reportId, id))
    await database.owner.db.delete(reportFiles).where(eq(reportFiles.uploadId, first?.id as string))
    await expect(addEvidence(db, id, { words: '', uploads: await uploads(1) }, now)).rejects.toThrow('1 GB together')
  })

  it('is not taken once the originals were destroyed; words still are', async () => {
    const { db } = database
    const { id } = await followed(db, now)
    await database.owner.db.update(reportKeys).set({ identity: null }).where(eq(reportKeys.reportId, id))
    await expect(addEvidence(db, id, { words: '还有', uploads: await uploads(1) }, now)).rejects.toThrow(
      'takes no files',
    )
    await addEvidence(db, id, { words: '还有', uploads: [] }, now)
  })
})
