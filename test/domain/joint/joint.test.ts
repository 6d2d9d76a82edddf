import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { events } from '#db/schema/event.ts'
import { contactSheetHistory, liaisons, referralHistory, referrals, unprosecutedWords } from '#db/schema/joint.ts'
import { supervisoryResults } from '#db/schema/monitoring.ts'
import { violationCases } from '#db/schema/violation.ts'
import { extendReferral } from '#domain/joint/commands/extension.ts'
import { endLiaison, enterLiaison } from '#domain/joint/commands/liaison.ts'
import { explainOverlooked, judgeOverlooked } from '#domain/joint/commands/overlooked.ts'
import { proposeReferral, stepReferral } from '#domain/joint/commands/referral.ts'
import { sendSheet } from '#domain/joint/commands/sheet/send.ts'
import {
  acceptSheet,
  answerSheet,
  closeSheet,
  declineSheet,
  returnSheet,
  withdrawSheet,
} from '#domain/joint/commands/sheet/steps.ts'
import { generalLiaisons, liaisonDirectory } from '#domain/joint/queries/liaisons.ts'
import { countOverlooked, listAllOverlooked, listOverlooked } from '#domain/joint/queries/overlooked.ts'
import { countReferrals, getReferral, listReferrals } from '#domain/joint/queries/referrals.ts'
import { getSheet, listSheets, sheetsOf } from '#domain/joint/queries/sheets.ts'
import { waitingJointWork } from '#domain/joint/queries/waiting.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const now = new Date('2026-11-25T10:00:00+08:00')
const today = '2026-11-25'
const hours = (n: number) => new Date(now.getTime() + n * 3_600_000)
const officer = (userId: string, regionCode: string | null, department: Account['department']): Account => ({
  ...{ role: regionCode ? 'county_officer' : 'city_officer', userId, name: userId, regionCode, department },
  ...{ enterpriseId: null, hasSecondFactor: true },
})
const inspector = officer('joint-inspector', '430922', 'inspection')
const elsewhere = officer('joint-elsewhere', '430923', 'inspection')
const station = officer('joint-station', null, 'monitoring')
const legal = officer('joint-legal', null, 'legal')
const cityInspector = officer('joint-city', null, 'inspection')
let firm: { id: number; creditCode: string; outletCode: string; reportNo: string }
let foreignCase: number

beforeAll(async () => {
  const { db } = database
  for (const { userId } of [inspector, elsewhere, station, legal, cityInspector])
    await db.insert(users).values({ id: userId, name: userId, email: `${userId}@example.com` })
  const [found] = await db
    .select({
      id: enterprises.id,
      creditCode: enterprises.creditCode,
      outletCode: outlets.code,
      reportNo: supervisoryResults.reportNo,
    })
    .from(supervisoryResults)
    .innerJoin(outlets, eq(outlets.id, supervisoryResults.outletId))
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .where(and(eq(enterprises.regionCode, '430922'), eq(supervisoryResults.isCurrent, true)))
    .limit(1)
  firm = found as typeof firm
  const [other] = await db
    .select({ id: violationCases.id })
    .from(violationCases)
    .where(eq(violationCases.regionCode, '430923'))
    .limit(1)
  foreignCase = other?.id ?? 0
})
const refused = (work: Promise<unknown>, code: string, field?: string) =>
  expect(work).rejects.toMatchObject({ code, ...(field ? { problems: [{ field }] } : {}) })
const request = () => ({
  ...{ creditCode: firm.creditCode, outletCode: firm.outletCode, toLevel: 'city' as const, work: 'sampling' as const },
  ...{ request: '请采样监测总锑', answerBy: null, orderId: null, caseId: null, inspectionNo: null },
})

