import { and, asc, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { memberships, users } from '#db/schema/account.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { outletVendors, vendors } from '#db/schema/sanction.ts'
import { exceedances, supervisionAnswers, supervisionHistory, supervisionOrders } from '#db/schema/supervision.ts'
import { mailOrder } from '#domain/supervision/commands/mail-order.ts'
import { answerAsCounty, answerAsFirm, answerAsOperator } from '#domain/supervision/commands/order/answer.ts'
import { issueOrder } from '#domain/supervision/commands/order/issue.ts'
import { linkOrderToCase, openCaseFromOrder } from '#domain/supervision/commands/order/link-case.ts'
import { closeOrder, commentOnOrder, escalateOrder } from '#domain/supervision/commands/order/oversee.ts'
import { recordOverdueAnswers } from '#domain/supervision/commands/order/record-overdue.ts'
import { countWaiting, listOrders, readOnOrders } from '#domain/supervision/queries/list.ts'
import { getDeskOrder, getOrder, getOrderFile } from '#domain/supervision/queries/order.ts'
import { DomainError } from '#platform/errors.ts'
import type { MailToSend } from '#platform/mail/mail.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const issuedAt = new Date('2026-11-25T10:00:00+08:00')
const hours = (n: number) => new Date(issuedAt.getTime() + n * 3_600_000)
let place: {
  id: number
  enterpriseId: number
  regionCode: string
  creditCode: string
  vendorId: number
  vendor: string
}
let firm: Account
let operator: Account
let county: Account
let elsewhere: Account
let city: Account

beforeAll(async () => {
  const { db } = database
  const [found] = await db
    .select({
      id: outlets.id,
      enterpriseId: outlets.enterpriseId,
      regionCode: enterprises.regionCode,
      creditCode: enterprises.creditCode,
      vendorId: vendors.id,
      vendor: vendors.name,
    })
    .from(outletVendors)
    .innerJoin(outlets, eq(outlets.id, outletVendors.outletId))
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .innerJoin(vendors, eq(vendors.id, outletVendors.vendorId))
    .where(eq(outletVendors.kind, 'operator'))
    .orderBy(asc(outlets.id))
    .limit(1)
  place = found as typeof place
  const other = place.regionCode === '430922' ? '430923' : '430922'
  const account = async (userId: string, role: Account['role'], over: Partial<Account> & { organisation?: string }) => {
    const { organisation, ...ties } = over
    await db.insert(users).values({ id: userId, name: `岗 ${userId}`, email: `${userId}@example.com` })
    const viewer: Account = {
      role,
      userId,
      name: `岗 ${userId}`,
      regionCode: null,
      department: null,
      enterpriseId: null,
      hasSecondFactor: true,
      ...ties,
    }
    await db.insert(memberships).values({
      userId,
      role,
      regionCode: viewer.regionCode,
      department: viewer.department,
      enterpriseId: viewer.enterpriseId,
      organisation: organisation ?? null,
    })
    return viewer
  }
  firm = await account('order-firm', 'firm', { enterpriseId: place.enterpriseId })
  operator = await account('order-operator', 'monitoring_operator', { organisation: place.vendor })
  county = await account('order-county', 'county_officer', { regionCode: place.regionCode, department: 'monitoring' })
  elsewhere = await account('order-elsewhere', 'county_officer', { regionCode: other, department: 'inspection' })
  city = await account('order-city', 'city_officer', { department: 'inspection' })
})

const issue = async (at = issuedAt) =>
  (await issueOrder(database.db, { outletId: place.id, kind: 'exceedance', at, continuesId: null }, at)).id
const rowOf = async (id: number) => {
  const [row] = await database.db.select().from(supervisionOrders).where(eq(supervisionOrders.id, id))
  return row as NonNullable<typeof row>
}
const given = (id: number, isSupplement = false) => ({
  id,
  isSupplement,
  words: '已检查并处理。',
  measures: null,
  files: [],
})
const refusedAs = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof DomainError ? error.code : Promise.reject(error)),
  )

/** What an order can be, told apart from the code: the rule in its own words. */
interface Model {
  answered: Set<'firm' | 'operator' | 'county'>
  isClosed: boolean
  isEscalated: boolean
  hour: number
  steps: number
}
const acts = [
  'firm',
  'operator',
  'county',
  'firm+',
  'operator+',
  'county+',
  'comment',
  'escalate',
  'close',
  'overdue',
  'wait',
] as const
type Act = (typeof acts)[number]

