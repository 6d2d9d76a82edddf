import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { and, desc, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { memberships, users } from '#db/schema/account.ts'
import { countyMeasures, countyReturnSteps, countyReturns, scoreMonths, taskStates } from '#db/schema/assessment.ts'
import { events } from '#db/schema/event.ts'
import { dayClosings, readingRegionDays } from '#db/schema/reading-day.ts'
import { completeReturn } from '#domain/assessment/commands/complete-return.ts'
import { receiveReturn, sendBackReturn } from '#domain/assessment/commands/decide-return.ts'
import { fixDueScores, refixScores } from '#domain/assessment/commands/fix-scores.ts'
import { keepDueLedgers } from '#domain/assessment/commands/keep-due-ledgers.ts'
import { mailReturn } from '#domain/assessment/commands/mail-return.ts'
import {
  confirmMeasure,
  declineProposal,
  discardMeasure,
  followUpMeasure,
  liftMeasure,
  proposeMeasure,
} from '#domain/assessment/commands/measures.ts'
import { prepareReturns } from '#domain/assessment/commands/prepare-returns.ts'
import { remindReturns } from '#domain/assessment/commands/remind-returns.ts'
import { reportTask } from '#domain/assessment/commands/report-task.ts'
import { signReturn } from '#domain/assessment/commands/sign-return.ts'
import { getOfficeMeasure, listMeasures } from '#domain/assessment/queries/measures.ts'
import { listProposals } from '#domain/assessment/queries/proposals.ts'
import { getDeskReturn, listDeskReturns, listPublicReturns } from '#domain/assessment/queries/returns.ts'
import { computeMonth, listScores, newestMonth, scoresOf } from '#domain/assessment/queries/scores.ts'
import { countOf, countTasks } from '#domain/assessment/queries/task-counts.ts'
import { listTaskStates, taskHistory } from '#domain/assessment/queries/tasks.ts'
import { waitingAssessment } from '#domain/assessment/queries/waiting.ts'
import { firstDay, lastDay, monthAfter, monthOf } from '#domain/assessment/rules/month.ts'
import { checklist, returnDueOn } from '#domain/assessment/rules/returns.ts'
import { canonicalJson } from '#platform/canonical-json.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import type { MailToSend } from '#platform/mail/mail.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { anOfficer } from '#test/domain/review/people.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const taojiang = '430922'
/** The 26th of the month that the city was loaded in: the month's return lies ready, that of the month before is due. */
const now = new Date(`${cityDate(new Date()).slice(0, 7)}-26T02:00:00Z`)
const month = monthOf(cityDate(now))
let one: Account
let two: Account
let filler: Account
let head: Account
let anhua: Account
beforeAll(async () => {
  const { db } = database
  one = await anOfficer(db, 'county-city-one', null)
  two = await anOfficer(db, 'county-city-two', null)
  filler = await anOfficer(db, 'county-filler', taojiang)
  head = await anOfficer(db, 'county-head', taojiang)
  anhua = await anOfficer(db, 'county-anhua-one', '430923')
  await prepareReturns(db, now)
})
const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: Error) => error.message,
  )
const returnOf = async (period = month, regionCode = taojiang) => {
  const [found] = await database.db
    .select()
    .from(countyReturns)
    .where(and(eq(countyReturns.regionCode, regionCode), eq(countyReturns.period, period)))
  return found as typeof countyReturns.$inferSelect
}
const lastEvent = async (subject: string) => {
  const [event] = await database.db
    .select({ kind: events.kind, reason: events.reason })
    .from(events)
    .where(eq(events.subject, subject))
    .orderBy(desc(events.id))
    .limit(1)
  return event
}
const completion = (found: { id: number; version: number }) => ({
  ...{ id: found.id, version: found.version, checked: checklist, words: { note: '台账已核对。' } },
})

