import { and, eq, inArray } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { memberships, users } from '#db/schema/account.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { events } from '#db/schema/event.ts'
import { draws, inspectionFindings, inspections, lawOfficers } from '#db/schema/inspection.ts'
import { demoCast } from '#db/seed/cast.ts'
import { commitDraw } from '#domain/inspection/commands/draw/commit.ts'
import { revealDueDraws } from '#domain/inspection/commands/draw/reveal.ts'
import { runDraw, voidDraw } from '#domain/inspection/commands/draw/run.ts'
import { correctInspection, voidInspection } from '#domain/inspection/commands/visit/aside.ts'
import { finishInspection } from '#domain/inspection/commands/visit/finish.ts'
import { declareConflict, planInspection } from '#domain/inspection/commands/visit/plan.ts'
import { replaceOfficer } from '#domain/inspection/commands/visit/replace.ts'
import { addPhoto, saveInspection } from '#domain/inspection/commands/visit/save.ts'
import { signInspection } from '#domain/inspection/commands/visit/sign.ts'
import { getDraw, listDraws } from '#domain/inspection/queries/draws.ts'
import { coverageOf, listInspections } from '#domain/inspection/queries/list.ts'
import { getInspection } from '#domain/inspection/queries/record.ts'
import { waitingInspections } from '#domain/inspection/queries/waiting.ts'
import { enterProblem } from '#domain/rectification/commands/enter.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import { DomainError } from '#platform/errors.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const now = new Date()
const today = cityDate(now)
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000)
const who: Record<string, Account> = {}
const account = (username: string) => who[username] as Account

beforeAll(async () => {
  const rows = await database.db
    .select({
      username: users.username,
      userId: users.id,
      name: users.name,
      role: memberships.role,
      regionCode: memberships.regionCode,
      department: memberships.department,
      enterpriseId: memberships.enterpriseId,
    })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
  for (const { username, ...row } of rows) who[username ?? ''] = { ...row, hasSecondFactor: true }
})

const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) =>
      error instanceof DomainError ? `${error.code} ${error.problems[0]?.field ?? ''}`.trim() : String(error),
  )
const plan = (over: Record<string, unknown> = {}, by = 'county-taojiang') =>
  planInspection(
    database.db,
    account(by),
    {
      creditCode: demoCast.paperMill,
      kind: 'daily',
      plannedOn: today,
      dueOn: addDays(today, 5),
      ...{ purpose: null, problem: null, campaignId: null, officers: ['4309220001', '4309220002'] },
      ...over,
    } as never,
    now,
  )
const commit = (over: Record<string, unknown> = {}, by = 'city-inspection') =>
  commitDraw(
    database.db,
    account(by),
    {
      ...{ purpose: '十二月双随机抽查', regionCode: null, sectorCode: null, isCross: false },
      ...{ firmCount: 4, inspectorCount: 2, fromOn: today, toOn: addDays(today, 20) },
      ...over,
    },
    now,
  )
const good = {
  startedAt: `${today}T00:01`,
  endedAt: `${today}T00:40`,
  words: '生产正常，治理设施运行，台账齐全。',
  result: 'problems',
  'f1.kind': 'records',
  'f1.words': '台账缺少六天的加药量记录。',
  's1.reportNo': 'YJC-2026-118',
}
const save = (no: string, fields: Record<string, string>, revision = 0, by = 'county-taojiang') =>
  saveInspection(database.db, account(by), { no, revision, fields }, later(20))