function may({ answered, isClosed, isEscalated, hour }: Model, act: Act): boolean {
  if (act === 'overdue' || act === 'wait') return true
  if (isClosed) return false
  if (act === 'comment') return true
  if (act === 'escalate') return !isEscalated
  if (act === 'close') return answered.size === 3 || (answered.has('county') && hour > 24)
  const party = act.replace('+', '') as 'firm'
  return act.endsWith('+') === answered.has(party)
}

describe('an order', () => {
  it('whatever is tried in whatever order, it goes only the ways of the rule, and nothing that was answered changes', {
    timeout: 120_000,
  }, async () => {
    const { db } = database
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...acts), { minLength: 4, maxLength: 16 }), async (plan) => {
        const id = await issue()
        const model: Model = { answered: new Set(), isClosed: false, isEscalated: false, hour: 1, steps: 1 }
        const late = new Set<string>()
        for (const act of plan) {
          const now = hours(model.hour)
          const take: Record<Act, () => Promise<unknown>> = {
            firm: () => answerAsFirm(db, firm, { ...given(id), cause: 'treatment_fault' }, now),
            'firm+': () => answerAsFirm(db, firm, { ...given(id, true), cause: null }, now),
            operator: () => answerAsOperator(db, operator, { ...given(id), finding: 'in_order' }, now),
            'operator+': () => answerAsOperator(db, operator, { ...given(id, true), finding: null }, now),
            county: () => answerAsCounty(db, county, { ...given(id), result: 'cannot_tell' }, now),
            'county+': () => answerAsCounty(db, county, { ...given(id, true), result: 'violation' }, now),
            comment: () => commentOnOrder(db, city, { id, words: '请抓紧核查。' }, now),
            escalate: () => escalateOrder(db, city, { id, words: '市局直接督办。' }, now),
            close: () => closeOrder(db, city, { id, words: '核查清楚，办结。' }, now),
            overdue: () => recordOverdueAnswers(db, now),
            wait: async () => {},
          }
          const isAllowed = may(model, act)
          const before = await db
            .select()
            .from(supervisionAnswers)
            .where(eq(supervisionAnswers.orderId, id))
            .orderBy(asc(supervisionAnswers.id))
          expect([act, (await refusedAs(take[act]())) === 'done']).toEqual([act, isAllowed])
          const answers = await db
            .select()
            .from(supervisionAnswers)
            .where(eq(supervisionAnswers.orderId, id))
            .orderBy(asc(supervisionAnswers.id))
          expect(answers.slice(0, before.length)).toEqual(before)
          if (!isAllowed) continue
          if (act === 'wait') model.hour += 12
          else if (act === 'overdue') {
            const missing =
              model.hour > 24 && !model.isClosed
                ? (['firm', 'operator', 'county'] as const).filter(
                    (party) => !model.answered.has(party) && !late.has(party),
                  )
                : []
            for (const party of missing) late.add(party)
            model.steps += missing.length
          } else {
            model.steps++
            if (act === 'close') model.isClosed = true
            else if (act === 'escalate') model.isEscalated = true
            else if (act !== 'comment' && !act.endsWith('+')) {
              model.answered.add(act as 'firm')
              expect(answers.at(-1)?.isLate).toBe(model.hour > 24)
            }
          }
          expect((await rowOf(id)).state).toBe(
            model.isClosed ? 'closed' : model.answered.size === 3 ? 'answered' : 'open',
          )
        }
        expect(await db.$count(supervisionHistory, eq(supervisionHistory.orderId, id))).toBe(model.steps)
        if (!model.isClosed)
          await database.owner.sql`update supervision_orders set state = 'closed', closed_at = now() where id = ${id}`
      }),
      { numRuns: 25 },
    )
  })

  it('others than its parties do not answer it, nor see it at a desk', async () => {
    const { db } = database
    const id = await issue()
    const stranger: Account = { ...firm, enterpriseId: place.enterpriseId + 1 }
    const result = { result: 'violation' as const }
    expect(await refusedAs(answerAsFirm(db, stranger, { ...given(id), cause: 'other' }, hours(1)))).toBe('not_allowed')
    expect(await refusedAs(answerAsCounty(db, elsewhere, { ...given(id), ...result }, hours(1)))).toBe('not_allowed')
    expect(
      await refusedAs(answerAsCounty(db, { ...county, department: 'legal' }, { ...given(id), ...result }, hours(1))),
    ).toBe('not_allowed')
    expect(await refusedAs(answerAsFirm(db, county, { ...given(id), cause: 'other' }, hours(1)))).toBe('not_allowed')
    const idle: Account = { ...operator, userId: 'order-city' }
    expect(await refusedAs(answerAsOperator(db, idle, { ...given(id), finding: 'drift' }, hours(1)))).toBe('not_found')
    expect(await refusedAs(closeOrder(db, county, { id, words: '办结。' }, hours(1)))).toBe('not_allowed')
    expect(await getDeskOrder(db, id, { enterpriseId: place.enterpriseId + 1 })).toBeUndefined()
    expect(await getDeskOrder(db, id, { regionCode: elsewhere.regionCode ?? '' })).toBeUndefined()
    expect(await getDeskOrder(db, id, { operatorOf: idle })).toBeUndefined()
    expect((await getDeskOrder(db, id, { operatorOf: operator }))?.id).toBe(id)
  })

  it('a second first answer is refused with who was quicker; without a choice, with a mobile number or six files it is refused at its field', async () => {
    const { db } = database
    const id = await issue()
    const refusedFor = (over: object) =>
      answerAsFirm(db, firm, { ...given(id), cause: 'other', ...over }, hours(1)).then(
        () => undefined,
        (error: DomainError) => error.problems[0]?.field ?? error.message,
      )
    const file = { name: 'a.pdf', mediaType: 'application/pdf', sha256: 'a'.repeat(64), size: 3 }
    expect(await refusedFor({ cause: null })).toBe('cause')
    expect(await refusedFor({ words: '请联系 13900000001。' })).toBe('words')
    expect(await refusedFor({ files: Array(6).fill(file) })).toBe('files')
    expect(await refusedFor({ files: [file] })).toBeUndefined()
    expect(await refusedFor({})).toContain('岗 order-firm已于')
    const desk = await getDeskOrder(db, id, { enterpriseId: place.enterpriseId })
    const [own] = [...(desk?.attached.values() ?? [])].flat()
    const ref = { id, fileId: own?.id ?? 0 }
    expect(await getOrderFile(db, ref, { enterpriseId: place.enterpriseId, party: 'firm' })).toMatchObject({
      name: 'a.pdf',
    })
    expect(await getOrderFile(db, ref, { operatorOf: operator, party: 'operator' })).toBeUndefined()
    expect(JSON.stringify(await getOrder(db, id))).not.toMatch(/order-firm|a\.pdf|aaaa/)
  })

  it('the database itself lets no answer, step, number or clock be changed, and no order be deleted', async () => {
    const { db } = database
    const id = await issue()
    await answerAsFirm(db, firm, { ...given(id), cause: 'other' }, hours(1))
    const tries = [
      db.update(supervisionAnswers).set({ words: '改写' }).where(eq(supervisionAnswers.orderId, id)),
      db.delete(supervisionHistory).where(eq(supervisionHistory.orderId, id)),
      db
        .update(supervisionOrders)
        .set({ dueAt: hours(99) })
        .where(eq(supervisionOrders.id, id)),
      db
        .update(supervisionOrders)
        .set({ firmAt: hours(0) })
        .where(eq(supervisionOrders.id, id)),
      db.delete(supervisionOrders).where(eq(supervisionOrders.id, id)),
    ]
    for (const each of tries) await expect(each).rejects.toThrow()
  })

  it('becomes a case: a draft whose lead is on-line monitoring, once the county has reported; linked once', async () => {
    const { db } = database
    const id = await issue()
    const content = { id, title: '氮氧化物超标排放', facts: '小时均值超过许可排放浓度限值，已核实。' }
    expect(await refusedAs(openCaseFromOrder(db, county, content, hours(1)))).toBe('conflict')
    await answerAsCounty(db, county, { ...given(id), result: 'violation' }, hours(1))
    const caseId = await openCaseFromOrder(db, county, content, hours(2))
    const [draft] = await database.sql`select lead_source, state, region_code from violation_cases where id = ${caseId}`
    expect(draft).toEqual({ lead_source: 'online', state: 'draft', region_code: place.regionCode })
    expect(await refusedAs(linkOrderToCase(db, county, { id, caseId }, hours(3)))).toBe('conflict')
    expect((await getOrder(db, id))?.caseId).toBeNull()
    expect((await getDeskOrder(db, id, {}))?.draftId).toBe(caseId)
    const other = await issue()
    await answerAsCounty(db, county, { ...given(other), result: 'violation' }, hours(1))
    expect(await refusedAs(linkOrderToCase(db, county, { id: other, caseId: 99_999_999 }, hours(3)))).toBe(
      'rule_broken',
    )
    expect(await refusedAs(linkOrderToCase(db, county, { id: other, caseId }, hours(3)))).toBe('done')
  })
})

