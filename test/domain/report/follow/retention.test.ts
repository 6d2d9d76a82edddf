import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq, inArray } from 'drizzle-orm'
import type { Disk } from 'flydrive'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Connection, connect } from '#db/client.ts'
import { events } from '#db/schema/event.ts'
import { reportDeletions, reportFileKeys, reportFiles, reportKeys, reports } from '#db/schema/report.ts'
import { rewards } from '#db/schema/reward.ts'
import { removeUnnamedFiles } from '#domain/disclosure/commands/clean-files.ts'
import { claimReward } from '#domain/report/commands/claim.ts'
import { concludeReport } from '#domain/report/commands/handle/conclude.ts'
import { acceptReport, joinReport, refuseReport } from '#domain/report/commands/handle/triage.ts'
import { openIdentity } from '#domain/report/commands/identity.ts'
import { sendFromReporter } from '#domain/report/commands/messages.ts'
import { objectToOutcome } from '#domain/report/commands/objection.ts'
import { deleteReports } from '#domain/report/commands/retention/delete.ts'
import { destroyOriginals } from '#domain/report/commands/retention/originals.ts'
import { getFollowed } from '#domain/report/queries/followed.ts'
import { contentKeyOf } from '#domain/report/queries/keys.ts'
import { purposeOf } from '#domain/report/rules/content.ts'
import type { FollowedReport } from '#domain/report/rules/followed.ts'
import { keptUntil, originalsUntil } from '#domain/report/rules/retention.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { identityPrivateKey } from '#platform/seal/identity-key.ts'
import { seal } from '#platform/seal/seal.ts'
import { unwrapWith } from '#platform/seal/wrap.ts'
import { openFolder } from '#platform/storage/disk.ts'
import { hasFile, putFile } from '#platform/storage/files.ts'
import { followed, grant } from '#test/domain/report/follow/followed.ts'
import { conclusion } from '#test/domain/report/handle/reports.ts'
import { anOfficer } from '#test/domain/review/people.ts'
import { useDatabase } from '#test/support/database.ts'
import { useFolder } from '#test/support/folder.ts'

describe('how long what is kept', () => {
  const report = { state: 'concluded' as const, receivedOn: '2026-11-01', decidedOn: '2026-11-25', recheckDueOn: null }
  it.each([
    ['concluded', report, '2027-11-25', '2029-11-24'],
    ['refused', { ...report, state: 'refused' as const }, '2027-11-25', '2027-11-25'],
    ['referred', { ...report, state: 'referred' as const }, '2027-11-25', '2027-11-25'],
    ['open', { ...report, state: 'accepted' as const }, null, null],
    ['not decided', { ...report, state: 'received' as const, decidedOn: null }, null, null],
    ['objected to', { ...report, recheckDueOn: '2026-12-25' }, null, null],
    ['joined to another, with which it ends', { ...report, state: 'joined' as const }, null, null],
  ])('%s', (_, given, originals, all) => {
    expect([originalsUntil(given), keptUntil(given)]).toEqual([originals, all])
  })
})

const database = useDatabase('qy_empty')
const now = new Date('2026-11-25T02:20:00Z')
const later = (days: number) => new Date(now.getTime() + days * 86_400_000)
const identity = { name: '欧阳测试', telephone: '13900000001' }
const folder = useFolder()
let [core, county]: [Account, Account] | [] = []
let disk: Disk
let identityConnection: Connection
beforeAll(async () => {
  disk = openFolder(folder)
  core = await anOfficer(database.db, 'core-one', null)
  county = await anOfficer(database.db, 'taojiang-one', '430922')
  identityConnection = connect(database.url, { as: 'identity', max: 1 })
})
afterAll(async () => {
  await identityConnection?.close()
})
const none = { words: '', note: '' }
const reason = '须当面取证，核对夜间排放的时段'