describe('contact sheets', () => {
  it('go from one department to the other and back under one number, each step by its side', async () => {
    await database.rolledBack(async (tx) => {
      const id = await sendSheet(tx, inspector, request(), now)
      const next = await sendSheet(tx, inspector, request(), now)
      const [sheet, second] = [await getSheet(tx, inspector, id), await getSheet(tx, station, next)]
      expect([sheet?.toDepartment, sheet?.state, second?.no]).toEqual(['monitoring', 'sent', (sheet?.no ?? 0) + 1])
      expect(await getSheet(tx, elsewhere, id)).toBeUndefined()
      await refused(acceptSheet(tx, inspector, { id, words: null }, now), 'not_allowed')
      await refused(acceptSheet(tx, elsewhere, { id, words: null }, now), 'not_allowed')
      const answer = {
        id,
        results: '总锑 0.2 mg/L，达标',
        reportNos: [firm.reportNo, '桃监字〔2026〕999 号'],
        files: [],
      }
      await refused(answerSheet(tx, station, answer, now), 'conflict')
      await acceptSheet(tx, station, { id, words: null }, hours(1))
      await refused(withdrawSheet(tx, inspector, { id, words: '不需要了' }, hours(1)), 'conflict')
      await refused(
        answerSheet(tx, station, { ...answer, results: '联系 13900000001' }, hours(2)),
        'rule_broken',
        'results',
      )
      await answerSheet(tx, station, answer, hours(2))
      await returnSheet(tx, inspector, { id, words: '请补充质控数据' }, hours(3))
      await answerSheet(tx, station, answer, hours(4))
      await closeSheet(tx, inspector, { id, words: null }, hours(5))
      await refused(closeSheet(tx, inspector, { id, words: null }, hours(6)), 'conflict')
      const closed = await getSheet(tx, inspector, id)
      expect(closed?.steps.map(({ step }) => step)).toEqual([
        'sent',
        'accepted',
        'answered',
        'returned',
        'answered',
        'closed',
      ])
      expect(closed?.measured.every(({ reportNo }) => reportNo === firm.reportNo) && closed.measured.length > 0).toBe(
        true,
      )
      const [event] = await tx
        .select({ kind: events.kind })
        .from(events)
        .where(eq(events.subject, `contact_sheet:${id}`))
        .orderBy(desc(events.id))
        .limit(1)
      expect(event?.kind).toBe('contact_sheet.closed')
      await declineSheet(tx, station, { id: next, words: '本月已监测' }, hours(1))
      await expect(
        tx.transaction((inner) => (inner as unknown as Db).update(contactSheetHistory).set({ words: 'x' })),
      ).rejects.toThrow()
    })
  })
  it('belong to an order, case or inspection of the same firm only, and its page leads back', async () => {
    await database.rolledBack(async (tx) => {
      for (const [field, wrong] of Object.entries({
        caseId: foreignCase,
        orderId: 999_999,
        inspectionNo: '检2026-9999',
        outletCode: 'ZZ999',
        creditCode: '91430900MA00000000',
        answerBy: '2026-11-24',
      }))
        await refused(sendSheet(tx, inspector, { ...request(), [field]: wrong }, now), 'rule_broken', field)
      const [own] = await tx
        .insert(violationCases)
        .values({
          enterpriseId: firm.id,
          enterpriseName: '示例',
          regionCode: '430922',
          category: 'other',
          title: '示例案件',
          facts: '示例',
          legalBasis: '示例',
          authority: '示例',
          leadSource: 'inspection',
          searchText: '',
        })
        .returning({ id: violationCases.id })
      const caseId = own?.id ?? 0
      const id = await sendSheet(tx, inspector, { ...request(), caseId }, now)
      expect((await sheetsOf(tx, { caseId })).map((row) => row.id)).toEqual([id])
      await refused(sendSheet(tx, legal, request(), now), 'not_allowed')
    })
  })
  it('a list counts what is open and late, a county sees its own, and the inbox tells the side that is asked', async () => {
    await database.rolledBack(async (tx) => {
      const id = await sendSheet(tx, inspector, request(), now)
      const city = await listSheets(tx, station, {}, 1, hours(25))
      const county = await listSheets(tx, elsewhere, {}, 1, now)
      expect(city.total).toBeGreaterThan(16)
      expect(city.overdue).toBeGreaterThan(0)
      expect(county.rows.every(({ regionCode }) => regionCode === '430923')).toBe(true)
      expect(
        (await listSheets(tx, station, { state: 'declined' }, 1, now)).rows.every(({ state }) => state === 'declined'),
      ).toBe(true)
      const subjects = async (account: Account) =>
        (await waitingJointWork(tx, account, now)).map(({ subject }) => subject)
      expect(await subjects(station)).toContain(`contact_sheet:${id}`)
      expect(await subjects(inspector)).not.toContain(`contact_sheet:${id}`)
    })
  })
})

