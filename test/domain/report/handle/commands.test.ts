import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { memberships, users } from '#db/schema/account.ts'
import { events } from '#db/schema/event.ts'
import { reportHistory, reportMessages, reports } from '#db/schema/report.ts'
import { violationCases } from '#db/schema/violation.ts'
import { concludeReport, reopenReport } from '#domain/report/commands/handle/conclude.ts'
import { escalateOverdue } from '#domain/report/commands/handle/escalate.ts'
import { mailOverdue } from '#domain/report/commands/handle/mail-overdue.ts'
import {
  extendReport,
  linkReportToCase,
  openCaseFromReport,
  recordInspection,
} from '#domain/report/commands/handle/progress.ts'
import {
  acceptReport,
  joinReport,
  referReport,
  refuseReport,
  routeReport,
} from '#domain/report/commands/handle/triage.ts'
import { getReportFile, listReportHistory } from '#domain/report/queries/office/file.ts'
import { countReportInbox, listReportInbox } from '#domain/report/queries/office/inbox.ts'
import { listLikely } from '#domain/report/queries/office/likely.ts'
import { dueOf } from '#domain/report/rules/due.ts'
import { cityDate } from '#platform/clock.ts'
import { DomainError } from '#platform/errors.ts'
import { type Account, visitor } from '#platform/permissions/viewer.ts'
import { conclusion, object, ownWords, receive, rowOf } from '#test/domain/report/handle/reports.ts'
import { anOfficer } from '#test/domain/review/people.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-11-25T02:00:00Z')
const later = (days: number) => new Date(now.getTime() + days * 86_400_000)
const none = { words: '', note: '' }
let county: Account
let colleague: Account
let elsewhere: Account
let city: Account
let legal: Account
beforeAll(async () => {
  const { db } = database
  county = await anOfficer(db, 'taojiang-one', '430922')
  colleague = await anOfficer(db, 'taojiang-two', '430922')
  elsewhere = await anOfficer(db, 'anhua-one', '430923')
  city = await anOfficer(db, 'city-one', null)
  legal = { ...(await anOfficer(db, 'city-legal-one', null)), department: 'legal' }
})
const refused = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (fault) => fault,
  )
  expect(error).toBeInstanceOf(DomainError)
  return error as DomainError
}
const accepted = async (given: Parameters<typeof receive>[2] = {}) => {
  const { id } = await receive(database.db, now, given)
  await acceptReport(database.db, county, { id, revision: 0, ...none }, now)
  return id
}
const concluded = async (by = county) => {
  const id = await accepted()
  await concludeReport(database.db, by, { id, revision: 1, ...conclusion }, later(10))
  return id
}