/** A named report with one file in both its sealed forms, concluded on the day `days`. */
async function concluded(days = 0) {
  const { db } = database
  const { id } = await followed(db, now, { identity })
  const sealed = await contentKeyOf(db, id)
  const [keys] = await db.select().from(reportKeys).where(eq(reportKeys.reportId, id))
  const identityKey = unwrapWith(identityPrivateKey() as never, keys?.identity as Buffer)
  const { handle, key } = sealed as NonNullable<typeof sealed>
  const original = await putFile(seal(identityKey, purposeOf(handle, 'original'), Buffer.from(`原件 ${id}`)), disk)
  const clean = await putFile(seal(key, purposeOf(handle, 'clean'), Buffer.from(`清洁副本 ${id}`)), disk)
  await db.insert(reportFiles).values({
    reportId: id,
    medium: 'photo',
    mediaType: 'image/jpeg',
    state: 'clean',
    originalFile: original.sha256,
    cleanFile: clean.sha256,
    originalSha256: 'a'.repeat(64),
    originalBytes: 10,
    cleanBytes: 10,
    cleanMediaType: 'image/jpeg',
  })
  await sendFromReporter(db, id, '补充一句', now)
  await acceptReport(db, county as Account, { id, revision: 0, ...none }, now)
  await concludeReport(db, county as Account, { id, revision: 1, ...conclusion }, later(days))
  return { id, original: original.sha256, clean: clean.sha256, copy: { keys, identityKey } }
}
const rowsOf = async (id: number) => {
  const tables = [
    'report_keys',
    'report_history',
    'report_messages',
    'report_files',
    'identity.identities',
    'identity.openings',
  ]
  const counts = await Promise.all(
    tables.map((table) => database.owner.sql.unsafe(`select count(*)::int as n from ${table} where report_id = ${id}`)),
  )
  return Object.fromEntries(tables.map((table, i) => [table, counts[i]?.[0]?.n]))
}
const filesOnDisk = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile())

describe('when the term of the originals is over', () => {
  it('nobody opens identity or originals again, the rest stays, and the reporter is told', async () => {
    const { db } = database
    const { id, original, clean } = await concluded()
    expect(await destroyOriginals(db, later(365), disk)).toBe(0)
    await openIdentity(identityConnection.db, core as Account, { id, part: 'identity', reason }, later(365))
    expect(await destroyOriginals(db, later(366), disk)).toBe(1)
    expect(await destroyOriginals(db, later(366), disk)).toBe(0)
    expect([await hasFile(original, disk), await hasFile(clean, disk)]).toEqual([false, true])
    expect(await rowsOf(id)).toMatchObject({ 'identity.identities': 0, report_keys: 1, report_messages: 1 })
    await expect(
      openIdentity(identityConnection.db, core as Account, { id, part: 'identity', reason }, later(366)),
    ).rejects.toThrow('destroyed after its term')
    const seen = await getFollowed(db, id, later(366))
    expect(seen).toMatchObject({ originalsDestroyed: true, content: { place: '资江北岸，老渡口往下约二百米' } })
    expect(seen?.openings).toHaveLength(1)
  })
})

describe('when the term of a report is over', () => {
  it('nothing of it is left: rows, keys, files; a count stays, and events without content', async () => {
    const { db } = database
    const before = await db.$count(reportDeletions)
    const { id, original, clean } = await concluded()
    const { id: joined } = await followed(db, now)
    await joinReport(db, county as Account, { id: joined, revision: 0, joinedToId: id, ...none }, now)
    expect(await deleteReports(db, later(1095), disk)).toBe(0)
    expect(await deleteReports(db, later(1096), disk)).toBeGreaterThanOrEqual(2)
    expect(await db.$count(reports, inArray(reports.id, [id, joined]))).toBe(0)
    expect(Object.values(await rowsOf(id)).concat(Object.values(await rowsOf(joined)))).toEqual(Array(12).fill(0))
    expect([await hasFile(original, disk), await hasFile(clean, disk)]).toEqual([false, false])
    expect(await getFollowed(db, id as FollowedReport, later(1096))).toBeUndefined()
    const [count] = await db.select().from(reportDeletions)
    expect(before).toBe(0)
    expect(count).toMatchObject({ month: '2026-11-01', kind: 'stealth_discharge' })
    expect(count?.count).toBeGreaterThanOrEqual(2)
    const logged = await db
      .select()
      .from(events)
      .where(inArray(events.subject, [`report:${id}`, `report:${joined}`]))
    expect(logged.map(({ kind }) => kind)).toContain('report_outcome.deleted')
    expect(logged.map(({ kind }) => kind)).toContain('report.deleted')
    for (const word of ['老渡口', '暗管', '补充一句', identity.name, identity.telephone])
      expect(JSON.stringify(logged)).not.toContain(word)
    // Two days on, the clean-up of the store finds no more of them either.
    await removeUnnamedFiles(db, new Date(Date.now() + 2 * 86_400_000), disk)
    expect(filesOnDisk().filter((name) => name.includes(original.slice(2)) || name.includes(clean.slice(2)))).toEqual(
      [],
    )
  })

  it('a refused one goes a year after; an open one, one objected to and one with an unsettled reward stay', async () => {
    const { db } = database
    const { id: refused } = await followed(db, now)
    const refusing = { id: refused, revision: 0, ground: 'no_facts' as const, words: '请补充事实', note: '' }
    await refuseReport(db, county as Account, refusing, now)
    const { id: open } = await followed(db, now)
    const { id: objected } = await concluded()
    await objectToOutcome(db, objected as FollowedReport, '还没有解决，请再查。', later(1))
    const { id: owed } = await concluded()
    await grant(db, owed, later(1), '2030-12-31')
    await claimReward(db, owed as FollowedReport, later(2))
    const left = async () =>
      (
        await db
          .select({ id: reports.id })
          .from(reports)
          .where(inArray(reports.id, [refused, open, objected, owed]))
      )
        .map(({ id }) => id)
        .sort((a, b) => a - b)
    await deleteReports(db, later(365), disk)
    expect(await left()).toEqual([refused, open, objected, owed])
    await deleteReports(db, later(366), disk)
    expect(await left()).toEqual([open, objected, owed])
    await deleteReports(db, later(1500), disk)
    expect(await left()).toEqual([open, objected, owed])
  })

  it('a reward outlives its report, so that the ledger goes on adding up', async () => {
    const { db } = database
    const { id } = await concluded()
    const reward = await grant(db, id, later(1), '2026-12-31')
    await claimReward(db, id as FollowedReport, later(2))
    await db
      .update(rewards)
      .set({ state: 'paid', paidAt: later(3), paymentReference: `付-${id}` })
      .where(eq(rewards.id, reward))
    await deleteReports(db, later(1096), disk)
    const [row] = await db.select().from(rewards).where(eq(rewards.id, reward))
    expect(row).toMatchObject({ reportId: null, state: 'paid', amountYuan: 800, reason: '' })
  })
})

