import { randomBytes } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { events } from '#db/schema/event.ts'
import { rewards } from '#db/schema/reward.ts'
import { concludeReport } from '#domain/report/commands/handle/conclude.ts'
import { openCaseFromReport } from '#domain/report/commands/handle/progress.ts'
import { acceptReport, joinReport } from '#domain/report/commands/handle/triage.ts'
import { decideReward } from '#domain/report/commands/reward/decide.ts'
import { lapseRewards } from '#domain/report/commands/reward/lapse.ts'
import { payReward, readVoucher } from '#domain/report/commands/reward/pay.ts'
import { proposeReward } from '#domain/report/commands/reward/propose.ts'
import { listReportHistory } from '#domain/report/queries/office/file.ts'
import { getRewardLedger } from '#domain/report/queries/reward/ledger.ts'
import { getReward, listRewards } from '#domain/report/queries/reward/office.ts'
import { askedBars } from '#domain/report/rules/reward.ts'
import { DomainError } from '#platform/errors.ts'
import { type Account, visitor } from '#platform/permissions/viewer.ts'
import { hashSecret } from '#platform/seal/argon2.ts'
import { paperCodeBytes, paperCodeOf, paperCodeText } from '#platform/seal/code.ts'
import { conclusion, receive } from '#test/domain/report/handle/reports.ts'
import { anOfficer } from '#test/domain/review/people.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-11-25T02:00:00Z')
const later = (days: number) => new Date(now.getTime() + days * 86_400_000)
const none = { words: '', note: '' }
let county: Account
let elsewhere: Account
let legal: Account
let inspection: Account
let cashier: Account
beforeAll(async () => {
  const { db } = database
  county = await anOfficer(db, 'county', '430922')
  elsewhere = await anOfficer(db, 'anhua', '430923')
  inspection = await anOfficer(db, 'inspection', null)
  legal = { ...(await anOfficer(db, 'legal', null)), department: 'legal' }
  cashier = { ...(await anOfficer(db, 'cashier', null)), department: 'finance' }
})
const refused = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (fault) => fault,
  )
  expect(error).toBeInstanceOf(DomainError)
  return error as DomainError
}
const foundTrue = async (outcome: 'true' | 'not_found' = 'true') => {
  const { id } = await receive(database.db, now)
  await acceptReport(database.db, county, { id, revision: 0, ...none }, now)
  await concludeReport(database.db, county, { id, revision: 1, ...conclusion, outcome }, now)
  return id
}
const proposal = (id: number, given: object = {}) => ({
  id,
  grade: 'important',
  amountYuan: 1500,
  reason: '线索具体，当场查实并作出处罚。',
  asked: [...askedBars],
  ...given,
})
const granted = async (at = now) => {
  const id = await proposeReward(database.db, county, proposal(await foundTrue()), at)
  await decideReward(database.db, legal, { id, decision: 'grant', refusal: '' }, at)
  return id
}
/** As the reporter's page draws it with the receipt. */
const claimed = async () => {
  const id = await granted()
  const code = paperCodeOf(randomBytes(paperCodeBytes))
  await database.db
    .update(rewards)
    .set({ state: 'claimed', voucherHandle: code.handle, voucherHash: await hashSecret(code.secret), claimedAt: now })
    .where(eq(rewards.id, id))
  return { id, voucher: paperCodeText(code) }
}
const stateOf = async (id: number) => (await database.db.select().from(rewards).where(eq(rewards.id, id)))[0]