describe('triage', () => {
  it('an accepted report has 60 days from its acceptance, and the step, the row and the event stand together', async () => {
    const { db } = database
    const { id } = await receive(db, now)
    await acceptReport(db, county, { id, revision: 0, words: '已受理', note: '先查' }, later(3))
    expect(await rowOf(db, id)).toMatchObject({
      state: 'accepted',
      acceptedOn: '2026-11-28',
      handleDueOn: '2027-01-27',
      revision: 1,
    })
    const history = await listReportHistory(db, id)
    expect(history.at(-1)).toMatchObject({ step: 'accepted', byName: '岗 taojiang-one', words: '已受理', note: '先查' })
    const [event] = await db.select().from(events).where(eq(events.kind, 'report.accepted'))
    expect(event).toMatchObject({ subject: `report:${id}`, actorId: 'taojiang-one' })
  })
  it('what is said and noted is sealed: neither the rows nor the log hold a word of it', async () => {
    const { db } = database
    const { id } = await receive(db, now)
    const ref = { id, revision: 0, ground: 'no_facts' as const, words: '请补充具体地点', note: '举报人很紧张' }
    await refuseReport(db, county, ref, now)
    const kept = JSON.stringify([
      await db.execute(sql`select * from report_history where report_id = ${id}`),
      await db.execute(sql`select * from events where subject = ${`report:${id}`}`),
      await db.execute(sql`select * from reports where id = ${id}`),
    ])
    for (const word of ['补充', '紧张', '暗管', '老渡口']) expect(kept).not.toContain(word)
    expect(await rowOf(db, id)).toMatchObject({ state: 'refused', refusalGround: 'no_facts' })
  })
  it('a report of another body tells its reporter whom to call', async () => {
    const { db } = database
    const { id } = await receive(db, now)
    await referReport(db, county, { id, revision: 0, authority: '长沙市', telephone: '0731-12345', ...none }, now)
    expect((await listReportHistory(db, id)).at(-1)?.words).toBe('长沙市 0731-12345')
  })
  it('the county of the place handles it, another county sees nothing of it, the legal desk and a visitor neither', async () => {
    const { db } = database
    const { id } = await receive(db, now)
    const ref = { id, revision: 0, ...none }
    for (const viewer of [elsewhere, legal, visitor]) {
      expect((await refused(acceptReport(db, viewer, ref, now))).code).toBe('not_allowed')
      expect(await getReportFile(db, viewer, id)).toBeUndefined()
    }
    expect((await refused(routeReport(db, county, { ...ref, regionCode: '430923' }, now))).code).toBe('not_allowed')
    await routeReport(db, city, { ...ref, regionCode: '430923' }, now)
    expect((await refused(acceptReport(db, county, { ...ref, revision: 1 }, now))).code).toBe('not_allowed')
    await acceptReport(db, elsewhere, { ...ref, revision: 1 }, now)
    expect(
      (await refused(routeReport(db, city, { ...ref, revision: 2, regionCode: '999999' }, now))).message,
    ).toContain('999999')
    expect(
      (await refused(routeReport(db, city, { ...ref, revision: 2, regionCode: '430923' }, now))).problems[0]?.field,
    ).toBe('regionCode')
  })
  it('a report is joined to one that is handled, never to itself, to a refused one, or when others are joined to it', async () => {
    const { db } = database
    const lead = await accepted()
    const { id } = await receive(db, now)
    const to = (joinedToId: number) => joinReport(db, county, { id, revision: 0, joinedToId, ...none }, now)
    const { id: dead } = await receive(db, now)
    await refuseReport(db, county, { id: dead, revision: 0, ground: 'no_facts', words: '没有事实', note: '' }, now)
    const { id: foreign } = await receive(db, now, { regionCode: '430923' })
    for (const wrong of [id, dead, foreign, 999_999])
      expect((await refused(to(wrong))).problems[0]?.field).toBe('joinedToId')
    await to(lead)
    expect(await rowOf(db, id)).toMatchObject({ state: 'joined', joinedToId: lead })
    const { id: third } = await receive(db, now)
    const error = await refused(joinReport(db, county, { id: lead, revision: 1, joinedToId: third, ...none }, now))
    expect(error.message).toContain('1 件并入此件')
  })
  it('of two officers the second is told who was quicker, and nothing of the first is overwritten', async () => {
    const { db } = database
    const { id } = await receive(db, now)
    await acceptReport(db, county, { id, revision: 0, ...none }, now)
    const late = { id, revision: 0, ground: 'no_facts' as const, words: '没有事实', note: '' }
    const error = await refused(refuseReport(db, colleague, late, later(1)))
    expect(error.code).toBe('conflict')
    expect(error.message).toContain('岗 taojiang-one已于 2026年11月25日 10:00 办理“受理”')
    expect(await rowOf(db, id)).toMatchObject({ state: 'accepted', revision: 1 })
  })
  it('of thirty officers at once one accepts', async () => {
    const { db } = database
    const { id } = await receive(db, now)
    const all = await Promise.allSettled(
      Array.from({ length: 30 }, () => acceptReport(db, county, { id, revision: 0, ...none }, now)),
    )
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await rowOf(db, id)).revision).toBe(1)
  })
})