describe('what was joined to a report', () => {
  it('loses originals and identity with it, and puts its end off where it is joined later', async () => {
    const { db } = database
    const { id } = await concluded()
    const { id: joined } = await followed(db, now, { identity })
    await joinReport(db, county as Account, { id: joined, revision: 0, joinedToId: id, ...none }, later(10))
    const keyOf = async (report: number) => {
      const [row] = await db.select().from(reportKeys).where(eq(reportKeys.reportId, report))
      return row?.identity ?? null
    }
    await destroyOriginals(db, later(375), disk)
    expect([await keyOf(id), await keyOf(joined)]).not.toContain(null)
    expect(await destroyOriginals(db, later(376), disk)).toBe(2)
    expect([await keyOf(id), await keyOf(joined)]).toEqual([null, null])
    expect(await rowsOf(joined)).toMatchObject({ 'identity.identities': 0, report_keys: 1 })
    await deleteReports(db, later(1105), disk)
    expect(await db.$count(reports, inArray(reports.id, [id, joined]))).toBe(2)
    await deleteReports(db, later(1106), disk)
    expect(await db.$count(reports, inArray(reports.id, [id, joined]))).toBe(0)
  })

  it('an original whose removal failed is found by the clean-up of the store, as is what was being written', async () => {
    const { db } = database
    const { id, original, clean } = await concluded()
    const [file] = await db.select({ id: reportFiles.id }).from(reportFiles).where(eq(reportFiles.reportId, id))
    await db.insert(reportFileKeys).values({ fileId: file?.id as number, original: Buffer.from('x') })
    mkdirSync(join(folder, 'unfinished'), { recursive: true })
    writeFileSync(join(folder, 'unfinished', 'killed'), 'half')
    const clearing = () => removeUnnamedFiles(db, new Date(Date.now() + 2 * 86_400_000), disk)
    await removeUnnamedFiles(db, new Date(), disk)
    expect(filesOnDisk()).toContain(join('unfinished', 'killed'))
    await clearing()
    expect(await hasFile(original, disk)).toBe(true)
    await db.delete(reportFileKeys) // as destroyOriginals does before it removes the file
    await clearing()
    expect([await hasFile(original, disk), await hasFile(clean, disk)]).toEqual([false, true])
    expect(filesOnDisk()).not.toContain(join('unfinished', 'killed'))
  })
})

describe('an old copy of everything but the keys', () => {
  it('opens nothing: what was sealed has no key in it, with all the secrets of the installation at hand', async () => {
    const { db } = database
    const { id, original, clean } = await concluded()
    const copyOfStore = [original, clean].map((name) => readFileSync(join(folder, name.slice(0, 2), name.slice(2))))
    const { sql } = database.owner
    await sql`create table copied as select * from reports where id = ${id}`
    await deleteReports(db, later(1096), disk)
    // Put back from the copy of the tables, as a restored backup would be, without the row of keys.
    await sql`insert into reports overriding system value select * from copied`
    expect((await getFollowed(db, id as FollowedReport, later(1097)))?.content).toBeUndefined()
    await expect(
      openIdentity(identityConnection.db, core as Account, { id, part: 'identity', reason }, later(1097)),
    ).rejects.toThrow('no such report')
    for (const bytes of copyOfStore)
      for (const word of ['原件', '清洁副本']) expect(bytes.includes(Buffer.from(word))).toBe(false)
  })
})
