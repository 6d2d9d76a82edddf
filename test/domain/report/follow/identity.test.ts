import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Connection, connect } from '#db/client.ts'
import { events } from '#db/schema/event.ts'
import { reportFiles, reportUploads } from '#db/schema/report.ts'
import { identities, openings } from '#db/schema/report-identity.ts'
import { attachEvidence } from '#domain/report/commands/evidence.ts'
import { openIdentity, openOriginal, openText } from '#domain/report/commands/identity.ts'
import { getFollowed } from '#domain/report/queries/followed.ts'
import { contentKeyOf } from '#domain/report/queries/keys.ts'
import { getSealedParts } from '#domain/report/queries/office/sealed.ts'
import { purposeOfOriginal } from '#domain/report/rules/evidence.ts'
import { openingPage } from '#domain/report/rules/revealed.ts'
import { type Account, visitor } from '#platform/permissions/viewer.ts'
import { sealFrames } from '#platform/seal/frames.ts'
import { identityPublicKey } from '#platform/seal/identity-key.ts'
import { newKey } from '#platform/seal/seal.ts'
import { wrapFor } from '#platform/seal/wrap.ts'
import { putStream } from '#platform/storage/files.ts'
import { followed } from '#test/domain/report/follow/followed.ts'
import { ownWords } from '#test/domain/report/handle/reports.ts'
import { anOfficer } from '#test/domain/review/people.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-11-25T02:20:00Z')
const identity = { name: '欧阳测试', telephone: '13900000001' }
const reason = '须当面取证，核对夜间排放的时段'
let identityConnection: Connection
let core: Account
let county: Account
beforeAll(async () => {
  identityConnection = connect(database.url, { as: 'identity', max: 2 })
  core = await anOfficer(database.db, 'core-one', null)
  county = await anOfficer(database.db, 'taojiang-one', '430922')
})
afterAll(() => identityConnection?.close())
const named = () => followed(database.db, now, { identity })

describe('opening an identity', () => {
  it('gives it to the core group with a reason, and the reporter sees who, when and why', async () => {
    const { id } = await named()
    const opened = await openIdentity(identityConnection.db, core, { id, part: 'identity', reason }, now)
    expect(opened.read(openingPage)).toEqual(identity)
    expect((await getFollowed(database.db, id, now))?.openings).toMatchObject([
      { part: 'identity', at: now, reason, byName: core.name },
    ])
  })

  it('leaves an event that holds nothing of it, nor the reason', async () => {
    const { id } = await named()
    await openIdentity(identityConnection.db, core, { id, part: 'identity', reason }, now)
    const logged = await database.db
      .select()
      .from(events)
      .where(eq(events.subject, `report:${id}`))
    expect(logged.at(-1)).toMatchObject({ kind: 'report.opened', actorId: core.userId, after: { part: 'identity' } })
    for (const part of [identity.name, identity.telephone, reason]) expect(JSON.stringify(logged)).not.toContain(part)
  })

  it('is refused to the county, to other departments, to visitors, and leaves no record then', async () => {
    const { id } = await named()
    for (const viewer of [county, { ...core, department: 'legal' as const }, visitor])
      for (const open of [openIdentity, openText])
        await expect(open(identityConnection.db, viewer, { id, part: 'identity', reason }, now)).rejects.toMatchObject({
          code: 'not_allowed',
        })
    await expect(getSealedParts(database.db, county, id)).rejects.toMatchObject({ code: 'not_allowed' })
    expect(await database.db.$count(openings, eq(openings.reportId, id))).toBe(0)
  })

  it('of an anonymous report says so and leaves no record; its words are opened whole', async () => {
    const { id } = await followed(database.db, now)
    await expect(openIdentity(identityConnection.db, core, { id, part: 'identity', reason }, now)).rejects.toThrow(
      'left no name',
    )
    expect(await database.db.$count(openings, eq(openings.reportId, id))).toBe(0)
    const opened = await openText(identityConnection.db, core, { id, part: 'text', reason }, now)
    expect(opened.read(openingPage).words).toBe(ownWords)
  })

  it('an original comes back byte for byte, of its own report alone, and the opening is recorded', async () => {
    const { db } = database
    const { id } = await named()
    const { id: other } = await named()
    const photo = randomBytes(700_000)
    photo.set([0xff, 0xd8, 0xff, 0xe0])
    const sealed = await contentKeyOf(db, id)
    const key = newKey()
    const sha256 = createHash('sha256').update(photo).digest('hex')
    const { sha256: name } = await putStream(sealFrames(key, purposeOfOriginal(sha256), [photo]))
    const uploadId = randomUUID()
    await db
      .insert(reportUploads)
      .values({ id: uploadId, tokenHash: 'x', bytes: 1, key: Buffer.alloc(1), startedAt: now })
    await db.transaction((tx) =>
      attachEvidence(tx as never, { id, handle: sealed?.handle ?? '', contentKey: sealed?.key as Buffer }, [
        {
          uploadId,
          medium: 'photo',
          mediaType: 'image/jpeg',
          originalFile: name,
          originalSha256: sha256,
          originalBytes: photo.length,
          wrappedKey: wrapFor(identityPublicKey(), key),
        },
      ]),
    )
    const [file] = await db.select({ id: reportFiles.id }).from(reportFiles).where(eq(reportFiles.reportId, id))
    const asked = { part: 'original' as const, reason, fileId: file?.id }
    const opened = (await openOriginal(identityConnection.db, core, { id, ...asked }, now)).read(openingPage)
    expect(opened).toMatchObject({ mediaType: 'image/jpeg', bytes: photo.length })
    expect(Buffer.concat(await Array.fromAsync(opened.content)).equals(photo)).toBe(true)
    await expect(openOriginal(identityConnection.db, core, { id: other, ...asked }, now)).rejects.toMatchObject({
      problems: [{ field: 'fileId' }],
    })
    expect(await db.$count(openings, eq(openings.reportId, id))).toBe(1)
    expect(await db.$count(openings, eq(openings.reportId, other))).toBe(0)
  })

  it('asks for a reason without telephone numbers', async () => {
    const { id } = await named()
    await expect(
      openIdentity(identityConnection.db, core, { id, part: 'identity', reason: '打电话 13900000001 核实情况' }, now),
    ).rejects.toMatchObject({ problems: [{ field: 'reason' }] })
  })

  it('the site’s own role cannot read an identity, and a record of an opening is never changed', async () => {
    const { id } = await named()
    await expect(database.db.select().from(identities)).rejects.toMatchObject({ cause: { code: '42501' } })
    await openIdentity(identityConnection.db, core, { id, part: 'identity', reason }, now)
    await expect(
      database.owner.db.update(openings).set({ reason: '别的理由别的理由' }).where(eq(openings.reportId, id)),
    ).rejects.toMatchObject({ cause: { code: '23001' } })
    await expect(database.db.delete(openings).where(eq(openings.reportId, id))).rejects.toMatchObject({
      cause: { code: '42501' },
    })
  })
})