describe('handling', () => {
  it('an inspection is recorded for the office, not for a day to come nor before the report', async () => {
    const { db } = database
    const id = await accepted()
    const at = (inspectedOn: string) =>
      recordInspection(
        db,
        county,
        { id, revision: 1, inspectedOn, note: '暗管一处，已拍照', words: '已到现场' },
        later(2),
      )
    expect((await refused(at('2026-11-28'))).problems[0]?.field).toBe('inspectedOn')
    expect((await refused(at('2026-11-24'))).problems[0]?.field).toBe('inspectedOn')
    await at('2026-11-26')
    expect((await listReportHistory(db, id)).at(-1)).toMatchObject({
      step: 'inspected',
      note: '2026-11-26\n暗管一处，已拍照',
      words: '已到现场',
    })
  })
  it('a term is extended by 30 days in all, with a reason, and not once it is over', async () => {
    const { db } = database
    const id = await accepted()
    const by = (days: number, revision: number, at = later(20)) =>
      extendReport(db, county, { id, revision, days, words: '等待监测报告', note: '' }, at)
    expect((await refused(by(31, 1))).message).toContain('最多共延长 30 天，还可延长 30 天')
    expect((await refused(by(0, 1))).problems[0]?.field).toBe('days')
    await by(20, 1)
    expect(await rowOf(db, id)).toMatchObject({ extendedDays: 20, handleDueOn: '2027-02-13' })
    expect((await refused(by(11, 2))).message).toContain('还可延长 10 天')
    expect((await refused(by(10, 2, later(90)))).code).toBe('conflict')
    await by(10, 2)
    expect(await rowOf(db, id)).toMatchObject({ extendedDays: 30, handleDueOn: '2027-02-23' })
  })
  it('a case is opened with the report as its lead and nothing of the reporter in it', async () => {
    const { db } = database
    const id = await accepted()
    const open = {
      id,
      revision: 1,
      enterpriseName: '某化工厂',
      title: '私设暗管排放废水案',
      facts: '检查发现厂区东侧有暗管一处，正在排放废水。',
    }
    expect(
      (await refused(openCaseFromReport(db, county, { ...open, facts: `${open.facts}电话 13900000001` }, now)))
        .problems[0]?.field,
    ).toBe('facts')
    const caseId = await openCaseFromReport(db, county, open, now)
    const [found] = await db.select().from(violationCases).where(eq(violationCases.id, caseId))
    expect(found).toMatchObject({
      state: 'draft',
      leadSource: 'public_report',
      category: 'stealth_discharge',
      regionCode: '430922',
    })
    const revisions = await db.execute(sql`select content from case_revisions where case_id = ${caseId}`)
    for (const word of ['十一点', '老渡口', '每晚', '13900000001'])
      expect(JSON.stringify([found, revisions])).not.toContain(word)
    expect(await rowOf(db, id)).toMatchObject({ caseId, revision: 2 })
    expect((await refused(linkReportToCase(db, county, { id, revision: 2, caseId }, now))).code).toBe('conflict')
    const other = await accepted()
    expect(
      (await refused(linkReportToCase(db, county, { id: other, revision: 1, caseId: 999_999 }, now))).problems[0]
        ?.field,
    ).toBe('caseId')
    await linkReportToCase(db, county, { id: other, revision: 1, caseId }, now)
    expect(await rowOf(db, other)).toMatchObject({ caseId })
  })
})