describe('a double-random draw', () => {
  it('of the demo city follows from what is published, its waiting ones keep their seed to themselves', async () => {
    const { rows } = await listDraws(database.db, {}, 1)
    expect(rows.map(({ state }) => state).sort()).toEqual(['committed', 'drawn', 'revealed', 'revealed'])
    for (const { no, state } of rows) {
      const draw = await getDraw(database.db, no)
      expect(draw?.broken).toEqual(state === 'revealed' ? [] : undefined)
      if (state !== 'revealed') expect([draw?.seed, draw?.result]).toEqual([null, null])
    }
  })

  it('is committed to by one person and drawn by another; its result is public with the seed alone', async () => {
    const { db } = database
    const { no } = await commit()
    expect(await refused(commit())).toBe('conflict')
    const run = { no, witness: '市人大代表', witnessNumber: '20261126' }
    expect(await refused(runDraw(db, account('city-inspection'), run, later(23)))).toBe('conflict')
    expect(await refused(runDraw(db, account('county-taojiang'), run, later(1)))).toBe('not_allowed')
    expect(
      await refused(runDraw(db, account('city-inspection2'), { ...run, witness: '手机 13912345678' }, later(1))),
    ).toBe('rule_broken witness')
    expect((await waitingInspections(db, account('city-inspection2'), now)).map(({ kind }) => kind)).toContain(
      'draw.run',
    )
    await runDraw(db, account('city-inspection2'), run, later(1))
    expect(await refused(runDraw(db, account('city-inspection2'), run, later(2)))).toBe('conflict')
    expect(await refused(voidDraw(db, account('city-inspection'), { no, reason: '结果不合意' }, later(2)))).toBe(
      'conflict',
    )
    expect((await getDraw(db, no))?.result).toBeNull()
    const [held] = await db.select({ id: draws.id }).from(draws).where(eq(draws.no, no))
    const planned = await db.select().from(inspections).where(eq(inspections.drawId, held!.id))
    expect(planned).toHaveLength(4)
    expect((await listInspections(db, {}, 1, { isPublic: true })).rows.some(({ drawId }) => drawId === held!.id)).toBe(
      false,
    )
    for (const { no: each } of planned)
      await voidInspection(db, account('city-inspection'), { no: each, reason: '停产检修，另行安排' }, later(3))
    const draw = await getDraw(db, no)
    expect(draw).toMatchObject({ state: 'revealed', broken: [] })
    expect(draw?.result).toHaveLength(4)
  })

  it('is kept by the database: nobody rewrites a result, or publishes a seed that was not committed to', async () => {
    const { sql } = database
    await expect(sql`update draws set result = '[]' where state = 'revealed'`).rejects.toThrow(/stays/)
    await expect(
      sql`update draws set state = 'revealed', seed = ${'ab'.repeat(32)}, sealed_seed = null, revealed_at = now() where state = 'drawn'`,
    ).rejects.toThrow(/committed/)
    await expect(sql`delete from draws`).rejects.toThrow(/not deleted|permission/)
  })

  it.each([
    [
      'more firms than the pool has',
      { regionCode: '430971', firmCount: 60 },
      'city-inspection',
      'rule_broken firmCount',
    ],
    ['more than one draw takes', { firmCount: 61 }, 'city-inspection', 'rule_broken firmCount'],
    ['more inspectors than go to a firm', { inspectorCount: 5 }, 'city-inspection', 'rule_broken inspectorCount'],
    ['a beginning in the past', { fromOn: addDays(today, -1) }, 'city-inspection', 'rule_broken fromOn'],
    [
      'an end before the beginning',
      { fromOn: addDays(today, 9), toOn: addDays(today, 8) },
      'city-inspection',
      'rule_broken toOn',
    ],
    ['the whole city by a county', {}, 'county-taojiang', 'not_allowed'],
    ['another county', { regionCode: '430923' }, 'county-taojiang', 'not_allowed'],
    ['a cross draw by a county', { regionCode: '430922', isCross: true }, 'county-taojiang', 'not_allowed'],
    ['a desk that does not inspect', {}, 'city-legal', 'not_allowed'],
  ])('is refused for %s', async (_, over, by, answer) => {
    expect(await refused(commit(over, by))).toBe(answer)
  })

  it('leaves out whoever declared a conflict of interest, and is given up only with a reason in public', async () => {
    const { db } = database
    await declareConflict(
      db,
      account('county-taojiang'),
      { certificateNo: '4309220004', creditCode: demoCast.cementWorks, ground: 'kin' },
      now,
    )
    const { no } = await commit({ regionCode: '430922', firmCount: 2 }, 'county-taojiang')
    const pools = (await getDraw(db, no))!.pools
    expect(pools.apart).toContainEqual([demoCast.cementWorks, '4309220004'])
    expect(JSON.stringify(pools)).not.toContain('kin')
    await voidDraw(db, account('county-taojiang2'), { no, reason: '县里改为全市统一抽查' }, now)
    expect(await getDraw(db, no)).toMatchObject({ state: 'void', voidReason: '县里改为全市统一抽查' })
  })

  it('whose inspections are not done is revealed by the clock, 30 days after their last day', async () => {
    const { db } = database
    const before = await db.$count(draws, eq(draws.state, 'drawn'))
    await revealDueDraws(db, later(24 * 38))
    expect(await db.$count(draws, eq(draws.state, 'drawn'))).toBe(before)
    await revealDueDraws(db, later(24 * 45))
    expect(await db.$count(draws, eq(draws.state, 'drawn'))).toBe(0)
  })
})