describe('a reward is proposed', () => {
  it('within the sums of its grade only', async () => {
    const { db } = database
    const id = await foundTrue()
    const propose = (given: object) => proposeReward(db, county, proposal(id, given), now)
    const low = await refused(propose({ amountYuan: 999 }))
    expect(low.problems[0]).toMatchObject({ field: 'amountYuan' })
    expect(low.message).toContain('写了 999 元；这一等级为 1000 至 2000 元')
    expect((await refused(propose({ amountYuan: 2001 }))).problems[0]?.field).toBe('amountYuan')
    expect((await refused(propose({ grade: 'golden' }))).problems[0]?.field).toBe('grade')
    expect((await refused(propose({ reason: '联系 13900000001，线索具体可靠' }))).problems[0]?.field).toBe('reason')
    expect(await propose({ amountYuan: 2000 })).toBeGreaterThan(0)
  })
  it('not for what was not found, nor for a later report of a fact, nor for what was known before, nor twice', async () => {
    const { db } = database
    const none_ = await refused(proposeReward(db, county, proposal(await foundTrue('not_found')), now))
    expect(none_.message).toContain('未查证属实')
    const lead = await foundTrue()
    const { id: second } = await receive(db, now)
    await joinReport(db, county, { id: second, revision: 0, joinedToId: lead, ...none }, now)
    expect((await refused(proposeReward(db, county, proposal(second), now))).message).toContain('不是第一个举报人')
    await proposeReward(db, county, proposal(lead), now)
    expect((await refused(proposeReward(db, county, proposal(lead), now))).code).toBe('conflict')

    const { id } = await receive(db, later(2))
    await acceptReport(db, county, { id, revision: 0, ...none }, later(2))
    const facts = { enterpriseName: '某化工厂', title: '私设暗管排放废水案', facts: '检查发现暗管一处，正在排放废水。' }
    const caseId = await openCaseFromReport(db, county, { id, revision: 1, ...facts }, later(2))
    await database.owner.sql`update violation_cases set created_at = ${now.toISOString()} where id = ${caseId}`
    await concludeReport(db, county, { id, revision: 2, ...conclusion }, later(3))
    expect((await refused(proposeReward(db, county, proposal(id), later(3)))).message).toContain('举报前已经立案或公开')
  })
  it('to the first reporter where the first one was joined to a later report', async () => {
    const { db } = database
    const { id: first } = await receive(db, now)
    const lead = await foundTrue()
    await joinReport(db, county, { id: first, revision: 0, joinedToId: lead, ...none }, now)
    expect((await refused(proposeReward(db, county, proposal(lead), now))).message).toContain('不是第一个举报人')
    expect(await proposeReward(db, county, proposal(first), now)).toBeGreaterThan(0)
  })
  it('by the county of the report or the core group, by nobody else', async () => {
    const { db } = database
    const id = await foundTrue()
    for (const viewer of [elsewhere, legal, cashier, visitor])
      expect((await refused(proposeReward(db, viewer, proposal(id), now))).code).toBe('not_allowed')
    expect(await proposeReward(db, inspection, proposal(id), now)).toBeGreaterThan(0)
  })
})

describe('a reward is decided', () => {
  it('by another person, once, and the reporter is told with the last day', async () => {
    const { db } = database
    const report = await foundTrue()
    const id = await proposeReward(db, inspection, proposal(report), now)
    const grant = (viewer: Account) => decideReward(db, viewer, { id, decision: 'grant', refusal: '' }, now)
    expect((await refused(grant(inspection))).code).toBe('not_allowed')
    expect((await refused(grant(county))).code).toBe('not_allowed')
    expect((await refused(grant(cashier))).code).toBe('not_allowed')
    await grant(legal)
    expect((await refused(grant(legal))).code).toBe('conflict')
    expect(await stateOf(id)).toMatchObject({ state: 'granted', claimUntil: '2027-01-06', decidedBy: 'legal' })
    const told = (await listReportHistory(db, report)).at(-1)
    expect(told?.step).toBe('rewarded')
    expect(told?.words).toContain('决定奖励 1500 元。请在 2027-01-06 前')
    const [event] = await db
      .select()
      .from(events)
      .where(eq(events.subject, `reward:${id}`))
      .orderBy(sql`id desc`)
      .limit(1)
    expect(event?.kind).toBe('reward.granted')
    expect(JSON.stringify(event)).not.toContain(`report:${report}`)
  })
  it('or refused with a reason, for good', async () => {
    const { db } = database
    const report = await foundTrue()
    const id = await proposeReward(db, county, proposal(report), now)
    expect(
      (await refused(decideReward(db, legal, { id, decision: 'refuse', refusal: '无' }, now))).problems[0]?.field,
    ).toBe('refusal')
    await decideReward(db, legal, { id, decision: 'refuse', refusal: '线索来自巡查在先' }, now)
    expect((await refused(proposeReward(db, county, proposal(report), now))).code).toBe('conflict')
  })
  it('is seen by the county of its report, the city and the auditor', async () => {
    const { db } = database
    const id = await granted()
    const { rows } = await listRewards(db, county, { page: 1 })
    expect(rows.some((row) => row.id === id)).toBe(true)
    expect(await getReward(db, elsewhere, id)).toBeUndefined()
    expect(
      (await listRewards(db, { ...inspection, role: 'auditor', department: null }, { page: 1 })).total,
    ).toBeGreaterThan(0)
    expect((await refused(listRewards(db, visitor, { page: 1 }))).code).toBe('not_allowed')
  })
})