describe('the conclusion', () => {
  it('has a number of its own that does not follow the number of the report', async () => {
    const { db } = database
    const [first, second] = [await accepted(), await accepted()]
    await concludeReport(db, county, { id: second, revision: 1, ...conclusion }, now)
    await concludeReport(db, county, { id: first, revision: 1, ...conclusion }, now)
    const [one, two] = [await rowOf(db, first), await rowOf(db, second)]
    expect(one).toMatchObject({ state: 'concluded', outcome: 'true', concludedOn: '2026-11-25' })
    expect(one.outcomeNo as number).toBeGreaterThan(two.outcomeNo as number)
    const [event] = await db
      .select()
      .from(events)
      .where(eq(events.subject, `report:${first}`))
      .orderBy(sql`id desc`)
      .limit(1)
    expect(event?.kind).toBe('report_outcome.concluded')
    expect(JSON.stringify(event)).not.toContain('私设')
  })
  it.each([
    ['a telephone', '经查属实，举报人电话 13900000001。'],
    ['the reporter’s own sentence', `经查，${ownWords.slice(0, 24)}，属实。`],
  ])('with %s in the public text is refused at its field', async (_, publicOutcome) => {
    const { db } = database
    const id = await accepted()
    const error = await refused(concludeReport(db, county, { id, revision: 1, ...conclusion, publicOutcome }, now))
    expect(error.problems[0]?.field).toBe('publicOutcome')
    expect((await rowOf(db, id)).state).toBe('accepted')
  })
  it('is looked at again after an objection only, and by another person from beginning to end', async () => {
    const { db } = database
    const id = await concluded()
    const ref = { id, revision: 2, ...none }
    expect((await refused(reopenReport(db, colleague, ref, later(12)))).message).toContain('没有提出异议')
    await object(db, id, later(12))
    expect((await refused(reopenReport(db, county, ref, later(12)))).code).toBe('not_allowed')
    await reopenReport(db, colleague, ref, later(12))
    expect(await rowOf(db, id)).toMatchObject({ state: 'accepted', recheckDueOn: '2027-01-06' })
    const again = { id, revision: 3, ...conclusion, outcome: 'partly_true' as const }
    expect((await refused(concludeReport(db, county, again, later(13)))).code).toBe('not_allowed')
    const { outcomeNo } = await rowOf(db, id)
    await concludeReport(db, colleague, again, later(13))
    expect(await rowOf(db, id)).toMatchObject({
      state: 'concluded',
      outcome: 'partly_true',
      recheckDueOn: null,
      outcomeNo,
    })
  })
  it('a refused report that is objected to is handled by another person, with a term', async () => {
    const { db } = database
    const { id } = await receive(db, now)
    await refuseReport(db, county, { id, revision: 0, ground: 'no_facts', words: '没有事实', note: '' }, now)
    await object(db, id, now)
    await reopenReport(db, city, { id, revision: 1, ...none }, later(1))
    expect(await rowOf(db, id)).toMatchObject({
      state: 'accepted',
      refusalGround: null,
      acceptedOn: '2026-11-26',
      handleDueOn: '2026-12-25',
    })
  })
})

describe('the inbox', () => {
  it('holds what something is owed to, the nearest term first, and its clock is the rule’s', async () => {
    const { db } = database
    const { rows } = await listReportInbox(db, city, { page: 1 }, now)
    for (const { id, wait, dueOn } of rows) {
      const due = dueOf(await rowOf(db, id), cityDate(now))
      expect([wait, dueOn]).toEqual([due?.wait ?? null, due?.dueOn ?? null])
    }
    const terms = rows.map(({ dueOn }) => dueOn ?? '9999')
    expect(terms).toEqual([...terms].sort())
    const counts = await countReportInbox(db, city, { page: 1 }, now)
    expect([...counts.waits.values()].reduce((a, b) => a + b, 0)).toBe(rows.length)
    const own = await listReportInbox(db, elsewhere, { page: 1 }, now)
    expect(new Set(own.rows.map(({ regionCode }) => regionCode))).toEqual(new Set(['430923']))
    expect(rows.every(({ opening }) => !opening?.includes('13900000001'))).toBe(true)
  })
  it('shows the words masked, the pin, and nothing of an identity', async () => {
    const { db } = database
    const { id } = await receive(db, now, { identity: { name: '渔者（虚构）', telephone: '19900000001' } })
    const file = await getReportFile(db, county, id)
    expect(file?.isNamed).toBe(true)
    expect(file?.content?.words).toContain('███████████')
    expect(JSON.stringify(file)).not.toMatch(/13900000001|渔者|19900000001/)
  })
  it('suggests reports of the same place and words, and those of the same firm and kind, not others', async () => {
    const { db } = database
    const pin = { longitudeDeg: 111.21, latitudeDeg: 28.38 }
    const content = { place: '桥下', pin, seen: '', enterprise: '' }
    const at = (words: string, more: object = {}, when = now) =>
      receive(db, when, { regionCode: '430923', content: { ...content, words }, ...more })
    const { id } = await at('桥下的暗管每天夜里排红色的水')
    const near = await at('夜里桥下暗管排红色的水，天天都排', {
      content: {
        ...content,
        words: '夜里桥下暗管排红色的水，天天都排',
        pin: { longitudeDeg: 111.26, latitudeDeg: 28.42 },
      },
    })
    const other = await at('村口有人焚烧垃圾')
    const old = await at('桥下的暗管每天夜里排红色的水', {}, later(-60))
    const likely = (await listLikely(db, elsewhere, id)).map((row) => row.id)
    expect(likely).toContain(near.id)
    expect(likely).not.toContain(other.id)
    expect(likely).not.toContain(old.id)
    expect(await listLikely(db, county, id)).toEqual([])
  })
})

