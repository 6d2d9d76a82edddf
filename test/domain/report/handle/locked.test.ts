import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Connection, connect } from '#db/client.ts'
import { reportFiles, reportKeys, reports, reportUploads } from '#db/schema/report.ts'
import { cleanNext } from '#domain/report/commands/clean-evidence.ts'
import { startEvidenceDrawing } from '#domain/report/commands/clean-loop.ts'
import { attachEvidence, sealEvidence } from '#domain/report/commands/evidence.ts'
import { concludeReport } from '#domain/report/commands/handle/conclude.ts'
import { acceptReport } from '#domain/report/commands/handle/triage.ts'
import { openIdentity, openText } from '#domain/report/commands/identity.ts'
import { sendFromReporter } from '#domain/report/commands/messages.ts'
import { getUpload, takeUpload } from '#domain/report/commands/uploads.ts'
import { getFollowed } from '#domain/report/queries/followed.ts'
import { demandContentKey } from '#domain/report/queries/keys.ts'
import { listMessagesForOffice, listMessagesForReporter } from '#domain/report/queries/messages.ts'
import { getReportFile, listReportHistory } from '#domain/report/queries/office/file.ts'
import { readCleanCopy } from '#domain/report/queries/office/files.ts'
import { listReportInbox } from '#domain/report/queries/office/inbox.ts'
import { listLikely } from '#domain/report/queries/office/likely.ts'
import { purposeOf } from '#domain/report/rules/content.ts'
import type { FollowedReport } from '#domain/report/rules/followed.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { newKey, seal } from '#platform/seal/seal.ts'
import { conclusion, receive } from '#test/domain/report/handle/reports.ts'
import { anOfficer } from '#test/domain/review/people.ts'
import { useDatabase } from '#test/support/database.ts'
import { photograph } from '#test/support/upload-files.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-11-25T02:00:00Z')
let [county, core]: Account[] = []
let identityConnection: Connection
beforeAll(async () => {
  county = await anOfficer(database.db, 'county', '430922')
  core = await anOfficer(database.db, 'core', null)
  identityConnection = connect(database.url, { as: 'identity', max: 1 })
  return () => identityConnection.close()
})
const none = { words: '', note: '' }

/** As after another secret was put in the place of the one by which the keys were wrapped. @returns what puts the former one back */
async function underAnotherSecret(id: number) {
  const { db } = database
  const [before] = await db.select({ content: reportKeys.content }).from(reportKeys).where(eq(reportKeys.reportId, id))
  const [report] = await db.select({ handle: reports.handle }).from(reports).where(eq(reports.id, id))
  const content = seal(newKey(), purposeOf(report!.handle, 'content-key'), newKey())
  await db.update(reportKeys).set({ content }).where(eq(reportKeys.reportId, id))
  return () => db.update(reportKeys).set(before!).where(eq(reportKeys.reportId, id))
}

describe('a report that was sealed with the key of another installation', () => {
  it('is listed and shown as one that cannot be opened here; nothing is written to it, and nothing is lost when the key is back', async () => {
    const { db } = database
    const upload = await takeUpload(db, [await photograph()] as never, 'jpg', now)
    const sealed = await sealEvidence(db, [upload])
    const { id } = await receive(db, now)
    const { key, handle } = await demandContentKey(db, id)
    await db.transaction((tx) => attachEvidence(tx as never, { id, handle, contentKey: key }, sealed))
    const other = await receive(db, now)
    await sendFromReporter(db, id as FollowedReport, '补充一句', now)
    await acceptReport(db, county!, { id, revision: 0, ...none, words: '已受理，谢谢' }, now)
    const putBack = await underAnotherSecret(id)

    const file = await getReportFile(db, county!, id)
    expect([file?.content, file?.closed]).toEqual([undefined, 'locked'])
    expect((await listReportHistory(db, id)).map(({ step, words }) => [step, words])).toEqual([
      ['received', null],
      ['accepted', null],
    ])
    expect(await listMessagesForOffice(db, county!, id)).toEqual([])
    expect(await listLikely(db, county!, id)).toEqual([])
    expect((await listLikely(db, county!, other.id)).map((row) => row.id)).not.toContain(id)
    const inbox = await listReportInbox(db, county!, { page: 1 } as never, now)
    expect(inbox.rows.map((row) => [row.id, row.opening === ''])).toEqual([
      [other.id, false],
      [id, true],
    ])
    const followed = await getFollowed(db, id as FollowedReport, now)
    expect([followed?.content, followed?.closed, followed?.state]).toEqual([undefined, 'locked', 'accepted'])
    expect(await listMessagesForReporter(db, id as FollowedReport)).toEqual([])

    const asked = { id, reason: '须当面取证，核对夜间排放的时段' } as never
    const refusals = [
      () => sendFromReporter(db, id as FollowedReport, '又一句', now),
      () => concludeReport(db, county!, { id, revision: 1, ...conclusion }, now),
      () => openText(identityConnection.db, core!, asked, now),
    ]
    for (const refused of refusals) await expect(refused()).rejects.toThrow('另一把密钥')
    await expect(openIdentity(identityConnection.db, core!, asked, now)).rejects.toThrow('没有留下')

    // The picture waits: no attempt is counted, nothing of it thrown away.
    const drawing = startEvidenceDrawing()
    expect(await cleanNext(db, drawing)).toBe(true)
    expect(await cleanNext(db, drawing)).toBe(false)
    expect(await db.select({ state: reportFiles.state, attempts: reportFiles.attempts }).from(reportFiles)).toEqual([
      { state: 'waiting', attempts: 0 },
    ])
    await putBack()
    await db.update(reportFiles).set({ claimedUntil: null })
    expect(await cleanNext(db, drawing)).toBe(true)
    drawing.stop()
    expect((await getReportFile(db, county!, id))?.content?.place).toBe('资江北岸，老渡口往下约二百米')
    const [drawn] = await db.select({ id: reportFiles.id, state: reportFiles.state }).from(reportFiles)
    expect(drawn?.state).toBe('clean')
    await underAnotherSecret(id)
    expect(await readCleanCopy(db, county!, id, drawn!.id)).toBeUndefined()
  })

  it('an upload on its way is as one that never came', async () => {
    const { db } = database
    const upload = await takeUpload(db, [await photograph()] as never, 'jpg', now)
    expect(await getUpload(db, upload)).toBeDefined()
    await db
      .update(reportUploads)
      .set({ key: seal(newKey(), 'upload', newKey()) })
      .where(eq(reportUploads.id, upload.id))
    expect(await getUpload(db, upload)).toBeUndefined()
    await expect(sealEvidence(db, [upload])).rejects.toThrow('没有传完')
  })
})