describe('an inspection is planned', () => {
  it.each([
    ['not in another county', { creditCode: demoCast.antimonySmelter }, 'county-taojiang', 'not_allowed'],
    ['not for the past', { plannedOn: addDays(today, -1) }, 'county-taojiang', 'rule_broken plannedOn'],
    ['not to end before it begins', { dueOn: addDays(today, -1) }, 'county-taojiang', 'rule_broken dueOn'],
    [
      'not with one inspector twice',
      { officers: ['4309220001', '4309220001'] },
      'county-taojiang',
      'rule_broken officers',
    ],
    [
      'not with an unknown certificate',
      { officers: ['4309220001', '99999999'] },
      'county-taojiang',
      'rule_broken officers',
    ],
    [
      'not with one who stays away',
      { officers: ['4309220001', '4309220003'] },
      'county-taojiang',
      'rule_broken officers',
    ],
    [
      'not with another county’s officers',
      { officers: ['4309220001', '4309230002'] },
      'county-taojiang',
      'rule_broken officers',
    ],
    ['as a cross inspection not with its own', { kind: 'cross' }, 'city-inspection', 'rule_broken officers'],
    ['as a re-check not without its problem', { kind: 'recheck' }, 'county-taojiang', 'rule_broken problem'],
    ['of a campaign not without one', { kind: 'campaign' }, 'county-taojiang', 'rule_broken campaignId'],
    ['not by the legal desk', {}, 'city-legal', 'not_allowed'],
  ])('%s', async (_, over, by, answer) => {
    expect(await refused(plan(over, by))).toBe(answer)
  })

  it('as a re-check of an open problem of this firm, and of no other', async () => {
    const { db } = database
    const enter = (creditCode: string) =>
      enterProblem(
        db,
        'system',
        { creditCode, kind: 'records', source: 'self_check', foundOn: today, words: '台账缺少六天的加药量记录。' },
        now,
      )
    const [own, other] = [await enter(demoCast.paperMill), await enter(demoCast.cementWorks)]
    expect(await refused(plan({ kind: 'recheck', problem: other.no }))).toBe('rule_broken problem')
    const { no } = await plan({ kind: 'recheck', problem: own.no })
    expect(await getInspection(db, no, { isPublic: false })).toMatchObject({ kind: 'recheck', problemId: own.id })
  })

  it('across counties, and then by the officers of the other county', async () => {
    const { no } = await plan({ kind: 'cross', officers: ['4309230001', '4309230002'] }, 'city-inspection')
    expect(await refused(save(no, { words: '异地检查' }, 0, 'county-anhua'))).toBe('done')
  })
})