describe('a voucher is paid', () => {
  it('once, by the cashier, with a number of its own', async () => {
    const { db } = database
    const one = await claimed()
    const two = await claimed()
    const seen = await readVoucher(db, cashier, one.voucher.toLowerCase().replaceAll('-', ' '))
    expect(seen).toMatchObject({ amountYuan: 1500, state: 'claimed' })
    expect(JSON.stringify(seen)).not.toMatch(/report|hash|argon/)
    expect((await refused(readVoucher(db, legal, one.voucher))).code).toBe('not_allowed')
    const wrong = one.voucher.slice(0, 9) + two.voucher.slice(9)
    for (const voucher of ['', '举报', wrong])
      expect((await refused(readVoucher(db, cashier, voucher))).problems[0]?.field).toBe('voucher')
    await payReward(db, cashier, { voucher: one.voucher, reference: '付 1' }, now)
    expect((await refused(payReward(db, cashier, { voucher: one.voucher, reference: '付 2' }, now))).message).toContain(
      '已经兑付',
    )
    const used = await refused(payReward(db, cashier, { voucher: two.voucher, reference: '付 1' }, now))
    expect(used.problems[0]?.field).toBe('reference')
    await payReward(db, cashier, { voucher: two.voucher, reference: '付 2' }, now)
  })
  it('of two hundred payments at once one goes through', { timeout: 120_000 }, async () => {
    const { db } = database
    const { id, voucher } = await claimed()
    const all = await Promise.allSettled(
      Array.from({ length: 200 }, (_, i) => payReward(db, cashier, { voucher, reference: `并发 ${id} ${i}` }, now)),
    )
    const failures = all.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    expect(failures).toHaveLength(199)
    expect(failures.every((error) => error instanceof DomainError && error.code === 'conflict')).toBe(true)
    const paid = await db.execute(sql`select 1 from events where subject = ${`reward:${id}`} and kind = 'reward.paid'`)
    expect(paid).toHaveLength(1)
  })
  it('not after its term, when it lapses by itself', async () => {
    const { db } = database
    const { id, voucher } = await claimed()
    const unclaimed = await granted()
    const last = new Date('2027-01-06T15:59:00Z') // 23:59 of the last day
    await lapseRewards(db, last)
    expect(await stateOf(unclaimed)).toMatchObject({ state: 'granted' })
    const after = new Date('2027-01-06T16:01:00Z')
    expect((await refused(payReward(db, cashier, { voucher, reference: '付 晚' }, after))).code).toBe('conflict')
    await lapseRewards(db, after)
    for (const each of [id, unclaimed])
      expect(await stateOf(each)).toMatchObject({ state: 'lapsed', endedOn: '2027-01-07' })
    expect(await lapseRewards(db, after)).toBe(0)
  })
  it('the ledger counts what the rows say, and nothing of reports', async () => {
    const { db } = database
    const { months, total } = await getRewardLedger(db)
    const [sum] = await db.execute<{ n: number; yuan: number }>(
      sql`select count(*)::int as n, sum(amount_yuan)::int as yuan from rewards where state not in ('proposed', 'refused')`,
    )
    expect(total.granted).toEqual({ count: sum?.n, yuan: sum?.yuan })
    expect(months.map(({ month }) => month)).toEqual(['2026-11'])
    const { granted: all, paid, open, lapsed, declined } = total
    expect(paid.yuan + open.yuan + lapsed.yuan + declined.yuan).toBe(all.yuan)
  })
})