describe('the directory', () => {
  const entry = {
    regionCode: '430922',
    department: null,
    post: '办公室主任',
    officePhone: '0737-0029999',
    personName: '某某',
    mobile: null,
    fromOn: today,
    replacesId: null,
    changeReason: null,
  }
  it('shows who is lacking; a new general officer takes over with a reason; two contacts are never three', async () => {
    await database.rolledBack(async (tx) => {
      const missing = async () =>
        (await liaisonDirectory(tx, legal, today)).reduce((sum, unit) => sum + unit.missing, 0)
      expect(await missing()).toBe(3)
      await refused(enterLiaison(tx, elsewhere, { ...entry, role: 'general' }, now), 'not_allowed')
      await refused(enterLiaison(tx, inspector, { ...entry, role: 'general' }, now), 'rule_broken', 'changeReason')
      await enterLiaison(tx, inspector, { ...entry, role: 'general', changeReason: '岗位调整' }, now)
      expect((await generalLiaisons(tx, today)).get('430922')).toEqual({
        post: entry.post,
        officePhone: entry.officePhone,
      })
      await refused(
        enterLiaison(tx, inspector, { ...entry, role: 'monitoring_body' }, now),
        'rule_broken',
        'replacesId',
      )
      const [contact] = await tx
        .select({ id: liaisons.id })
        .from(liaisons)
        .where(and(eq(liaisons.regionCode, '430922'), eq(liaisons.role, 'monitoring_body'), isNull(liaisons.untilOn)))
        .limit(1)
      const id = contact?.id ?? 0
      await enterLiaison(
        tx,
        inspector,
        { ...entry, role: 'monitoring_body', replacesId: id, changeReason: '退休' },
        now,
      )
      await refused(endLiaison(tx, inspector, { id, untilOn: today, changeReason: '退休' }, now), 'not_found')
      expect(await missing()).toBe(3)
      await refused(enterLiaison(tx, inspector, { ...entry, role: 'department' }, now), 'rule_broken', 'department')
      await refused(
        enterLiaison(tx, cityInspector, { ...entry, regionCode: '430900', role: 'general' }, now),
        'rule_broken',
        'role',
      )
      const [general] = await tx
        .select({ id: liaisons.id, fromOn: liaisons.fromOn })
        .from(liaisons)
        .where(and(eq(liaisons.regionCode, '430923'), eq(liaisons.role, 'general'), isNull(liaisons.untilOn)))
      await endLiaison(tx, elsewhere, { id: general?.id ?? 0, untilOn: today, changeReason: '调离' }, now)
      expect(await missing()).toBe(4)
    })
  })
})

