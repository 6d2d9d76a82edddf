import { and, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { onlineSummaries, supervisoryResults } from '#db/schema/monitoring.ts'
import { quarterlyEntries, quarterlyLists } from '#db/schema/publication.ts'
import { makeDueList, publishList, remakeList, restoreEntry, strikeEntry } from '#domain/quarterly/commands.ts'
import {
  getOfficeQuarterlyList,
  getQuarterlyList,
  listOfficeQuarterlyLists,
  listQuarterlyLists,
  quartersOfEnterprise,
} from '#domain/quarterly/queries/list.ts'
import { listMonitored } from '#domain/quarterly/queries/monitored.ts'
import { criteriaOn, daysOf, reasonsOf } from '#domain/quarterly/rules.ts'
import { DomainError } from '#platform/errors.ts'
import { type Account, visitor } from '#platform/permissions/viewer.ts'
import { anOfficer } from '#test/domain/review/people.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
/** A year that the demo city knows nothing of. */
const quarter = { year: 2031, quarter: 2 }
const now = new Date('2031-07-20T02:00:00Z')
let officer: Account
let outlet: { id: number; enterpriseId: number; creditCode: string; enterpriseName: string }
beforeAll(async () => {
  const { db } = database
  officer = await anOfficer(db, 'city-quarter', null)
  const [found] = await db
    .select({
      id: outlets.id,
      enterpriseId: outlets.enterpriseId,
      creditCode: enterprises.creditCode,
      enterpriseName: enterprises.name,
    })
    .from(outlets)
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .where(eq(outlets.kind, 'water_outlet'))
    .limit(1)
  outlet = found as typeof outlet
  const sample = {
    outletId: outlet.id,
    state: 'measured' as const,
    unit: 'mg/L',
    authority: '县站',
    enteredAt: now,
    limitMin: null,
  }
  await db.insert(supervisoryResults).values([
    { ...sample, factorCode: 'w20115', sampledOn: '2031-05-02', value: 0.41, limitMax: 0.1, reportNo: 'Q1' },
    { ...sample, factorCode: 'w01018', sampledOn: '2031-05-02', value: 49, limitMax: 50, reportNo: 'Q1' },
    { ...sample, factorCode: 'w21003', sampledOn: '2031-06-30', value: 17, limitMax: 8, reportNo: 'Q2' },
    // The day after the quarter.
    { ...sample, factorCode: 'w20119', sampledOn: '2031-07-01', value: 9, limitMax: 0.5, reportNo: 'Q3' },
  ])
})
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : Promise.reject(error)),
  )

describe('the quarterly list', () => {
  it('is drafted once after the quarter, with reasons for each factor; nobody sees it in public', async () => {
    const { db } = database
    expect(await makeDueList(db, now)).toBe(true)
    expect(await makeDueList(db, now)).toBe(false)
    const draft = await getOfficeQuarterlyList(db, officer, quarter)
    expect(draft?.rows.map(({ factorCode, reasons, multiple }) => [factorCode, reasons, multiple])).toEqual([
      ['w20115', ['multiple_heavy_metal'], 3.1],
      ['w21003', ['multiple_other'], 1.13],
    ])
    expect(draft?.rows[0]).toMatchObject({ enterpriseName: outlet.enterpriseName, source: 'supervisory' })
    expect(await getQuarterlyList(db, quarter)).toBeUndefined()
    expect((await listQuarterlyLists(db)).some(({ year }) => year === quarter.year)).toBe(false)
    expect((await listOfficeQuarterlyLists(db, officer))[0]).toMatchObject({ ...quarter, publishedAt: null, firms: 1 })
  })

  it('a row is struck with its reason and put back; making it anew takes in what came late', async () => {
    const { db } = database
    const rows = async () => (await getOfficeQuarterlyList(db, officer, quarter))?.rows ?? []
    const [first] = await rows()
    const id = first?.id as number
    await strikeEntry(db, officer, { ...quarter, id, reason: '平行样未通过，数据无效' }, now)
    expect((await rows())[0]).toMatchObject({ struckReason: '平行样未通过，数据无效', struckByName: '岗 city-quarter' })
    await restoreEntry(db, officer, { ...quarter, id }, now)
    expect((await rows())[0]?.struckReason).toBeNull()
    expect(await code(strikeEntry(db, officer, { ...quarter, id: 999_999_999, reason: '没有这行' }, now))).toBe(
      'not_found',
    )
    expect(await code(strikeEntry(db, visitor, { ...quarter, id, reason: '没有权限' }, now))).toBe('not_allowed')
    await db.insert(supervisoryResults).values({
      outletId: outlet.id,
      factorCode: 'w20117',
      sampledOn: '2031-04-01',
      state: 'measured',
      value: 2.5,
      unit: 'mg/L',
      limitMax: 0.5,
      reportNo: 'Q4',
      authority: '县站',
      enteredAt: now,
    })
    await remakeList(db, officer, quarter, now)
    expect((await rows()).map(({ factorCode }) => factorCode)).toEqual(['w20115', 'w20117', 'w21003'])
  })

  it('once published it is public without its struck rows, and frozen, by the database too', async () => {
    const { db } = database
    const draft = await getOfficeQuarterlyList(db, officer, quarter)
    const id = draft?.rows[0]?.id as number
    await strikeEntry(db, officer, { ...quarter, id, reason: '平行样未通过，数据无效' }, now)
    expect(await code(publishList(db, visitor, quarter, now))).toBe('not_allowed')
    await publishList(db, officer, quarter, now)
    const list = await getQuarterlyList(db, quarter)
    expect(list?.rows.map(({ factorCode }) => factorCode)).toEqual(['w20117', 'w21003'])
    expect(JSON.stringify(list)).not.toContain('平行样')
    expect(await quartersOfEnterprise(db, outlet.creditCode)).toContainEqual(quarter)
    expect(await code(publishList(db, officer, quarter, now))).toBe('conflict')
    expect(await code(remakeList(db, officer, quarter, now))).toBe('conflict')
    expect(await code(restoreEntry(db, officer, { ...quarter, id }, now))).toBe('conflict')
    const frozen = /stays as it is/
    const changed = db.update(quarterlyEntries).set({ highest: 1 }).where(eq(quarterlyEntries.id, id))
    await expect(changed).rejects.toMatchObject({ cause: { message: expect.stringMatching(frozen) } })
    const ofQuarter = and(eq(quarterlyLists.year, quarter.year), eq(quarterlyLists.quarter, quarter.quarter))
    await expect(db.delete(quarterlyLists).where(ofQuarter)).rejects.toMatchObject({
      cause: { message: expect.stringMatching(frozen) },
    })
  })

  it('a quarter that has no list cannot be published or made anew', async () => {
    const other = { year: 2032, quarter: 1 }
    expect(await code(publishList(database.db, officer, other, now))).toBe('not_found')
    expect(await code(remakeList(database.db, officer, other, now))).toBe('not_found')
  })
})

