import { beforeAll, expect, it } from 'vitest'
import { reportFiles } from '#db/schema/report.ts'
import { contentKeyOf } from '#domain/report/queries/keys.ts'
import { listReportFiles, readCleanCopy } from '#domain/report/queries/office/files.ts'
import { purposeOf } from '#domain/report/rules/content.ts'
import { type Account, visitor } from '#platform/permissions/viewer.ts'
import { sealFrames } from '#platform/seal/frames.ts'
import { putStream } from '#platform/storage/files.ts'
import { receive } from '#test/domain/report/handle/reports.ts'
import { anOfficer } from '#test/domain/review/people.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-11-25T02:00:00Z')
let county: Account
let elsewhere: Account
beforeAll(async () => {
  county = await anOfficer(database.db, 'county', '430922')
  elsewhere = await anOfficer(database.db, 'anhua', '430923')
})

it('a handler opens the clean copy of a file; another county and a visitor do not, and what is not clean has none', async () => {
  const { db } = database
  const { id, contentKey, handle } = await receive(db, now)
  const bytes = Buffer.from('a picture drawn anew')
  const { sha256 } = await putStream(sealFrames(contentKey, purposeOf(handle, 'clean'), [bytes]))
  const line = {
    reportId: id,
    medium: 'photo' as const,
    mediaType: 'image/jpeg',
    originalFile: 'a'.repeat(64),
    originalSha256: 'b'.repeat(64),
    originalBytes: 900,
  }
  await db.insert(reportFiles).values([
    { ...line, state: 'clean', cleanFile: sha256, cleanMediaType: 'image/jpeg', cleanBytes: bytes.length },
    { ...line, state: 'waiting' },
  ])
  const [clean, waiting] = await listReportFiles(db, id)
  expect([clean?.state, waiting?.state]).toEqual(['clean', 'waiting'])
  expect(JSON.stringify([clean, waiting])).not.toContain('a'.repeat(64))
  const open = (viewer: Account | typeof visitor, file = clean) => readCleanCopy(db, viewer, id, file?.id ?? 0)
  const { pieces, ...opened } = (await open(county)) as NonNullable<Awaited<ReturnType<typeof open>>>
  expect(opened).toEqual({ mediaType: 'image/jpeg', bytes: bytes.length })
  expect(Buffer.concat(await Array.fromAsync(pieces))).toEqual(bytes)
  expect(await open(elsewhere)).toBeUndefined()
  expect(await open(visitor)).toBeUndefined()
  expect(await open(county, waiting)).toBeUndefined()
  const other = await receive(db, now)
  expect(await readCleanCopy(db, county, other.id, clean?.id ?? 0)).toBeUndefined()
  expect(await contentKeyOf(db, id)).toMatchObject({ handle })
})