describe('an inspection on the site', () => {
  it('is saved as it is typed, sent twice without harm, and asks where two people differ', async () => {
    const { no } = await plan()
    expect(await save(no, { words: '甲写的' })).toMatchObject({ revision: 1, conflicts: [] })
    expect(await save(no, { words: '甲写的' })).toMatchObject({ revision: 1, conflicts: [] })
    const second = await save(no, { words: '乙写的', result: 'problems' }, 0, 'county-taojiang2')
    expect(second).toMatchObject({
      revision: 2,
      conflicts: [{ field: 'words', theirs: '甲写的', mine: '乙写的', name: '桃江分局监察岗' }],
    })
    expect(await refused(save(no, { words: '丙' }, 2, 'county-anhua'))).toBe('not_allowed')
  })

  it('is finished with every field right and two signatures on the form as it stands, and stays', async () => {
    const { db, sql } = database
    const { no } = await plan()
    const finish = (version: number, at = later(30)) =>
      finishInspection(db, account('county-taojiang'), { no, version }, at)
    const sign = (by: string, version: number, certificateNo: string | null = null) =>
      signInspection(db, account(by), { no, version, certificateNo }, later(30))
    expect(await refused(finish(0))).toBe('rule_broken startedAt')
    const { revision } = await save(no, good)
    expect(await refused(finish(revision))).toBe('rule_broken signature')
    await sign('county-taojiang', revision)
    expect(await refused(finish(revision))).toBe('rule_broken signature')
    expect(await refused(sign('city-inspection', revision))).toBe('rule_broken signature')
    expect(await refused(sign('county-taojiang', revision, '4309220002'))).toBe('rule_broken signature')
    const changed = await save(no, { words: `${good.words}补充一句。` }, revision, 'county-taojiang2')
    await sign('county-taojiang2', changed.revision)
    expect(await refused(finish(changed.revision))).toBe('rule_broken signature')
    expect(await refused(finish(revision))).toBe('conflict')
    await sign('county-taojiang', changed.revision)
    expect(
      (await waitingInspections(db, account('county-taojiang'), now)).some(({ title }) => title.zh.startsWith(no)),
    ).toBe(true)
    await finish(changed.revision)
    const record = await getInspection(db, no, { isPublic: true })
    expect(record).toMatchObject({
      result: 'problems',
      findings: [{ kind: 'records', words: good['f1.words'] }],
      samples: [{ reportNo: 'YJC-2026-118', results: [] }],
    })
    expect(record?.officers.map(({ means }) => means)).toEqual(['account', 'account'])
    const [told] = await db
      .select({ after: events.after })
      .from(events)
      .where(and(eq(events.kind, 'inspection.finished'), eq(events.subject, `inspection:${record!.id}`)))
    expect(told?.after).toMatchObject({ no, findings: 1, creditCode: demoCast.paperMill })
    expect(await refused(save(no, { words: '事后改写' }, changed.revision))).toBe('conflict')
    expect(await refused(finish(changed.revision))).toBe('conflict')
    await expect(sql`update inspections set words = '改' where no = ${no}`).rejects.toThrow(/stays/)
    await expect(sql`delete from inspection_findings where inspection_id = ${record!.id}`).rejects.toThrow()
    await correctInspection(db, account('county-taojiang'), { no, words: '问题一所写六天应为五天。' }, later(40))
    expect((await getInspection(db, no, { isPublic: true }))?.corrections).toHaveLength(1)
  })

  it('refuses an inspector who declared a conflict after it was planned', async () => {
    const { db } = database
    const { no } = await plan({ creditCode: await firmOf('430922', demoCast.paperMill) })
    const [held] = await db
      .select({ creditCode: enterprises.creditCode })
      .from(inspections)
      .innerJoin(enterprises, eq(enterprises.id, inspections.enterpriseId))
      .where(eq(inspections.no, no))
    const { revision } = await save(no, { ...good, result: 'no_problem', 'f1.kind': '', 'f1.words': '' })
    for (const by of ['county-taojiang', 'county-taojiang2'])
      await signInspection(db, account(by), { no, version: revision, certificateNo: null }, later(30))
    await declareConflict(
      db,
      account('county-taojiang'),
      { certificateNo: '4309220002', creditCode: held!.creditCode, ground: 'interest' },
      now,
    )
    expect(await refused(finishInspection(db, account('county-taojiang'), { no, version: revision }, later(31)))).toBe(
      'rule_broken officers',
    )
  })

  it('is done by another officer where one cannot go, with the reason in public; never by one of the wrong county or who stays away', async () => {
    const { db } = database
    const { no } = await plan({ officers: ['4309220001', '4309220004'] })
    const replace = (coming: string, leaving = '4309220004') =>
      refused(replaceOfficer(db, account('county-taojiang'), { no, leaving, coming, why: '因公外出，另派人员' }, now))
    expect(await replace('4309230002')).toBe('rule_broken coming')
    expect(await replace('4309220003')).toBe('rule_broken coming')
    expect(await replace('4309220001')).toBe('rule_broken coming')
    expect(await replace('4309000002', '4309000003')).toBe('rule_broken leaving')
    expect(await replace('4309000002')).toBe('done')
    const record = await getInspection(db, no, { isPublic: false })
    expect(record?.officers.map(({ certificateNo }) => certificateNo)).toEqual(['4309220001', '4309000002'])
    expect(record?.corrections[0]?.words).toContain('4309220004 更换为 4309000002：因公外出')
  })

  it('is signed on paper by an officer without an account, once the paper is photographed; a photograph sent twice is kept once', async () => {
    const { db } = database
    const { no } = await plan({ creditCode: demoCast.cementWorks, officers: ['4309220001', '4309220003'] })
    const { revision } = await save(no, {
      ...good,
      result: 'no_problem',
      'f1.kind': '',
      'f1.words': '',
      's1.reportNo': '',
    })
    const paper = () =>
      signInspection(db, account('county-taojiang'), { no, version: revision, certificateNo: '4309220003' }, later(30))
    expect(await refused(paper())).toBe('rule_broken signature')
    const photo = {
      ...{ no, key: 'b7f7a1f0-52a8-4c6e-9a35-0f6d2f1c9a11', kind: 'record' as const },
      file: { name: '笔录.jpg', mediaType: 'image/jpeg', sha256: 'a'.repeat(64), size: 1200 },
    }
    await addPhoto(db, account('county-taojiang'), photo, now)
    await addPhoto(db, account('county-taojiang'), photo, now)
    await paper()
    await signInspection(db, account('county-taojiang'), { no, version: revision, certificateNo: null }, later(30))
    await finishInspection(db, account('county-taojiang'), { no, version: revision }, later(31))
    expect(await getInspection(db, no, { isPublic: true })).toMatchObject({ result: 'no_problem', photoCount: 1 })
  })
})