it('where a device sends readings, its valid days and judged exceedances count, not the summaries of periods', async () => {
  const owner = database.owner.sql
  const [limit] =
    await owner`select outlet_id, factor_code, limit_max::float, f.no, f.unit, l.unit as "limitUnit" from outlet_limits l
    join factors f on f.code = l.factor_code join outlets o on o.id = l.outlet_id
    where o.kind = 'water_outlet' and l.valid_to is null and l.limit_min is null and l.limit_max > 0 and f.unit = l.unit and f.code = 'w01018' order by 1 limit 1`
  const { outlet_id: outletId, no, limit_max: most } = limit as { outlet_id: number; no: number; limit_max: number }
  const span = { fromOn: '2031-04-01', toOn: '2031-06-30' }
  await owner`select make_reading_parts('2031-04-01')`
  for (const [day, valid] of [
    ['2031-04-01', true],
    ['2031-04-02', true],
    ['2031-04-03', false],
  ] as const)
    await owner`insert into reading_days (outlet_id, factor_no, day, stage, stopped, due, received, valid, flagged_count, missing, unflagged, flagged,
        exceeded, taken_out, mean_state, mean, longest_run, below, under, above, prints, closed_at)
      values (${outletId}, ${no}, ${day}, 'provisional', 0, 24, ${valid ? 24 : 3}, ${valid ? 24 : 3}, 0, ${valid ? 0 : 21}, 0, '{}', 0, '{}',
        ${valid ? 'valid' : 'too_few'}, ${most / 2}, 1, 0, 0, 0, '{}', ${`${day}T18:00:00Z`})`
  const over = (day: string, times: number, isJudged: boolean) =>
    owner`insert into exceedances (outlet_id, factor_no, kind, at, value, limit_max, multiple, is_judged, why, found_at)
      values (${outletId}, ${no}, 'day', ${`${day}T00:00:00+08:00`}, ${most * times}, ${most}, ${times - 1}, ${isJudged}, ${isJudged ? null : 'flag_M'}, ${`${day}T18:00:00Z`})`
  await over('2031-04-01', 2.5, true)
  await over('2031-04-02', 9, false)
  const found = (await listMonitored(database.db, span)).filter(
    (row) => row.outletId === outletId && row.factorCode === 'w01018' && row.source === 'online',
  )
  expect(found).toMatchObject([{ judgedCount: 2, exceedanceCount: 1, highest: most * 2.5, limitMax: most }])
  await owner`delete from exceedances where outlet_id = ${outletId}`
  await owner`delete from reading_days where outlet_id = ${outletId}`
})

describe('the demo city', () => {
  it('publishes exactly what its monitoring and the definition give, and has something to list', async () => {
    const lists = (await listQuarterlyLists(database.db)).filter(({ year }) => year < 2031)
    for (const list of lists) {
      const found = await getQuarterlyList(database.db, list)
      const monitored = await listMonitored(database.db, daysOf(list))
      const criteria = criteriaOn(daysOf(list).toOn)
      const expected = monitored.filter((row) => criteria && reasonsOf(row, criteria).length > 0)
      const key = (row: { factorCode: string; highest: number; exceedanceCount: number }) =>
        `${row.factorCode} ${row.highest} ${row.exceedanceCount}`
      expect(found?.rows.map(key).sort()).toEqual(expected.map(key).sort())
      expect(found?.judgedOutlets).toBe(new Set(monitored.map(({ outletId }) => outletId)).size)
    }
    const quarterly = await database.db.$count(onlineSummaries, eq(onlineSummaries.source, '市重点污染源自动监控平台'))
    expect(quarterly).toBeGreaterThan(0)
  })
})