describe('a monthly return', () => {
  it('lies ready for all eight counties from the 25th on, once, with figures that nobody typed', async () => {
    expect(await prepareReturns(database.db, now)).toBe(0)
    const rows = await database.db.select().from(countyReturns).where(eq(countyReturns.period, month))
    expect(rows).toHaveLength(8)
    expect(rows.every(({ dueOn, state }) => dueOn === firstDay(monthAfter(month)) && state === 'prepared')).toBe(true)
    expect(rows[0]?.figures.counts.casesDecided).toBeTypeOf('number')
    expect(rows[0]?.figures.counts.hoursDue).toBeNull()
  })

  it('is completed by one, signed by another under the county’s own seal, and received; each step has its event', async () => {
    const { db } = database
    let found = await returnOf()
    expect(await refused(completeReturn(db, anhua, completion(found), now))).toMatch(/may not do this/)
    expect(await refused(completeReturn(db, one, completion(found), now))).toMatch(/may not do this/)
    expect(await refused(completeReturn(db, filler, { ...completion(found), checked: ['cases'] }, now))).toMatch(
      /Each point of the checklist/,
    )
    expect(
      await refused(completeReturn(db, filler, { ...completion(found), words: { note: '联系 13900000001' } }, now)),
    ).toMatch(/leave it out/)
    const seal = (version: number, sealRegionCode = taojiang) => ({ id: found.id, version, sealRegionCode })
    expect(await refused(signReturn(db, head, seal(found.version), now))).toMatch(/not completed yet/)
    expect(await refused(receiveReturn(db, one, { id: found.id }, now))).toMatch(/not signed and sent yet/)
    await completeReturn(db, filler, completion(found), now)
    expect(await refused(completeReturn(db, head, completion(found), now))).toMatch(/Somebody changed this return/)
    found = await returnOf()
    expect(await refused(signReturn(db, filler, seal(found.version), now))).toMatch(/cannot sign it/)
    expect(await refused(signReturn(db, head, seal(found.version, '430923'), now))).toMatch(/another unit/)
    expect((await listPublicReturns(db, { region: taojiang }, now)).some(({ period }) => period === month)).toBe(false)
    await signReturn(db, head, seal(found.version), now)
    expect(await lastEvent(`county_return:${found.id}`)).toMatchObject({ kind: 'county_return.signed' })
    const [shown] = await listPublicReturns(db, { region: taojiang, kind: 'month' }, now)
    expect(shown).toMatchObject({ period: month, state: 'signed', isLate: false, words: { note: '台账已核对。' } })
    await sendBackReturn(db, one, { id: found.id, reason: '复查报告编号缺两处' }, now)
    expect(await lastEvent(`county_return:${found.id}`)).toMatchObject({
      kind: 'county_return.sent_back',
      reason: '复查报告编号缺两处',
    })
    const [back] = await listPublicReturns(db, { region: taojiang, kind: 'month' }, now)
    expect(back).toMatchObject({ period: month, state: 'sent_back', words: null, figures: null, isLate: false })
    // Signed anew after its day it is in time all the same: it was signed before.
    const later = new Date(now.getTime() + 10 * 86_400_000)
    found = await returnOf()
    await completeReturn(db, head, completion(found), later)
    found = await returnOf()
    await signReturn(db, filler, seal(found.version), later)
    // The month is over by then: both its ledgers are kept as they stood.
    expect((await getDeskReturn(db, one, { regionCode: taojiang, period: month }, later))?.ledgers).toMatchObject([
      { ledger: expect.any(String), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { ledger: expect.any(String) },
    ])
    await receiveReturn(db, one, { id: found.id }, later)
    expect(await refused(receiveReturn(db, one, { id: found.id }, later))).toMatch(/received already/)
    expect(await getDeskReturn(db, filler, { regionCode: taojiang, period: month }, later)).toMatchObject({
      state: 'received',
      isLate: false,
      completer: '岗 county-head',
      signer: '岗 county-filler',
    })
    expect(await getDeskReturn(db, anhua, { regionCode: taojiang, period: month }, later)).toBeUndefined()
    expect((await listDeskReturns(db, anhua, now)).every(({ regionCode }) => regionCode === '430923')).toBe(true)
  })

  it('the database too lets nobody sign what he completed, or with another seal, and keeps the steps', async () => {
    const { id } = await returnOf()
    const change = (set: object) => refused(database.db.update(countyReturns).set(set).where(eq(countyReturns.id, id)))
    const why = async (set: object) =>
      database.db
        .update(countyReturns)
        .set(set)
        .where(eq(countyReturns.id, id))
        .then(
          () => 'done',
          (error: Error & { cause?: { constraint_name?: string } }) => error.cause?.constraint_name,
        )
    expect(await why({ completedBy: filler.userId })).toBe('county_returns_two_people')
    expect(await why({ sealRegionCode: '430923' })).toBe('county_returns_seal')
    expect(await change({ period: '2026-13' })).not.toBe('done')
    expect(await refused(database.db.delete(countyReturnSteps).where(eq(countyReturnSteps.returnId, id)))).not.toBe(
      'done',
    )
  })

  it('is reminded of by mail before its day and again when it is late, each once, at addresses of the county alone', async () => {
    const { db } = database
    await db.update(users).set({ email: 'head@example.com' }).where(eq(users.id, head.userId))
    await db.update(users).set({ email: 'anhua@example.com' }).where(eq(users.id, anhua.userId))
    for (const { userId, regionCode } of [head, anhua])
      await db.insert(memberships).values({ userId, role: 'county_officer', regionCode, department: 'inspection' })
    const period = monthAfter(month)
    const dueOn = returnDueOn('month', period, 2099)
    const at = (days: number) => new Date(`${addDays(dueOn, days)}T01:00:00Z`)
    await prepareReturns(db, at(-4))
    const { id } = await returnOf(period)
    const step = async () =>
      (
        await db
          .select({ step: countyReturnSteps.step })
          .from(countyReturnSteps)
          .where(eq(countyReturnSteps.returnId, id))
          .orderBy(countyReturnSteps.id)
      ).map((row) => row.step)
    await remindReturns(db, at(-4))
    expect(await step()).toEqual(['prepared'])
    await remindReturns(db, at(-3))
    await remindReturns(db, at(0))
    expect(await step()).toEqual(['prepared', 'reminded'])
    await remindReturns(db, at(1))
    await remindReturns(db, at(2))
    expect(await step()).toEqual(['prepared', 'reminded', 'overdue'])
    expect(await lastEvent(`county_return:${id}`)).toMatchObject({ kind: 'county_return.overdue' })
    const mails: MailToSend[] = []
    const send = async (mail: MailToSend) => {
      mails.push(mail)
      return 'sent' as const
    }
    expect(await mailReturn(db, id, 'overdue', send)).toBe(1)
    expect(mails).toMatchObject([{ to: 'head@example.com', subject: expect.stringContaining('已逾期') }])
    expect(mails[0]?.text).toContain(`/office/returns/${taojiang}/${period}`)
    expect(await mailReturn(db, (await returnOf()).id, 'overdue', send)).toBe(0)
    // A county that let the day pass has its ledgers kept as they stand.
    for (const day of [1, 2]) await keepDueLedgers(db, at(day))
    const kept = await getDeskReturn(db, one, { regionCode: taojiang, period }, at(2))
    expect(kept?.ledgers.map(({ ledger }) => ledger).sort()).toEqual(['rectification', 'screening'])
    const late = await listPublicReturns(db, { region: taojiang, kind: 'month' }, at(1))
    expect(late[0]).toMatchObject({ period, isLate: true, firstSignedAt: null, words: null })
  })

  it('the year is summed up in four texts', async () => {
    const { db } = database
    const year = '2027'
    await prepareReturns(db, new Date('2027-11-20T01:00:00Z'))
    const found = await returnOf(year)
    expect(found).toMatchObject({ kind: 'year', dueOn: '2027-12-07', state: 'prepared' })
    const words = {
      done: '完成排查与整改工作。',
      results: '达标率明显提高。',
      difficulties: '资金不足。',
      next: '继续推进。',
    }
    await completeReturn(db, filler, { id: found.id, version: found.version, checked: [], words }, now)
    expect(await returnOf(year)).toMatchObject({ state: 'completed', words })
  })
})

describe('a task of annex 5', () => {
  const given = (more: object = {}) => ({
    ...{ no: 12, regionCode: taojiang, year: Number(month.slice(0, 4)), progress: 'under_way' as const },
    ...{ words: '逐日核对有效率。', paths: ['/monitoring/rates'], files: [], ...more },
  })
  it('is reported on by the unit that carries it out; what was said before stays', async () => {
    const { db } = database
    await reportTask(db, filler, given(), now)
    await reportTask(db, head, given({ progress: 'done', words: '全年有效率 93%。' }), now)
    const year = Number(month.slice(0, 4))
    const newest = (await listTaskStates(db, year, taojiang)).find(({ taskNo }) => taskNo === 12)
    expect(newest).toMatchObject({ progress: 'done', words: '全年有效率 93%。', paths: ['/monitoring/rates'] })
    const history = await taskHistory(db, { no: 12, regionCode: taojiang, year })
    expect(history.slice(0, 2).map(({ signedBy }) => signedBy)).toEqual(['岗 county-head', '岗 county-filler'])
    expect(await lastEvent(`task:${year}-12-${taojiang}`)).toMatchObject({ kind: 'task.reported' })
    expect(await refused(db.delete(taskStates))).not.toBe('done')
  })
  it.each([
    ['another county’s officer', () => anhua, {}, /may not do this/],
    ['a task of the city by a county', () => filler, { no: 1 }, /not this unit's/],
    ['a year to come', () => filler, { year: 2099 }, /can be reported on; given: 2099/],
    ['a telephone number', () => filler, { words: '联系 13900000001' }, /leave it out/],
    [
      'six files',
      () => filler,
      { files: Array(6).fill({ name: 'a', mediaType: 'b', sha256: 'c', size: 1 }) },
      /6 were chosen/,
    ],
  ])('%s is refused', async (_, who, more, message) =>
    expect(await refused(reportTask(database.db, who(), given(more), now))).toMatch(message),
  )

  it('the portal counts what it can: hours, disclosures, cases, returns', async () => {
    const { db } = database
    const year = Number(month.slice(0, 4))
    await db.insert(readingRegionDays).values({
      ...{ day: `${month}-02`, regionCode: taojiang, outlets: 2, stopped: 0, due: 100, received: 95, valid: 92 },
      ...{ flaggedCount: 3, missing: 5, exceeded: 1 },
    })
    const counted = await countTasks(db, year, cityDate(now))
    expect(countOf(counted.get('rate'), taojiang)).toMatchObject({ part: 92, of: 100 })
    const [cases] = (await database.sql`select count(*)::int as n from violation_cases
      where state = 'published' and region_code = ${taojiang} and extract(year from decided_on) = ${year}`) as unknown as [
      { n: number },
    ]
    expect(countOf(counted.get('cases'), taojiang)?.part ?? 0).toBe(cases.n)
    expect(countOf(counted.get('disclosures'))?.of ?? 0).toBeGreaterThan(100)
  })
})

describe('the scores of a month', () => {
  const old = newestMonth(now)
  const fixedAt = new Date(`${monthAfter(old)}-12T01:00:00Z`)
  const download = (found: object) => canonicalJson(found)
  const recompute = (file: string) =>
    execFileSync(
      process.execPath,
      [fileURLToPath(new URL('../../../docs/examples/recompute-county-scores.mjs', import.meta.url))],
      {
        input: file,
        encoding: 'utf8',
      },
    ).trim()

  it('count published rows alone, each once, and come out the same from the example script, byte for byte', async () => {
    const found = await computeMonth(database.db, old, now)
    expect(new Set(found.rows.map(({ indicator, ref }) => `${indicator} ${ref}`)).size).toBe(found.rows.length)
    expect(new Set(found.rows.map(({ indicator }) => indicator)).size).toBeGreaterThan(2)
    const late = found.rows.filter(({ indicator }) => indicator === 'returns')
    expect(late.length).toBe(8)
    const file = download(found)
    expect(file).toContain(`"scores":${recompute(file)}`)
  })

  it('the script says so, and ends badly, when the scores are others than the rows give', async () => {
    const found = await computeMonth(database.db, old, now)
    const forged = download(found).replace(/"points":"\d+\.\d\d"/, '"points":"9.99"')
    expect(() => recompute(forged)).toThrow(/are others than its rows give/)
  })

  it('are fixed on the 12th of the next month, once; later rows change nothing until they are fixed again with a reason', async () => {
    const { db } = database
    expect(await fixDueScores(db, new Date(fixedAt.getTime() - 86_400_000))).not.toContain(old)
    // Not while the devices' days may still be corrected, unless the next month has ended too.
    expect(await fixDueScores(db, fixedAt)).not.toContain(old)
    await db.insert(dayClosings).values({ day: lastDay(old), closedAt: fixedAt, confirmedAt: fixedAt })
    expect(await fixDueScores(db, fixedAt)).toContain(old)
    expect(await fixDueScores(db, fixedAt)).toEqual([])
    const before = await scoresOf(db, old, now)
    expect(before?.fixed).toMatchObject({ version: 1, reason: null })
    await db.insert(readingRegionDays).values({
      ...{ day: `${old}-02`, regionCode: taojiang, outlets: 2, stopped: 0, due: 100, received: 60, valid: 60 },
      ...{ flaggedCount: 0, missing: 40, exceeded: 6 },
    })
    expect(download((await scoresOf(db, old, now)) ?? {})).toBe(download(before ?? {}))
    const again = { month: old, reason: '自动监测补传数据' }
    expect(await refused(refixScores(db, head, again, now))).toMatch(/may not do this/)
    expect(await refused(refixScores(db, one, { ...again, month }, now))).toMatch(/not fixed yet/)
    await refixScores(db, one, again, now)
    const after = await scoresOf(db, old, now)
    expect(after?.fixed).toMatchObject({ version: 2, reason: '自动监测补传数据' })
    const rate = after?.scores.counties
      .find(({ regionCode }) => regionCode === taojiang)
      ?.indicators.find(({ code }) => code === 'rate')
    expect(rate).toMatchObject({ part: '60', of: '100', share: '0.600000', points: '3.75' })
    expect(await db.$count(scoreMonths, eq(scoreMonths.month, old))).toBe(2)
    expect(await refused(db.delete(scoreMonths))).not.toBe('done')
    const file = download(after ?? {})
    expect(file).toContain(`"scores":${recompute(file)}`)
  })

  it('months that are none of ours have none', async () => {
    expect(await scoresOf(database.db, '2025-12', now)).toBeUndefined()
    expect(await scoresOf(database.db, monthAfter(month), now)).toBeUndefined()
    expect((await listScores(database.db, ['2020-01', month], now)).map(({ scores }) => scores.month)).toEqual([month])
  })
})

describe('measures against counties', () => {
  const given = {
    kind: 'interview' as const,
    regionCode: '430921',
    reason: '连续三个月考核末位。',
    basis: '细则五（五）',
  }
  const proposal = { ...given, fromOn: '2026-10-01', dueOn: null, proposal: null }
  it('are entered by one, confirmed by another, followed until they are lifted; before that nothing is public', async () => {
    const { db } = database
    const id = await proposeMeasure(db, one, proposal, now)
    const isPublic = async () => (await listMeasures(db, {})).some((measure) => measure.id === id)
    expect(await isPublic()).toBe(false)
    expect(await refused(confirmMeasure(db, one, { id }, now))).toMatch(/cannot confirm it/)
    expect(await refused(followUpMeasure(db, one, { id, doneOn: '2026-10-02', words: '已约谈' }, now))).toMatch(
      /in force/,
    )
    expect(await refused(confirmMeasure(db, head, { id }, now))).toMatch(/may not do this/)
    await confirmMeasure(db, two, { id }, now)
    expect(await isPublic()).toBe(true)
    expect(await refused(discardMeasure(db, one, { id }, now))).toMatch(/can only be lifted/)
    expect(await refused(liftMeasure(db, two, { id, basis: '已整改到位' }, now))).toMatch(/Nothing was entered/)
    await followUpMeasure(db, one, { id, doneOn: '2026-10-02', words: '已约谈，整改清单已报。' }, now)
    await liftMeasure(db, two, { id, basis: '已整改到位' }, now)
    expect(await getOfficeMeasure(db, id)).toMatchObject({
      state: 'lifted',
      liftedBasis: '已整改到位',
      enterer: '岗 county-city-one',
      confirmer: '岗 county-city-two',
      followUps: [{ doneOn: '2026-10-02' }],
    })
    expect(await lastEvent(`county_measure:${id}`)).toMatchObject({
      kind: 'county_measure.lifted',
      reason: '已整改到位',
    })
  })

  it('of the city itself, or before their own day, are refused', async () => {
    const { db } = database
    expect(await refused(proposeMeasure(db, one, { ...proposal, regionCode: '430900' }, now))).toMatch(
      /Choose a county/,
    )
    expect(await refused(proposeMeasure(db, one, { ...proposal, dueOn: '2026-09-30' }, now))).toMatch(
      /before the measure/,
    )
    expect(await refused(proposeMeasure(db, filler, proposal, now))).toMatch(/may not do this/)
  })

  it('the rules only propose: a proposal is taken or declined once, and discarding the measure opens it again', async () => {
    const { db } = database
    const count = () => db.$count(countyMeasures)
    const before = await count()
    const [first] = (await listProposals(db, now)).filter(({ decision }) => decision === null)
    expect(first?.key).toMatch(/^(last|rate|over_limit|returns):\d{6}:20\d\d-\d\d$/)
    expect(await count()).toBe(before)
    const key = first?.key ?? ''
    const id = await proposeMeasure(db, one, { ...proposal, proposal: key }, now)
    expect(await refused(declineProposal(db, two, { key, reason: '情况已改善' }, now))).toMatch(/decided already/)
    await discardMeasure(db, two, { id }, now)
    await declineProposal(db, two, { key, reason: '情况已改善' }, now)
    const decided = (await listProposals(db, now)).find((each) => each.key === key)
    expect(decided?.decision).toMatchObject({ decision: 'declined', reason: '情况已改善' })
  })
})

it('what waits: the county completes and signs, the city receives and confirms, nobody signs his own', async () => {
  const { db } = database
  const kinds = async (account: Account) => new Set((await waitingAssessment(db, account, now)).map(({ kind }) => kind))
  const period = monthAfter(month)
  const found = await returnOf(period)
  expect(await kinds(filler)).toContain('return.complete')
  await completeReturn(db, filler, completion(found), now)
  const lineOf = async (account: Account) =>
    (await waitingAssessment(db, account, now)).find(({ subject }) => subject === `county_return:${found.id}`)
  expect(await lineOf(filler)).toBeUndefined()
  expect(await lineOf(head)).toMatchObject({ kind: 'return.sign', path: `/office/returns/${taojiang}/${period}` })
  await signReturn(db, head, { id: found.id, version: found.version + 1, sealRegionCode: taojiang }, now)
  expect(await lineOf(one)).toMatchObject({ kind: 'return.receive' })
  const id = await proposeMeasure(
    db,
    one,
    {
      kind: 'criticism',
      regionCode: taojiang,
      reason: '月报逾期两次。',
      basis: '细则五（五）',
      fromOn: '2026-10-01',
      dueOn: null,
      proposal: null,
    },
    now,
  )
  const isAsked = async (account: Account) =>
    (await waitingAssessment(db, account, now)).some(({ subject }) => subject === `county_measure:${id}`)
  expect([await isAsked(one), await isAsked(two), await isAsked(head)]).toEqual([false, true, false])
})