describe('what is overdue', () => {
  it('is escalated the day after its term, once for each term', async () => {
    const { db } = database
    const { id } = await receive(db, now)
    const steps = async () => (await listReportHistory(db, id)).filter(({ step }) => step === 'escalated').length
    const due = new Date('2026-12-16T15:59:00Z') // 23:59 of the last day
    await escalateOverdue(db, due)
    expect(await steps()).toBe(0)
    await escalateOverdue(db, new Date('2026-12-16T16:15:00Z'))
    expect(await steps()).toBe(1)
    await escalateOverdue(db, new Date('2026-12-20T16:15:00Z'))
    expect(await steps()).toBe(1)
    await acceptReport(db, county, { id, revision: 1, ...none }, new Date('2026-12-21T02:00:00Z'))
    await escalateOverdue(db, new Date('2027-02-18T16:15:00Z'))
    expect(await steps()).toBe(1)
    await escalateOverdue(db, new Date('2027-02-19T16:15:00Z'))
    expect(await steps()).toBe(2)
  })
  it('is told to its handlers by mail: how many, where, and not a word of what', async () => {
    const { db, owner } = database
    await owner.sql`update users set email = userless.email from (values ('taojiang-one', 'one@example.org'), ('city-one', 'city@example.org')) as userless (id, email) where users.id = userless.id`
    await owner.db.insert(memberships).values([
      { userId: 'taojiang-one', role: 'county_officer', regionCode: '430922', department: 'inspection' },
      { userId: 'taojiang-two', role: 'county_officer', regionCode: '430922', department: 'inspection' },
      { userId: 'city-one', role: 'city_officer', department: 'inspection' },
    ])
    const { id } = await receive(db, now)
    await db.insert(reportMessages).values({ reportId: id, side: 'reporter', content: Buffer.from('x'), at: now })
    const sent: { to: string; text: string }[] = []
    await mailOverdue(db, new Date('2027-03-01T00:30:00Z'), async (mail) => {
      sent.push(mail)
      return 'sent'
    })
    expect(sent.map(({ to }) => to).sort()).toEqual(['city@example.org', 'one@example.org'])
    expect(sent[0]?.text).toMatch(/待办举报 \d+ 件，其中逾期 \d+ 件；有未读消息 \d+ 件/)
    expect(JSON.stringify(sent)).not.toMatch(/暗管|老渡口|stealth|举报 \d+：/)
    expect(await db.$count(users)).toBeGreaterThan(sent.length)
    expect(await db.$count(reports)).toBeGreaterThan(0)
    expect(await db.$count(reportHistory)).toBeGreaterThan(0)
  })
})