describe('what the public reads of inspections', () => {
  it('counts the firms that were inspected once each, and never more than there are', async () => {
    const { db } = database
    const rows = await coverageOf(db, { from: new Date('2017-01-01T00:00:00+08:00'), before: later(24 * 60) })
    expect(rows).toHaveLength(8)
    for (const row of rows) expect(row.inspected).toBeLessThanOrEqual(Math.min(row.operating, row.inspections))
    const finished = await db.$count(inspections, eq(inspections.state, 'finished'))
    expect(rows.reduce((sum, row) => sum + row.inspections, 0)).toBe(finished)
    const { total } = await listInspections(db, {}, 1, { isPublic: true })
    expect(total).toBe(finished)
    const { total: withProblems } = await listInspections(db, { result: 'problems' }, 1, { isPublic: true })
    expect(withProblems).toBe(
      await db.$count(
        inspections,
        inArray(inspections.id, db.selectDistinct({ id: inspectionFindings.inspectionId }).from(inspectionFindings)),
      ),
    )
  })

  it('shows a county’s desk its own and those of its officers elsewhere', async () => {
    const { db } = database
    const desk = { regionCode: '430923', userId: account('county-anhua').userId }
    const { rows } = await listInspections(db, {}, 1, { isPublic: false, desk })
    expect(rows.some(({ regionCode }) => regionCode !== '430923')).toBe(true)
    for (const row of rows) if (row.regionCode !== '430923') expect(row.certificates).toContain('4309230001')
  })

  it('holds no officer twice under one account', async () => {
    const rows = await database.db.select({ userId: lawOfficers.userId }).from(lawOfficers)
    const given = rows.flatMap(({ userId }) => userId ?? [])
    expect(given).toHaveLength(5)
    expect(new Set(given).size).toBe(5)
  })
})

/** A firm in operation of a county, other than the one named. */
async function firmOf(regionCode: string, other: string): Promise<string> {
  const rows = await database.db
    .select({ creditCode: enterprises.creditCode })
    .from(enterprises)
    .where(and(eq(enterprises.regionCode, regionCode), eq(enterprises.operatingState, 'operating')))
  return rows.find(({ creditCode }) => ![other, demoCast.cementWorks].includes(creditCode))!.creditCode
}