describe('referrals', () => {
  const grounds = {
    kind: 'criminal' as const,
    receiver: '桃江县公安局',
    grounds: '涉嫌污染环境罪，拟移送',
    legalBasis: '《中华人民共和国刑法》第三百三十八条',
  }
  const step = (
    id: number,
    name:
      | 'decided'
      | 'sent'
      | 'copied'
      | 'received'
      | 'refused'
      | 'review_asked'
      | 'accepted'
      | 'closed'
      | 'not_transferred',
    n: number,
    words: string | null = null,
  ) => ({ id, step: name, happenedAt: hours(n), words, documentNo: null })
  it('are proposed by one and decided by another, go their course in time, and a refusal is reviewed once', async () => {
    await database.rolledBack(async (tx) => {
      const [free] = await tx
        .select({ id: violationCases.id })
        .from(violationCases)
        .where(
          and(
            eq(violationCases.state, 'published'),
            eq(violationCases.regionCode, '430922'),
            sql`not exists (select 1 from referrals r where r.case_id = ${violationCases.id})`,
          ),
        )
        .limit(1)
      const caseId = free?.id ?? 0
      await refused(proposeReferral(tx, elsewhere, { ...grounds, caseId }, now), 'not_allowed')
      await refused(proposeReferral(tx, inspector, { ...grounds, caseId: 999_999_99 }, now), 'rule_broken', 'caseId')
      const id = await proposeReferral(tx, legal, { ...grounds, caseId }, now)
      await refused(proposeReferral(tx, inspector, { ...grounds, caseId }, now), 'conflict')
      await refused(stepReferral(tx, legal, step(id, 'decided', 0), hours(1)), 'conflict')
      await refused(stepReferral(tx, inspector, step(id, 'decided', 0), hours(1)), 'not_allowed')
      await tx.insert(users).values({ id: 'joint-legal-2', name: 'x', email: 'joint-legal-2@example.com' })
      const second = officer('joint-legal-2', null, 'legal')
      await refused(stepReferral(tx, second, step(id, 'decided', 2), hours(1)), 'rule_broken', 'happenedAt')
      await refused(stepReferral(tx, second, step(id, 'decided', -1), hours(1)), 'rule_broken', 'happenedAt')
      await stepReferral(tx, second, step(id, 'decided', 1), hours(1))
      await refused(stepReferral(tx, inspector, step(id, 'received', 2), hours(2)), 'conflict')
      await stepReferral(tx, inspector, step(id, 'sent', 2), hours(2))
      await stepReferral(tx, inspector, step(id, 'received', 3), hours(3))
      await refused(stepReferral(tx, inspector, step(id, 'refused', 4), hours(4)), 'rule_broken', 'words')
      await stepReferral(tx, inspector, step(id, 'refused', 4, '证据不足'), hours(4))
      await refused(stepReferral(tx, inspector, step(id, 'closed', 5, '办结'), hours(5)), 'conflict')
      await stepReferral(tx, inspector, step(id, 'copied', 2), hours(5))
      await stepReferral(tx, inspector, step(id, 'review_asked', 6, '请求复议'), hours(6))
      await stepReferral(tx, inspector, step(id, 'accepted', 7), hours(7))
      await stepReferral(tx, inspector, step(id, 'closed', 8, '已提起公诉'), hours(8))
      const done = await getReferral(tx, inspector, id)
      expect([done?.state, done?.isTakenUp, done?.result]).toEqual(['closed', true, '已提起公诉'])
      expect(done?.steps.map((one) => one.step)).toContain('reviewed')
      expect(await getReferral(tx, elsewhere, id)).toBeUndefined()
      await expect(tx.transaction((inner) => (inner as unknown as Db).delete(referralHistory))).rejects.toThrow()
    })
  })
  it('an extension by the police moves the due day, the list and the inbox; another one than the rule knows is refused', async () => {
    await database.rolledBack(async (tx) => {
      const [free] = await tx
        .select({ id: violationCases.id })
        .from(violationCases)
        .where(
          and(
            eq(violationCases.state, 'published'),
            eq(violationCases.regionCode, '430922'),
            sql`not exists (select 1 from referrals r where r.case_id = ${violationCases.id})`,
          ),
        )
        .limit(1)
      const id = await proposeReferral(tx, inspector, { ...grounds, caseId: free?.id ?? 0 }, now)
      const longer = (days: number, n: number) => ({
        ...{ id, days, happenedAt: hours(n), documentNo: '桃公函〔2026〕18号', words: '线索需要查证' },
      })
      await refused(extendReferral(tx, inspector, longer(7, 1), hours(1)), 'conflict')
      await stepReferral(tx, legal, step(id, 'decided', 1), hours(1))
      await stepReferral(tx, inspector, step(id, 'sent', 2), hours(2))
      await stepReferral(tx, inspector, step(id, 'copied', 2), hours(2))
      await stepReferral(tx, inspector, step(id, 'received', 3), hours(3))
      // Received on Wednesday 25 November: due by Saturday, which is Monday the 30th.
      const monday = (n: number) => new Date('2026-11-30T23:59:59+08:00').getTime() - now.getTime() + n * 1000
      const on = (n: number) => new Date(now.getTime() + monday(n))
      const waits = async (at: Date) =>
        (await waitingJointWork(tx, inspector, at)).find(({ subject }) => subject === `referral:${id}`)
      const overdue = async (at: Date) => (await listReferrals(tx, inspector, {}, 1, at)).overdue
      expect(await waits(on(0))).toBeUndefined()
      expect((await waits(on(1)))?.dueAt).toEqual(new Date('2026-11-30T23:59:59.999+08:00'))
      const before = await overdue(on(1))
      await refused(extendReferral(tx, elsewhere, longer(7, 4), hours(4)), 'not_allowed')
      await refused(extendReferral(tx, inspector, longer(10, 4), hours(4)), 'rule_broken', 'days')
      for (const n of [2, 5])
        await refused(extendReferral(tx, inspector, longer(7, n), hours(4)), 'rule_broken', 'happenedAt')
      // Said when the first term was over.
      await refused(extendReferral(tx, inspector, { ...longer(7, 4), happenedAt: on(1) }, on(60)), 'rule_broken')
      // Said in time, entered after it.
      await extendReferral(tx, inspector, longer(7, 4), on(60))
      expect([await waits(on(61)), await overdue(on(61))]).toEqual([undefined, before - 1])
      await refused(extendReferral(tx, inspector, longer(7, 5), on(61)), 'rule_broken', 'days')
      await extendReferral(tx, inspector, longer(30, 5), on(61))
      await refused(extendReferral(tx, inspector, longer(30, 6), on(61)), 'conflict')
      expect((await waits(new Date('2026-12-26T00:00:00+08:00')))?.dueAt).toEqual(
        new Date('2026-12-25T23:59:59.999+08:00'),
      )
      // Nor is an answer older than the extension.
      await refused(stepReferral(tx, inspector, step(id, 'accepted', 4), on(61)), 'rule_broken', 'happenedAt')
      const course = await getReferral(tx, inspector, id)
      expect([course?.answerDays, course?.steps.filter((one) => one.step === 'extended').length]).toEqual([30, 2])
    })
  })
  it('one not transferred says why, and the case may be proposed again', async () => {
    await database.rolledBack(async (tx) => {
      const [open] = await tx
        .select({ id: referrals.id, caseId: referrals.caseId, kind: referrals.kind })
        .from(referrals)
        .where(eq(referrals.state, 'proposed'))
      const id = open?.id ?? 0
      await refused(
        stepReferral(tx, legal, { id, step: 'not_transferred', happenedAt: now, words: null, documentNo: null }, now),
        'rule_broken',
        'words',
      )
      await stepReferral(
        tx,
        legal,
        { id, step: 'not_transferred', happenedAt: now, words: '证据不足', documentNo: null },
        now,
      )
      expect(
        await proposeReferral(
          tx,
          cityInspector,
          { ...grounds, kind: open?.kind ?? 'criminal', caseId: open?.caseId ?? 0 },
          now,
        ),
      ).toBeGreaterThan(id)
    })
  })
  it('a list shows what is open and where a term is over; the public reads figures', async () => {
    const all = await listReferrals(database.db, legal, {}, 1, now)
    expect(all.open).toBe(5)
    expect(all.rows.filter(({ answerDays }) => answerDays !== null).map(({ state }) => state)).toEqual(['received'])
    expect(all.overdue).toBeGreaterThan(0)
    expect(
      (await listReferrals(database.db, elsewhere, {}, 1, now)).rows.every(({ regionCode }) => regionCode === '430923'),
    ).toBe(true)
    const figures = [...(await countReferrals(database.db, new Date('2024-01-01'))).values()]
    expect(figures.reduce((sum, { sent }) => sum + sent, 0)).toBeGreaterThan(5)
    expect(
      (await waitingJointWork(database.db, legal, now)).filter(({ kind }) => kind === 'referral.follow').length,
    ).toBeGreaterThan(0)
  })
})

