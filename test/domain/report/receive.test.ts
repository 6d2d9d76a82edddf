import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Connection, connect } from '#db/client.ts'
import { reportKeys, reports } from '#db/schema/report.ts'
import { identities } from '#db/schema/report-identity.ts'
import { type NewReport, receiveReport } from '#domain/report/commands/receive.ts'
import { findByReceipt } from '#domain/report/queries/by-receipt.ts'
import { contentKeyOf } from '#domain/report/queries/keys.ts'
import { purposeOf } from '#domain/report/rules/content.ts'
import { visitor } from '#platform/permissions/viewer.ts'
import { identityPrivateKey } from '#platform/seal/identity-key.ts'
import { unsealText } from '#platform/seal/seal.ts'
import { unwrapWith } from '#platform/seal/wrap.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-11-25T15:42:17.123Z')
const report: NewReport = {
  channel: 'web',
  kind: 'stealth_discharge',
  content: {
    words: '夜里十一点以后，厂后围墙外的暗管排黑水，气味刺鼻。',
    place: '资江北岸，老渡口往下约二百米',
    pin: { longitudeDeg: 112.3712, latitudeDeg: 28.5577 },
    seen: '每晚',
    enterprise: '',
  },
  identity: { name: '渔者（虚构）', telephone: '19900000001' },
  regionCode: null,
  enterpriseId: null,
}
let reader: Connection

beforeAll(() => {
  reader = connect(database.url, { as: 'identity', max: 1 })
})
afterAll(() => reader.close())

it('a report is found again with its receipt, in whatever form it is typed, and with nothing else', async () => {
  const { id, receipt } = await receiveReport(database.db, visitor, report, now)
  expect(await findByReceipt(database.db, receipt)).toBe(id)
  expect(await findByReceipt(database.db, receipt.toLowerCase().replaceAll('-', ' '))).toBe(id)
  const other = await receiveReport(database.db, visitor, report, now)
  const wrong = receipt.slice(0, 9) + other.receipt.slice(9)
  for (const typed of ['', '举报', wrong, `${receipt}0`])
    expect(await findByReceipt(database.db, typed)).toBeUndefined()
})

it('what the reporter wrote opens with its key and stands nowhere in clear; the hour is all that is kept of the time', async () => {
  const { id, handle } = await receiveReport(database.db, visitor, report, now)
  const [row] = await database.db.select().from(reports).where(eq(reports.id, id))
  const key = await contentKeyOf(database.db, id)
  expect(JSON.parse(unsealText(key?.key as Buffer, purposeOf(handle, 'content'), row?.content as Buffer))).toEqual(
    report.content,
  )
  expect(row).toMatchObject({ cellX: 2247, cellY: 571, acceptDueOn: '2026-12-16' })
  expect(row?.receivedAt.toISOString()).toBe('2026-11-25T15:00:00.000Z')
  const events = await database.db.execute(sql`select * from events where subject = ${`report:${id}`}`)
  const everything = JSON.stringify([row, events, await database.db.execute(sql`select * from report_history`)])
  for (const secret of ['暗管', '老渡口', '112.37', '渔者', '19900000001', '15:42'])
    expect(everything).not.toContain(secret)
})

it('the identity is out of reach of the site and opens for the identity role with the private key', async () => {
  const { id, handle } = await receiveReport(database.db, visitor, report, now)
  await expect(database.db.select().from(identities)).rejects.toThrow()
  const [row] = await reader.db
    .select({ content: identities.content, wrapped: reportKeys.identity })
    .from(identities)
    .innerJoin(reportKeys, eq(reportKeys.reportId, identities.reportId))
    .where(eq(identities.reportId, id))
  const key = unwrapWith(identityPrivateKey() as never, row?.wrapped as Buffer)
  expect(JSON.parse(unsealText(key, purposeOf(handle, 'identity'), row?.content as Buffer))).toEqual(report.identity)
})

it('what was sent is never changed, and a report that is deleted takes its keys and its identity with it', async () => {
  const { id } = await receiveReport(database.db, visitor, report, now)
  await expect(database.db.update(reports).set({ isNamed: false }).where(eq(reports.id, id))).rejects.toThrow()
  await database.db.delete(reports).where(eq(reports.id, id))
  expect(await contentKeyOf(database.db, id)).toBeUndefined()
  expect(await reader.db.select().from(identities).where(eq(identities.reportId, id))).toHaveLength(0)
})
