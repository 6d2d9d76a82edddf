import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { changeReports } from '#db/schema/change.ts'
import { keyPolluterLists, keyPolluters } from '#db/schema/enterprise.ts'
import { events } from '#db/schema/event.ts'
import { violationCases } from '#db/schema/violation.ts'
import { correctChange, reportChange } from '#domain/change/commands/report-change.ts'
import { expectReportEffect } from '#domain/change/effects.ts'
import { type ChangeReport, changeReport, changeSearch } from '#domain/change/input.ts'
import {
  countChanges,
  getChange,
  listChanges,
  listChangeVersions,
  listOwnReports,
} from '#domain/change/queries/reports.ts'
import { changeStanding } from '#domain/change/rules.ts'
import { DomainError } from '#platform/errors.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { aFirm, anOfficer } from '#test/domain/listing/firms.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_empty')
type Firm = Awaited<ReturnType<typeof aFirm>>
let [listed, newly, free]: Firm[] = []
let account: Account
beforeAll(async () => {
  listed = await aFirm(database.db, '201')
  newly = await aFirm(database.db, '202')
  free = await aFirm(database.db, '203')
  const officer = await anOfficer(database.db, 'city_officer')
  account = { ...officer, role: 'firm', department: null, enterpriseId: listed.id }
  const lists = [2020, 2021, 2025, 2026].map((year) => ({ year, publishedOn: `${year}-03-27` }))
  await database.db.insert(keyPolluterLists).values(lists)
  await database.db
    .insert(keyPolluters)
    .values([
      ...lists.map(({ year }) => ({ year, kind: 'water' as const, enterpriseId: listed?.id ?? 0 })),
      { year: 2026, kind: 'water', enterpriseId: newly?.id ?? 0 },
    ])
})

const noon = (day: string) => new Date(`${day}T12:00:00+08:00`)
const report = ({ expectedId, ...fields }: Partial<ChangeReport>): ChangeReport => ({
  ...changeReport.parse({
    kind: 'permit_changed',
    receivedOn: '2026-07-06',
    documentNo: '',
    authority: '',
    content: '排污许可证变更：锅炉由燃煤改为燃气。',
    signedName: '试验人',
    ...fields,
  }),
  expectedId,
})
const made = (fields: Partial<ChangeReport>, now: Date, firm = listed) =>
  reportChange(database.db, { ...account, enterpriseId: firm?.id ?? 0 }, firm?.id ?? 0, report(fields), now)
const all = changeSearch.zh.parse({})
const listedAs = async (id: number, now: Date) => {
  const row = (await listChanges(database.db, all, now)).rows.find((each) => each.id === id)
  return row && changeStanding({ dueOn: row.dueOn, publishedAt: row.firstPublishedAt }, now)
}
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof DomainError ? error.code : error),
  )

describe('a report of a change is public at once, with the day that the law of its day sets', () => {
  it.each([
    ['order 31, on the 30th day', '2021-06-01', '2021-07-01', '2021-07-01', 'on_time'],
    ['order 31, a day late', '2021-06-01', '2021-07-02', '2021-07-01', 'late'],
    ['order 24, on the 5th working day', '2026-07-06', '2026-07-13', '2026-07-13', 'on_time'],
    ['order 24, a day late', '2026-07-06', '2026-07-14', '2026-07-13', 'late'],
    ['over the National Day with its make-up days', '2025-09-28', '2025-10-11', '2025-10-11', 'on_time'],
  ])('%s', async (_, receivedOn, publishedOn, dueOn, standing) => {
    const id = await made({ receivedOn }, noon(publishedOn))
    expect(await getChange(database.db, id)).toMatchObject({ dueOn, state: 'published', version: 1 })
    expect(await listedAs(id, noon('2027-01-01'))).toBe(standing)
  })

  it('what happened in the year before the list: ten working days after it', async () => {
    const id = await made({ receivedOn: '2026-01-15' }, noon('2026-04-13'), newly)
    expect(await getChange(database.db, id)).toMatchObject({ dueOn: '2026-04-13', ruleSet: 'order-24' })
  })

  it('a firm that is on no list reports of free will', async () => {
    const id = await made({}, noon('2026-09-01'), free)
    expect(await getChange(database.db, id)).toMatchObject({ dueOn: null, ruleSet: null })
    expect(await listedAs(id, noon('2026-09-02'))).toBe('voluntary')
  })

  it('not of tomorrow, not for another firm, not by an officer', async () => {
    expect(await code(made({ receivedOn: '2026-07-07' }, noon('2026-07-06')))).toBe('rule_broken')
    const other = reportChange(database.db, account, newly?.id ?? 0, report({}), noon('2026-07-07'))
    expect(await code(other)).toBe('not_allowed')
    const officer = { ...account, role: 'city_officer' as const }
    expect(await code(reportChange(database.db, officer, listed?.id ?? 0, report({}), noon('2026-07-07')))).toBe(
      'not_allowed',
    )
  })
})