describe('what should have been prosecuted', () => {
  it('follows from the records; a referral or a case takes it off', async () => {
    await database.rolledBack(async (tx) => {
      const all = await listAllOverlooked(tx, now)
      expect(all.every(({ since }, n) => n === 0 || since >= (all[n - 1]?.since ?? ''))).toBe(true)
      const left = all.find(({ definition }) => definition.name === 'measure_without_referral')
      const caseId = left?.fact.id ?? 0
      const [found] = await tx
        .select({ kinds: violationCases.measureKinds })
        .from(violationCases)
        .where(eq(violationCases.id, caseId))
      for (const kind of ['criminal', 'detention'] as const)
        if (
          found?.kinds.includes(`${kind}_transfer`) &&
          (await tx.$count(referrals, and(eq(referrals.caseId, caseId), eq(referrals.kind, kind)))) === 0
        )
          await proposeReferral(
            tx,
            cityInspector,
            { kind, receiver: '公安局', grounds: '拟移送公安机关', legalBasis: '刑法第三百三十八条', caseId },
            now,
          )
      expect((await listAllOverlooked(tx, now)).map(({ key }) => key)).not.toContain(left?.key)
    })
  })
  it('a sample of antimony at four times its limit asks for a case and for a referral, until they are there', async () => {
    await database.rolledBack(async (tx) => {
      const [outlet] = await tx
        .select({ id: outlets.id, enterpriseId: outlets.enterpriseId, name: enterprises.name })
        .from(outlets)
        .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
        .where(
          and(
            eq(outlets.kind, 'water_outlet'),
            eq(enterprises.regionCode, '430922'),
            eq(enterprises.violationCount, 0),
          ),
        )
        .limit(1)
      const [sample] = await tx
        .insert(supervisoryResults)
        .values({
          outletId: outlet?.id ?? 0,
          factorCode: 'w20004',
          sampledOn: '2026-10-10',
          state: 'measured',
          value: 1.2,
          unit: 'mg/L',
          limitMax: 0.3,
          reportNo: '示例-1',
          authority: '示例监测站',
          enteredAt: now,
        })
        .returning({ id: supervisoryResults.id })
      const of = async () =>
        (await listAllOverlooked(tx, now))
          .filter(({ fact }) => fact.id === sample?.id)
          .map(({ definition }) => definition.name)
      expect((await of()).sort()).toEqual(['heavy_metal_without_referral', 'sample_without_case'])
      const [made] = await tx
        .insert(violationCases)
        .values({
          enterpriseId: outlet?.enterpriseId,
          enterpriseName: outlet?.name ?? '',
          regionCode: '430922',
          category: 'serious_exceedance',
          title: '示例案件',
          facts: '示例',
          legalBasis: '示例',
          authority: '示例',
          leadSource: 'inspection',
          searchText: '',
          createdAt: new Date('2026-10-20'),
        })
        .returning({ id: violationCases.id })
      expect(await of()).toEqual(['heavy_metal_without_referral'])
      await proposeReferral(
        tx,
        inspector,
        {
          caseId: made?.id ?? 0,
          kind: 'criminal',
          receiver: '公安局',
          grounds: '涉嫌污染环境罪',
          legalBasis: '刑法第三百三十八条',
        },
        now,
      )
      expect(await of()).toEqual([])
    })
  })
  it('the county gives its reason, the city judges it; out of turn is refused; figures follow', async () => {
    await database.rolledBack(async (tx) => {
      const item = (await listAllOverlooked(tx, now)).find(
        ({ state, fact }) => state === 'open' && fact.regionCode === '430922',
      )
      const key = item?.key ?? ''
      const figures = async () => (await countOverlooked(tx, now)).get('430922')
      const before = await figures()
      await refused(judgeOverlooked(tx, legal, { key, verdict: 'justified', words: '同意理由' }, now), 'conflict')
      await refused(explainOverlooked(tx, elsewhere, { key, words: '与本县无关' }, now), 'not_found')
      await refused(explainOverlooked(tx, inspector, { key, words: '电话 13900000001' }, now), 'rule_broken', 'words')
      await explainOverlooked(tx, inspector, { key, words: '采样当日已整改' }, now)
      await refused(explainOverlooked(tx, inspector, { key, words: '再说一次' }, now), 'conflict')
      await refused(judgeOverlooked(tx, station, { key, verdict: 'demanded', words: '请补办' }, now), 'not_allowed')
      await judgeOverlooked(tx, cityInspector, { key, verdict: 'demanded', words: '理由不足，请立案' }, now)
      await explainOverlooked(tx, inspector, { key, words: '已补充材料' }, now)
      await judgeOverlooked(tx, legal, { key, verdict: 'justified', words: '理由成立' }, now)
      await refused(judgeOverlooked(tx, legal, { key, verdict: 'demanded', words: '再想想' }, now), 'conflict')
      expect((await figures())?.justified).toBe((before?.justified ?? 0) + 1)
      const county = await listOverlooked(
        tx,
        inspector,
        { state: 'justified', duty: undefined, region: undefined, page: 1 },
        now,
      )
      expect(county.rows.map((row) => row.key)).toContain(key)
      await refused(
        explainOverlooked(tx, inspector, { key: 'order_without_case:999999', words: '没有这一条' }, now),
        'not_found',
      )
      await expect(tx.transaction((inner) => (inner as unknown as Db).delete(unprosecutedWords))).rejects.toThrow()
    })
  })
})
