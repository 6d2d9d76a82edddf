import { and, asc, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { enterprises } from '#db/schema/enterprise.ts'
import { events } from '#db/schema/event.ts'
import { problemHistory, problems } from '#db/schema/rectification.ts'
import { changeProblem, LineConflict } from '#domain/rectification/commands/change.ts'
import { enterProblem } from '#domain/rectification/commands/enter.ts'
import { countProblems, listProblems, problemOf, problemsOfFirm } from '#domain/rectification/queries/list.ts'
import { type Line, lineOf } from '#domain/rectification/rules/line.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { makeAccount } from '#test/support/closure.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const now = new Date('2026-11-26T10:00:00+08:00')
const today = '2026-11-26'
let firm: { id: number; creditCode: string; regionCode: string }
let county: Account
let colleague: Account
let elsewhere: Account

beforeAll(async () => {
  const { db } = database
  const [found] = await db
    .select({ id: enterprises.id, creditCode: enterprises.creditCode, regionCode: enterprises.regionCode })
    .from(enterprises)
    .orderBy(asc(enterprises.id))
    .limit(1)
  firm = found as typeof firm
  county = await makeAccount(db, 'l-county', 'county_officer', { regionCode: firm.regionCode })
  colleague = await makeAccount(db, 'l-county2', 'county_officer', { regionCode: firm.regionCode })
  elsewhere = await makeAccount(db, 'l-county3', 'county_officer', {
    regionCode: firm.regionCode === '430922' ? '430923' : '430922',
  })
})

const found = (over: object = {}) => ({
  creditCode: firm.creditCode,
  kind: 'exceedance' as const,
  source: 'inspection' as const,
  foundOn: '2026-11-20',
  words: '总排口化学需氧量超标 0.4 倍。',
  ...over,
})
const enter = async (over: object = {}) => {
  const { no } = await enterProblem(database.db, county, found(over), now)
  return no
}
const lineNow = async (no: string): Promise<{ version: number; line: Line }> => {
  const problem = await problemOf(database.db, no)
  if (!problem) throw new Error(`no ${no}`)
  return { version: problem.version, line: lineOf(problem) }
}

describe('a problem found', () => {
  it('is numbered in its county and year, one after the other, with sector and batch of its firm', async () => {
    const first = await enter()
    const second = await enter()
    expect(first).toMatch(new RegExp(`^${firm.regionCode}-2026-\\d{4}$`))
    expect(Number(second.slice(12))).toBe(Number(first.slice(12)) + 1)
    expect(await problemOf(database.db, first)).toMatchObject({ state: 'found', version: 1, foundOn: '2026-11-20' })
    const told = await database.db
      .select()
      .from(events)
      .where(eq(events.subject, `problem:${first}`))
    expect(told.map(({ kind }) => kind)).toEqual(['problem.found'])
  })

  it('of one finding is one problem, however often it is told, also at the same time', async () => {
    const given = found({ sourceRef: 'inspection:99001:1' })
    const all = await Promise.all([1, 2, 3].map(() => enterProblem(database.db, 'system', given, now)))
    expect(new Set(all.map(({ no }) => no)).size).toBe(1)
    expect(all.filter(({ isNew }) => isNew)).toHaveLength(1)
  })

  it.each([
    ['in the future', { foundOn: '2026-11-27' }, 'foundOn'],
    ['due before it was found', { deadline: '2026-11-19' }, 'deadline'],
    ['at an outlet of another firm', { outletId: 2_000_000 }, 'outletId'],
    ['as the recurrence of a problem that is not there', { previousNo: '430922-2020-0001' }, 'previousNo'],
    ['with a telephone number of a person', { words: '联系人手机 13800138000，总排口超标。' }, 'words'],
    ['of a firm that is not registered', { creditCode: '91430902MAXXXXXX00' }, 'creditCode'],
  ])('%s is refused, at its field', async (_, over, field) => {
    const city = await makeAccount(database.db, 'l-city', 'city_officer', { department: 'inspection' })
    await expect(enterProblem(database.db, city, found(over), now)).rejects.toMatchObject({
      code: 'rule_broken',
      problems: [{ field }],
    })
  })

  it('is not entered by another county, nor found again while its line is open', async () => {
    await expect(enterProblem(database.db, elsewhere, found(), now)).rejects.toMatchObject({ code: 'not_allowed' })
    const open = await enter()
    await expect(enter({ previousNo: open })).rejects.toMatchObject({ problems: [{ field: 'previousNo' }] })
  })

  it('stands in the list, in the counts and with its firm', async () => {
    const no = await enter({ kind: 'records' })
    const { rows, total, counts } = await listProblems(
      database.db,
      { kind: 'records', region: firm.regionCode },
      { page: 1 },
      { enterpriseId: firm.id },
      today,
    )
    expect(rows.map((row) => row.no)).toContain(no)
    expect(total).toBe(rows.length)
    expect(counts.kind.get('exceedance')).toBeGreaterThan(0)
    const sums = await countProblems(database.db, { region: firm.regionCode }, today)
    expect(sums.reduce((sum, { count }) => sum + count, 0)).toBe(
      await database.db.$count(problems, eq(problems.regionCode, firm.regionCode)),
    )
    expect((await problemsOfFirm(database.db, firm.id)).map((row) => row.no)).toContain(no)
  })
})

describe('a line of the ledger', () => {
  it('is changed by its county; a plan makes the rectification begin; every version is kept', async () => {
    const no = await enter()
    const { version, line } = await lineNow(no)
    const changed = { ...line, planState: 'filed', plan: '更换生化池曝气系统。', deadline: '2026-12-20' }
    expect(await changeProblem(database.db, county, { no, version, line: changed }, now)).toEqual({
      no,
      version: 2,
      isChanged: true,
    })
    expect(await problemOf(database.db, no)).toMatchObject({ state: 'rectifying', deadline: '2026-12-20' })
    const again = await changeProblem(database.db, county, { no, version: 2, line: changed }, now)
    expect(again.isChanged).toBe(false)
    const kept = await database.db
      .select({ version: problemHistory.version })
      .from(problemHistory)
      .innerJoin(problems, and(eq(problems.id, problemHistory.problemId), eq(problems.no, no)))
      .orderBy(asc(problemHistory.id))
    expect(kept.map((row) => row.version)).toEqual([1, 2])
  })

  it('takes what two wrote in different fields, and asks where both wrote in one', async () => {
    const no = await enter()
    const { version, line } = await lineNow(no)
    await changeProblem(database.db, colleague, { no, version, line: { ...line, deadline: '2026-12-01' } }, now)
    const other = { ...line, planState: 'drafted', plan: '修复隔油池。' }
    await changeProblem(database.db, county, { no, version, line: other }, now)
    expect((await lineNow(no)).line).toMatchObject({ deadline: '2026-12-01', plan: '修复隔油池。' })
    const late = changeProblem(database.db, county, { no, version, line: { ...line, deadline: '2026-12-31' } }, now)
    await expect(late).rejects.toBeInstanceOf(LineConflict)
    await expect(late).rejects.toMatchObject({
      conflicts: [{ field: 'deadline', theirs: '2026-12-01', mine: '2026-12-31' }],
    })
  })

  it('is not changed by another county, nor against the order of its days', async () => {
    const no = await enter()
    const { version, line } = await lineNow(no)
    await expect(changeProblem(database.db, elsewhere, { no, version, line }, now)).rejects.toMatchObject({
      code: 'not_allowed',
    })
    await expect(
      changeProblem(
        database.db,
        county,
        { no, version, line: { ...line, deadline: '2026-11-01', recheckMet: 'yes' } },
        now,
      ),
    ).rejects.toMatchObject({
      problems: [{ field: 'deadline' }, { field: 'recheckOn' }, { field: 'recheckReportNo' }],
    })
  })

  it('is never taken back, nor set to closed without its form, whoever writes', async () => {
    const no = await enter()
    await expect(database.db.delete(problems).where(eq(problems.no, no))).rejects.toThrow()
    await expect(
      database.db.update(problems).set({ state: 'closed', closedOn: today }).where(eq(problems.no, no)),
    ).rejects.toThrow()
  })
})