it('mail goes to the parties of an order with an address, and after the term to those who have not answered', async () => {
  const { db } = database
  const id = await issue()
  const mails: MailToSend[] = []
  const send = async (mail: MailToSend) => {
    mails.push(mail)
    return 'sent' as const
  }
  await mailOrder(db, id, 'issued', send)
  expect(mails.map(({ to }) => to)).toEqual(
    expect.arrayContaining(['order-firm@example.com', 'order-operator@example.com', 'order-county@example.com']),
  )
  expect(mails.map(({ to }) => to)).not.toContain('order-elsewhere@example.com')
  expect(mails[0]?.text).toContain('2026年11月26日')
  await answerAsFirm(db, firm, { ...given(id), cause: 'other' }, hours(1))
  mails.length = 0
  await mailOrder(db, id, 'overdue', send)
  expect(mails.map(({ to }) => to).sort()).toEqual(['order-county@example.com', 'order-operator@example.com'])
  expect(mails[0]?.subject).toContain('已逾期')
})

it('the list counts by kind, county, state and lateness; a filter does not narrow its own counts; programs read on', async () => {
  const { db } = database
  await database.owner.sql.unsafe(`alter table supervision_orders disable trigger supervision_orders_kept; alter table supervision_history disable trigger supervision_history_append_only;
    truncate exceedances, anomalies, supervision_history, supervision_answers, supervision_files, supervision_orders cascade`)
  const [first, second, third] = [await issue(), await issue(), await issue(hours(20))]
  await answerAsFirm(db, firm, { ...given(first as number), cause: 'other' }, hours(25))
  await answerAsOperator(db, operator, { ...given(first as number), finding: 'drift' }, hours(3))
  await answerAsCounty(db, county, { ...given(first as number), result: 'no_violation' }, hours(3))
  await db.insert(exceedances).values({
    outletId: place.id,
    factorNo: 1,
    kind: 'hour',
    at: issuedAt,
    value: 75,
    limitMax: 50,
    multiple: 0.5,
    isJudged: true,
    foundAt: issuedAt,
    orderId: first,
  })
  const found = await listOrders(db, { overdue: 'yes' }, 1, {}, hours(30))
  expect(found.rows.map(({ id }) => id)).toEqual([second, first])
  expect(found.counts).toEqual({
    kind: new Map([['exceedance', 2]]),
    state: new Map([
      ['answered', 1],
      ['open', 1],
    ]),
    region: new Map([[place.regionCode, 2]]),
    overdue: new Map([
      ['yes', 2],
      ['no', 1],
    ]),
  })
  expect(await countWaiting(db, 'firm', { enterpriseId: place.enterpriseId }, hours(30))).toEqual({
    waiting: 2,
    late: 1,
  })
  expect(await countWaiting(db, 'operator', { operatorOf: operator }, hours(10))).toEqual({ waiting: 2, late: 0 })
  const page = await readOnOrders(db, {}, 2, undefined, hours(30))
  expect(page).toMatchObject({ total: 3, cursor: String(second) })
  expect((await readOnOrders(db, {}, 2, Number(page.cursor), hours(30))).rows.map(({ id }) => id)).toEqual([first])
  const whole = await getOrder(db, first as number)
  expect(whole?.exceedances).toMatchObject([{ value: 75, limitMax: 50 }])
  expect(whole?.steps.map(({ step, party }) => [step, party])).toEqual([
    ['issued', null],
    ['answered', 'operator'],
    ['answered', 'county'],
    ['answered', 'firm'],
  ])
  expect(third).toBeGreaterThan(second as number)
  expect(await db.$count(supervisionOrders, and(eq(supervisionOrders.operatorId, place.vendorId)))).toBe(3)
})