describe('what is public is never edited', () => {
  it('a correction is a new version with its reason; both stay readable, lateness is the first one’s', async () => {
    const first = await made({ content: '处罚决定送达，罚款十万元。' }, noon('2026-07-13'))
    const correction = { ...report({ content: '处罚决定送达，罚款十二万元。' }), id: first, reason: '金额写错' }
    const second = await correctChange(database.db, account, listed?.id ?? 0, correction, noon('2026-08-20'))
    expect(await getChange(database.db, first)).toMatchObject({
      state: 'superseded',
      content: '处罚决定送达，罚款十万元。',
    })
    expect(await getChange(database.db, second)).toMatchObject({ version: 2, correctionReason: '金额写错' })
    expect((await listChangeVersions(database.db, first)).map(({ id }) => id)).toEqual([first, second])
    expect((await listChangeVersions(database.db, second)).map(({ version }) => version)).toEqual([1, 2])
    expect(await listedAs(second, noon('2027-01-01'))).toBe('on_time')
    expect(await listedAs(first, noon('2027-01-01'))).toBeUndefined()
    expect(await code(correctChange(database.db, account, listed?.id ?? 0, correction, noon('2026-08-21')))).toBe(
      'conflict',
    )
  })

  it('the database refuses any other change of it', async () => {
    const id = await made({}, noon('2026-07-07'))
    await expect(
      database.db.update(changeReports).set({ content: '改写' }).where(eq(changeReports.id, id)),
    ).rejects.toMatchObject({ cause: { code: '23001' } })
    await expect(database.db.delete(changeReports).where(eq(changeReports.id, id))).rejects.toMatchObject({
      cause: { code: '23001' },
    })
  })
})

describe('a penalty on the board against a key polluter is to be reported', () => {
  let caseId: number
  const aCase = async (firm: Firm | undefined, decisionNo: string) => {
    const [row] = await database.db
      .insert(violationCases)
      .values({
        enterpriseId: firm?.id ?? 0,
        enterpriseName: firm?.name ?? '',
        regionCode: '430922',
        category: 'serious_exceedance',
        title: '超标排放案',
        facts: '化学需氧量超标。',
        legalBasis: '水污染防治法第八十三条',
        decisionNo,
        decisionNoKey: decisionNo,
        decidedOn: '2026-06-08',
        authority: '益阳市生态环境局桃江分局',
        leadSource: 'online',
        state: 'published',
        publishedAt: noon('2026-06-10'),
        searchText: 'x',
      })
      .returning({ id: violationCases.id })
    return (row as { id: number }).id
  }
  const happens = (id: number) =>
    database.db.transaction(async (tx) => {
      const event = { id: 1, kind: 'case.published', subject: `case:${id}`, at: noon('2026-06-10') }
      await expectReportEffect.run(tx as never, event as never)
    })

  it('by an effect, once, due five working days after the decision', async () => {
    caseId = await aCase(listed, '益环罚〔2026〕90号')
    await happens(caseId)
    await happens(caseId)
    const [expected] = await listOwnReports(database.db, listed?.id ?? 0)
    expect(expected).toMatchObject({
      state: 'expected',
      kind: 'penalty',
      dueOn: '2026-06-15',
      caseId,
      documentNo: '益环罚〔2026〕90号',
    })
    expect(await database.db.$count(events, eq(events.kind, 'change.expected'))).toBe(1)
    expect(await getChange(database.db, expected?.id ?? 0)).toBeUndefined()
    expect(await listedAs(expected?.id ?? 0, noon('2026-06-15'))).toBeUndefined()
    expect(await listedAs(expected?.id ?? 0, noon('2026-06-16'))).toBe('overdue')
  })

  it('the report fills it in, with the day on which the document really came', async () => {
    const [expected] = await listOwnReports(database.db, listed?.id ?? 0)
    const filled = {
      expectedId: expected?.id,
      kind: 'penalty' as const,
      receivedOn: '2026-06-11',
      documentNo: '益环罚〔2026〕90号',
    }
    const id = await made(filled, noon('2026-06-18'))
    expect(id).toBe(expected?.id)
    expect(await getChange(database.db, id)).toMatchObject({ dueOn: '2026-06-18', state: 'published', caseId })
    expect(await listedAs(id, noon('2027-01-01'))).toBe('on_time')
    expect(await code(made(filled, noon('2026-06-18')))).toBe('conflict')
    expect(await code(made({ ...filled, expectedId: 999_999 }, noon('2026-06-18')))).toBe('not_found')
  })

  it('none is expected of a firm on no list, nor of one that has reported it unasked', async () => {
    await happens(await aCase(free, '益环罚〔2026〕91号'))
    expect((await listOwnReports(database.db, free?.id ?? 0)).filter(({ state }) => state === 'expected')).toEqual([])
    await made(
      { kind: 'penalty', receivedOn: '2026-06-09', documentNo: '益环罚〔2026〕92号' },
      noon('2026-06-09'),
      newly,
    )
    await happens(await aCase(newly, '益环罚〔2026〕92号'))
    expect((await listOwnReports(database.db, newly?.id ?? 0)).filter(({ state }) => state === 'expected')).toEqual([])
  })
})

it('the list and the counts beside it agree, filter by filter', async () => {
  const now = noon('2027-01-01')
  const counts = await countChanges(database.db, all, now)
  const { total } = await listChanges(database.db, all, now)
  for (const [name, counted] of Object.entries(counts)) {
    expect(
      [...counted.values()].reduce((a, b) => a + b, 0),
      name,
    ).toBe(total)
    for (const [value, count] of counted) {
      const search = changeSearch.zh.parse({ [name]: value })
      expect((await listChanges(database.db, search, now)).total, `${name}=${value}`).toBe(count)
    }
  }
  const year = await listChanges(database.db, changeSearch.zh.parse({ year: '2021', firm: listed?.creditCode }), now)
  expect(year.total).toBe(2)
})
