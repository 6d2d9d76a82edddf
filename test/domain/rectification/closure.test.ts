import { asc, eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { closureFiles, closureForms, closureObjections, closureSignatures, closures } from '#db/schema/closure.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { problemHistory, problems } from '#db/schema/rectification.ts'
import { violationCases, violationSteps } from '#db/schema/violation.ts'
import { checkProblem } from '#domain/rectification/commands/check.ts'
import { closeDue } from '#domain/rectification/commands/closure/close-due.ts'
import { decideObjection, objectToClosure } from '#domain/rectification/commands/closure/object.ts'
import { opineCity, opineCounty } from '#domain/rectification/commands/closure/opine.ts'
import { requestClosure, reviewClosure, withdrawClosure } from '#domain/rectification/commands/closure/request.ts'
import { enterProblem } from '#domain/rectification/commands/enter.ts'
import { type Account, visitor } from '#platform/permissions/viewer.ts'
import { makeAccount } from '#test/support/closure.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const on = (day: string) => new Date(`${day}T10:00:00+08:00`)
let firm: { id: number; creditCode: string; regionCode: string }
let filler: Account
let reviewer: Account
let county: Account
let city: Account
let decider: Account

beforeAll(async () => {
  const { db } = database
  const [found] = await db
    .select({ id: enterprises.id, creditCode: enterprises.creditCode, regionCode: enterprises.regionCode })
    .from(enterprises)
    .orderBy(asc(enterprises.id))
    .offset(3)
    .limit(1)
  firm = found as typeof firm
  filler = await makeAccount(db, 'c-filler', 'firm', { enterpriseId: firm.id })
  reviewer = await makeAccount(db, 'c-reviewer', 'firm', { enterpriseId: firm.id })
  county = await makeAccount(db, 'c-county', 'county_officer', { regionCode: firm.regionCode })
  city = await makeAccount(db, 'c-city', 'city_officer', { department: 'inspection' })
  decider = await makeAccount(db, 'c-decider', 'city_officer', { department: 'legal' })
})

const file = (kind: 'before' | 'after' | 'report', no = 1) => ({
  ...{ kind, name: `${kind}.jpg`, mediaType: 'image/jpeg', sha256: `${no}`.repeat(64), size: 1000 },
  reportNo: kind === 'report' ? 'YJ-2026-118' : null,
})
const form = (nos: string[], over: object = {}) => ({
  nos,
  measures: '更换曝气系统，清理隔油池。',
  completion: '设施已连续稳定运行三十天，监测达标。',
  completedOn: '2026-11-03',
  reportNo: 'YJ-2026-118',
  files: [file('before', 1), file('after', 2), file('report', 3)],
  ...over,
})
const opinion = (no: string, names: string[], signedOn: string, over: object = {}) => ({
  ...{ no, opinion: 'agreed' as const, words: '现场核查，设施运行正常。', names, signedOn },
  files: [{ ...file('after', 4), kind: 'county_site' as const }],
  ...over,
})
const enter = async (over: object = {}) => {
  const given = {
    creditCode: firm.creditCode,
    kind: 'exceedance',
    source: 'inspection',
    foundOn: '2026-10-20',
  } as const
  const { no } = await enterProblem(database.db, county, { ...given, words: '总排口超标。', ...over }, on('2026-10-21'))
  return no
}
const stateOf = async (no: string) => {
  const [row] = await database.db.select().from(problems).where(eq(problems.no, no))
  return row?.state
}
const toWindow = async (no: string) => {
  const { db } = database
  const { formId } = await requestClosure(db, filler, form([no]), on('2026-11-04'))
  await reviewClosure(db, reviewer, { formId, opinion: 'agreed', words: '' }, on('2026-11-05'))
  await opineCounty(db, county, opinion(no, ['甲一', '甲二'], '2026-11-06'), on('2026-11-06'))
  await opineCity(db, city, opinion(no, ['乙一', '乙二'], '2026-11-09', { files: [] }), on('2026-11-09'))
  return formId
}
const object = (no: string, day: string) =>
  objectToClosure(
    database.db,
    visitor,
    { no, words: '夜间排口仍有异味和泡沫。', contact: 'who@example.com' },
    { now: on(day), machineNow: on(day), proved: null },
  )

describe('a closure', () => {
  it('of two problems by one form is two closures; each ends by itself, what was signed is kept by its hash', async () => {
    const { db } = database
    const [one, two] = [await enter(), await enter()]
    const { formId } = await requestClosure(db, filler, form([one, two]), on('2026-11-04'))
    expect(await stateOf(one)).toBe('found')
    await expect(requestClosure(db, filler, form([one]), on('2026-11-04'))).rejects.toMatchObject({ code: 'conflict' })
    await expect(
      reviewClosure(db, filler, { formId, opinion: 'agreed', words: '' }, on('2026-11-05')),
    ).rejects.toMatchObject({ code: 'conflict' })
    await reviewClosure(db, reviewer, { formId, opinion: 'agreed', words: '' }, on('2026-11-05'))
    expect([await stateOf(one), await stateOf(two)]).toEqual(['requested', 'requested'])
    await opineCounty(db, county, opinion(one, ['甲一', '甲二'], '2026-11-06'), on('2026-11-06'))
    await opineCounty(
      db,
      county,
      opinion(two, ['甲一', '甲二'], '2026-11-06', { opinion: 'refused' }),
      on('2026-11-06'),
    )
    expect([await stateOf(one), await stateOf(two)]).toEqual(['county_agreed', 'rectifying'])
    await expect(
      opineCity(db, city, opinion(one, ['甲一', '丙'], '2026-11-09', { files: [] }), on('2026-11-09')),
    ).rejects.toMatchObject({ problems: [{ field: 'names' }] })
    await opineCity(db, city, opinion(one, ['乙一', '乙二'], '2026-11-09', { files: [] }), on('2026-11-09'))
    expect(await closeDue(db, on('2026-11-16'))).toBe(0)
    expect(await closeDue(db, on('2026-11-17'))).toBe(1)
    expect(await closeDue(db, on('2026-11-17'))).toBe(0)
    expect(await stateOf(one)).toBe('closed')
    const signed = await db
      .select({ role: closureSignatures.role, sha256: closureSignatures.sha256, document: closureSignatures.document })
      .from(closureSignatures)
      .innerJoin(closures, eq(closures.id, closureSignatures.closureId))
      .innerJoin(problems, eq(problems.id, closures.problemId))
      .where(eq(problems.no, one))
      .orderBy(asc(closureSignatures.id))
    expect(signed.map(({ role }) => role)).toEqual(['filler', 'reviewer', 'county', 'city'])
    expect(signed[3]?.document).toMatchObject({ after: signed.slice(0, 3).map(({ sha256 }) => sha256) })
    const again = await enter({ previousNo: one })
    const [back] = await db.select().from(problems).where(eq(problems.no, again))
    expect(back?.previousId).not.toBeNull()
  })

  it('is held up by an objection, goes on when it is not upheld, and back when it is; the answer is kept with it', async () => {
    const { db } = database
    const [fine, bad] = [await enter(), await enter()]
    await toWindow(fine)
    await toWindow(bad)
    await object(fine, '2026-11-10')
    await object(bad, '2026-11-16')
    await expect(object(bad, '2026-11-17')).rejects.toMatchObject({ code: 'conflict' })
    expect(await closeDue(db, on('2026-11-18'))).toBe(0)
    const idOf = async (no: string) => {
      const [row] = await db
        .select({ id: closureObjections.id })
        .from(closureObjections)
        .innerJoin(closures, eq(closures.id, closureObjections.closureId))
        .innerJoin(problems, eq(problems.id, closures.problemId))
        .where(eq(problems.no, no))
      return row?.id ?? 0
    }
    const decide = (who: Account, id: number, decision: 'rejected' | 'upheld') =>
      decideObjection(db, who, { id, decision, answer: '已夜间复核并采样监测。', publicWords: '' }, on('2026-11-18'))
    await expect(decide(city, await idOf(fine), 'rejected')).rejects.toMatchObject({ code: 'conflict' })
    await decide(decider, await idOf(fine), 'rejected')
    await decide(decider, await idOf(bad), 'upheld')
    await expect(decide(decider, await idOf(bad), 'rejected')).rejects.toMatchObject({ code: 'conflict' })
    expect(await stateOf(bad)).toBe('rectifying')
    expect(await closeDue(db, on('2026-11-18'))).toBe(1)
    expect(await stateOf(fine)).toBe('closed')
    // Another attempt begins with another form.
    const again = form([bad], { completedOn: '2026-11-19' })
    await requestClosure(db, filler, again, on('2026-11-20'))
    const steps = await db
      .select({ step: problemHistory.step })
      .from(problemHistory)
      .innerJoin(problems, eq(problems.id, problemHistory.problemId))
      .where(eq(problems.no, bad))
      .orderBy(asc(problemHistory.id))
    expect(steps.map(({ step }) => step)).toEqual([
      ...['found', 'requested', 'county_agreed', 'city_agreed', 'objected', 'objection_upheld'],
    ])
  })

  it('waits while the case of its problem is open, until its rectification is recorded', async () => {
    const { db } = database
    const [found] = await db
      .select({ id: violationCases.id })
      .from(violationCases)
      .where(
        sql`${violationCases.state} = 'published' and not exists (select from violation_steps s where s.case_id = ${violationCases.id} and s.kind in ('rectified', 'closed'))`,
      )
      .limit(1)
    const caseId = found?.id ?? 0
    const no = await enter({ caseId })
    const { formId } = await requestClosure(db, filler, form([no]), on('2026-11-04'))
    await reviewClosure(db, reviewer, { formId, opinion: 'agreed', words: '' }, on('2026-11-05'))
    const agree = () => opineCounty(db, county, opinion(no, ['甲一', '甲二'], '2026-11-06'), on('2026-11-06'))
    await expect(agree()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('案件') })
    await db.insert(violationSteps).values({ caseId, kind: 'rectified', happenedOn: '2026-11-05' })
    await agree()
    expect(await stateOf(no)).toBe('county_agreed')
  })

  it.each([
    ['without a photo from before', { files: [file('after'), file('report')] }, 'before'],
    ['without a photo from after', { files: [file('before'), file('report')] }, 'after'],
    ['of an exceedance without a monitoring report', { files: [file('before'), file('after')] }, 'report'],
    ['of an exceedance without the number of the report', { reportNo: '' }, 'reportNo'],
    ['done before the problem was found', { completedOn: '2026-10-19' }, 'completedOn'],
    ['done tomorrow', { completedOn: '2026-11-05' }, 'completedOn'],
    ['that names a private telephone', { completion: '已完成，联系 13800138000。' }, 'completion'],
  ])('%s is refused, and nothing of it is there', async (_, over, field) => {
    const { db } = database
    const no = await enter()
    const before = await db.$count(closureForms)
    await expect(requestClosure(db, filler, form([no], over), on('2026-11-04'))).rejects.toMatchObject({
      problems: [{ field }],
    })
    expect([await db.$count(closureForms), await stateOf(no)]).toEqual([before, 'found'])
  })

  it('is taken back by the firm before its review, and sent back by the reviewer with a reason', async () => {
    const { db } = database
    const no = await enter()
    const first = await requestClosure(db, filler, form([no]), on('2026-11-04'))
    await withdrawClosure(db, filler, first.formId, on('2026-11-04'))
    const { formId } = await requestClosure(db, filler, form([no]), on('2026-11-04'))
    const refuse = (words: string) =>
      reviewClosure(db, reviewer, { formId, opinion: 'refused', words }, on('2026-11-05'))
    await expect(refuse('')).rejects.toMatchObject({ problems: [{ field: 'words' }] })
    await refuse('照片不清楚。')
    expect(await stateOf(no)).toBe('rectifying')
    await expect(withdrawClosure(db, filler, formId, on('2026-11-05'))).rejects.toMatchObject({ code: 'conflict' })
    await expect(withdrawClosure(db, filler, 9_999_999, on('2026-11-05'))).rejects.toMatchObject({
      code: 'not_allowed',
    })
  })

  it('is of nobody else: another firm, another county and who may not are told so', async () => {
    const { db } = database
    const no = await enter()
    const other = await makeAccount(db, 'c-other', 'firm', { enterpriseId: firm.id + 1 })
    await expect(requestClosure(db, other, form([no]), on('2026-11-04'))).rejects.toMatchObject({ code: 'not_allowed' })
    const elsewhere = await makeAccount(db, 'c-elsewhere', 'county_officer', { regionCode: '430981' })
    const far = firm.regionCode === '430981' ? { ...elsewhere, regionCode: '430922' } : elsewhere
    await expect(
      checkProblem(db, far, { no, checkedOn: '2026-11-02', words: '现场查看。' }, on('2026-11-04')),
    ).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(
      checkProblem(db, county, { no, checkedOn: '2026-10-01', words: '现场查看。' }, on('2026-11-04')),
    ).rejects.toMatchObject({ problems: [{ field: 'checkedOn' }] })
    await checkProblem(db, county, { no, checkedOn: '2026-11-02', words: '现场查看，正在施工。' }, on('2026-11-04'))
  })

  it('is guarded by the database too: without its signatures it closes nothing, and what was signed stays', async () => {
    const { db } = database
    const no = await enter()
    const formId = await toWindow(no)
    const [closure] = await db.select({ id: closures.id }).from(closures).where(eq(closures.formId, formId))
    const id = closure?.id ?? 0
    await object(no, '2026-11-10')
    const force = () => db.update(closures).set({ state: 'closed', closedOn: '2026-11-20' }).where(eq(closures.id, id))
    await expect(force()).rejects.toThrow()
    await expect(db.delete(closureSignatures).where(eq(closureSignatures.closureId, id))).rejects.toThrow()
    await expect(db.update(closureFiles).set({ name: 'x' }).where(eq(closureFiles.formId, formId))).rejects.toThrow()
    const bare = await enter()
    await requestClosure(db, filler, form([bare]), on('2026-11-04'))
    const [filled] = await db
      .select({ id: closures.id })
      .from(closures)
      .innerJoin(problems, eq(problems.id, closures.problemId))
      .where(eq(problems.no, bare))
    await expect(
      db
        .update(closures)
        .set({ state: 'closed', windowFrom: '2026-11-05', windowTo: '2026-11-10', closedOn: '2026-11-20' })
        .where(eq(closures.id, filled?.id ?? 0)),
    ).rejects.toThrow()
  })
})
