import { utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { removeUnnamedFiles } from '#domain/disclosure/commands/clean-files.ts'
import { withdrawCase } from '#domain/violation/commands/aftercare/remove.ts'
import { draftCase } from '#domain/violation/commands/casework/draft.ts'
import { addEvidence, removeEvidence } from '#domain/violation/commands/casework/evidence.ts'
import { passCase, publishCase, submitCase } from '#domain/violation/commands/casework/steps.ts'
import { getPublicEvidenceFile, listEvidence } from '#domain/violation/queries/evidence.ts'
import { openFolder } from '#platform/storage/disk.ts'
import { hasFile, putFile, readFile } from '#platform/storage/files.ts'
import { officers } from '#test/domain/violation/aftercare/people.ts'
import { aDraft } from '#test/domain/violation/drafts.ts'
import { useDatabase } from '#test/support/database.ts'
import { useFolder } from '#test/support/folder.ts'
import { photograph } from '#test/support/upload-files.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-06-10T02:00:00Z')

it('files of evidence stay while a case or its seal names them; one taken off the list goes a day later', async () => {
  const { county, legal, city } = await officers(database.db)
  const root = useFolder(onTestFinished)
  const disk = openFolder(root)
  /** Kept in a storage of this test's own, as of yesterday. */
  const age = async (sha256: string) => {
    await putFile((await readFile(sha256)) as Buffer, disk)
    const at = new Date(now.getTime() - 30 * 3_600_000)
    await utimes(join(root, sha256.slice(0, 2), sha256.slice(2)), at, at)
  }
  const { id } = await draftCase(database.db, county, aDraft(), now)
  const add = (description: string, name: string, bytes: Buffer) =>
    addEvidence(
      database.db,
      county,
      { caseId: id, kind: 'record', description, isPublic: true, file: { bytes, name } },
      now,
    )
  const picture = await photograph('png')
  const other = await photograph('jpeg')
  await add('排口照片', '排口.png', picture)
  const twice = await add('排口照片，重复', '排口.png', picture)
  const mistaken = await add('别处的照片', '别处.jpg', other)
  const { sha256: orphan } = await putFile(Buffer.from('an upload whose save broke off'))
  const hashes = (await listEvidence(database.db, id)).map(({ fileSha256 }) => fileSha256 as string)
  const [kept, , wrong] = hashes as [string, string, string]
  expect(hashes).toEqual([kept, kept, wrong])
  for (const sha256 of [kept, wrong, orphan]) await age(sha256)
  const left = () => Promise.all([kept, wrong, orphan].map((sha256) => hasFile(sha256, disk)))

  expect(await removeUnnamedFiles(database.db, now, disk)).toBe(1)
  expect(await left()).toEqual([true, true, false])
  await removeEvidence(database.db, county, { caseId: id, id: twice.id }, now)
  await removeEvidence(database.db, county, { caseId: id, id: mistaken.id }, now)
  expect(await removeUnnamedFiles(database.db, now, disk)).toBe(1)
  expect(await left()).toEqual([true, false, false])

  const step = { id, revision: 1, words: '' }
  await submitCase(database.db, county, step, now)
  await passCase(database.db, legal, step, now)
  await publishCase(database.db, city, step, now)
  const [shown] = await listEvidence(database.db, id)
  expect(await getPublicEvidenceFile(database.db, id, shown?.id as number)).toMatchObject({ sha256: kept })
  await withdrawCase(database.db, legal, { caseId: id, reason: 'decision_void', words: '' }, now)
  expect(await getPublicEvidenceFile(database.db, id, shown?.id as number)).toBeUndefined()
  expect(await removeUnnamedFiles(database.db, now, disk)).toBe(0)
  expect(await left()).toEqual([true, false, false])
})
