import { and, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { creditCodeOf } from '#db/credit-code.ts'
import { events } from '#db/schema/event.ts'
import { disclosureDeadlines, disclosureObligations as obligations } from '#db/schema/obligation.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { openDraft } from '#domain/disclosure/commands/open-draft.ts'
import { recordOverdue } from '#domain/disclosure/commands/record-overdue.ts'
import { recordRefusal, revokeRefusal } from '#domain/disclosure/commands/record-refusal.ts'
import { saveDraft } from '#domain/disclosure/commands/save-draft.ts'
import { signAndPublish } from '#domain/disclosure/commands/sign-and-publish.ts'
import { countFilings, listFilings } from '#domain/disclosure/queries/list.ts'
import { listFirmYears } from '#domain/disclosure/queries/obligations.ts'
import { countOverdueByCounty, listOverdue, listSettled } from '#domain/disclosure/queries/overdue.ts'
import { publishList, uploadList } from '#domain/listing/commands.ts'
import { getCaseDraft, listCaseDrafts } from '#domain/violation/queries/drafts.ts'
import { getCase } from '#domain/violation/queries/get.ts'
import { DomainError } from '#platform/errors.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { aMill, wholeForm } from '#test/domain/disclosure/mill.ts'
import { aFirm, anOfficer } from '#test/domain/listing/firms.ts'
import { useDatabase } from '#test/support/database.ts'
import { csv } from '#test/support/sheet-files.ts'

const database = useDatabase('qy_empty')
type Firm = Awaited<ReturnType<typeof aFirm>>
let city: Account
let county: Account
let [punctual, slow, stubborn]: Firm[] = []
beforeAll(async () => {
  city = await anOfficer(database.db, 'city_officer')
  county = await anOfficer(database.db, 'county_officer', '430922')
  punctual = await aFirm(database.db, '101')
  slow = await aFirm(database.db, '102')
  stubborn = await aFirm(database.db, '103')
})

/** An instant of the city's day. */
const at = (day: string, time = '12:00') => new Date(`${day}T${time}:00+08:00`)
async function listIsOut(year: number, day: string) {
  const bytes = Buffer.from(
    csv([['信用代码', '类别'], ...[punctual, slow, stubborn].map((firm) => [firm?.creditCode ?? '', '水环境'])]),
  )
  const id = await uploadList(database.db, city, { year, fileName: `${year}.csv`, bytes, locale: 'zh' }, at(day))
  return publishList(database.db, city, { id, publishedOn: day, documentNo: '', locale: 'zh' }, at(day))
}
/** The first publication, without the form that leads to it. */
const publishes = (firm: Firm | undefined, year: number, publishedAt: Date) =>
  database.db
    .update(obligations)
    .set({ publishedAt })
    .where(and(eq(obligations.enterpriseId, firm?.id ?? 0), eq(obligations.year, year)))
const stateOf = async (firm: Firm | undefined, year: number, now: Date) =>
  (await listFirmYears(database.db, firm?.id ?? 0, now)).find((each) => each.year === year)?.state
const draftOf = async (year: number, firm: Firm | undefined) =>
  (
    await database.db
      .select()
      .from(cases)
      .where(eq(cases.originKey, `disclosure:${year}:${firm?.id}`))
  )[0]

const lists: [year: number, listOn: string, dueOn: string, law: string][] = [
  [2017, '2017-04-20', '2017-06-30', '原环境保护部令第31号'],
  [2018, '2018-03-28', '2018-06-30', '原环境保护部令第31号'],
  [2019, '2019-03-27', '2019-06-30', '原环境保护部令第31号'],
  [2020, '2020-03-31', '2020-06-30', '原环境保护部令第31号'],
  [2021, '2021-03-30', '2021-06-28', '原环境保护部令第31号'],
  [2022, '2022-03-30', '2022-06-30', '生态环境部令第24号'],
]

describe('five years under the city rule and order 31, and on under order 24', () => {
  it.each(lists)(
    '%s: the list obliges, the day passes, the night finds who is missing',
    async (year, listOn, dueOn, law) => {
      expect((await listIsOut(year, listOn)).obligations).toEqual([{ year, dueOn, count: 3 }])
      expect(await stateOf(punctual, year, at(listOn))).toBe('not_yet_due')
      await publishes(punctual, year, at(dueOn, '23:59'))
      expect(await stateOf(slow, year, at(dueOn, '23:59'))).toBe('due')
      expect(await recordOverdue(database.db, at(dueOn, '23:59'))).toBe(0)

      const night = new Date(at(dueOn, '01:00').getTime() + 86_400_000)
      expect(await stateOf(slow, year, night)).toBe('overdue')
      expect(await recordOverdue(database.db, night)).toBe(2)
      expect(await recordOverdue(database.db, new Date(night.getTime() + 86_400_000))).toBe(0)
      const draft = await draftOf(year, stubborn)
      expect(draft).toMatchObject({
        state: 'draft',
        category: 'disclosure_failure',
        regionCode: '430922',
        decisionNo: null,
      })
      expect(draft?.legalBasis).toContain(law)
      expect(draft?.facts).toContain(`${year} 年度环境信息`)
      expect(await draftOf(year, punctual)).toBeUndefined()

      await publishes(slow, year, at(`${year}-08-01`))
      expect(await stateOf(slow, year, at(`${year}-08-02`))).toBe('published_late')
      expect(await stateOf(punctual, year, at('2035-01-01'))).toBe('published')
      expect(await stateOf(stubborn, year, at('2035-01-01'))).toBe('overdue')
    },
  )

  it('two events a year, one for each firm that was missing', async () => {
    expect(await database.db.$count(events, eq(events.kind, 'disclosure.overdue'))).toBe(2 * lists.length)
    expect(await database.db.$count(cases)).toBe(2 * lists.length)
  })

  it('once the city applies order 24, a list obliges for 15 March of the next year', async () => {
    await database.db.update(disclosureDeadlines).set({ ruleSet: 'order-24' }).where(eq(disclosureDeadlines.year, 2024))
    await database.db.update(disclosureDeadlines).set({ ruleSet: 'order-24' }).where(eq(disclosureDeadlines.year, 2025))
    expect((await listIsOut(2023, '2023-03-30')).obligations).toEqual([
      { year: 2023, dueOn: '2023-06-30', count: 3 },
      { year: 2024, dueOn: '2024-03-15', count: 3 },
    ])
    expect((await listIsOut(2024, '2024-03-29')).obligations).toEqual([{ year: 2025, dueOn: '2025-03-15', count: 3 }])
    expect(await stateOf(slow, 2025, at('2025-03-15', '23:59'))).toBe('due')
    expect(await stateOf(slow, 2025, at('2025-03-16', '00:01'))).toBe('overdue')
    const [year] = await listFirmYears(database.db, slow?.id ?? 0, at('2025-01-01'))
    expect(year).toMatchObject({ year: 2025, usualDueOn: '2025-03-15', listPublishedOn: '2024-03-29' })
    expect(year?.basis).toContain('第十九条')
  })

  it('a firm that fails after the Code has come into force fails under the Code', async () => {
    await database.db.insert(obligations).values({ enterpriseId: stubborn?.id ?? 0, year: 2026, dueOn: '2026-08-14' })
    await recordOverdue(database.db, at('2026-08-16'))
    expect((await draftOf(2026, stubborn))?.legalBasis).toBe('《中华人民共和国生态环境法典》第一千一百一十条')
  })
})

describe('a refusal on record', () => {
  const refuse = (viewer: Account, refusedOn: string, now = at('2019-09-01')) =>
    recordRefusal(
      database.db,
      viewer,
      { creditCode: stubborn?.creditCode ?? '', year: 2019, refusedOn, basis: '责令公开通知送达后十日内仍未公开' },
      now,
    )
  const code = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error) => (error instanceof DomainError ? error.code : error),
    )

  it('is made by the county of the firm, between the due day and today', async () => {
    const elsewhere = await anOfficer(database.db, 'county_officer', '430923')
    expect(await code(refuse(elsewhere, '2019-08-20'))).toBe('not_allowed')
    expect(await code(refuse(county, '2019-06-30'))).toBe('rule_broken')
    expect(await code(refuse(county, '2019-09-02'))).toBe('rule_broken')
    expect(await code(refuse(county, '2019-06-30', at('2019-06-30')))).toBe('conflict')
    expect(await code(refuse(county, '2019-08-20'))).toBe('done')
    expect(await code(refuse(county, '2019-08-20'))).toBe('conflict')
    expect(await stateOf(stubborn, 2019, at('2019-09-01'))).toBe('refused')
  })

  it('stands in the overdue list and in a count of its own; a publication or a revocation ends it', async () => {
    const now = at('2019-09-01')
    expect(
      (await listFilings(database.db, { year: 2019, state: 'refused', sort: '-published', page: 1 }, now)).total,
    ).toBe(1)
    expect((await countFilings(database.db, { year: 2019 }, now)).states.get('refused')).toBe(1)
    expect(await countOverdueByCounty(database.db, { year: 2019 }, now)).toEqual([
      { regionCode: '430922', overdue: 0, refused: 1, oldestDueOn: '2019-06-30' },
    ])
    expect(await listOverdue(database.db, { year: 2019 }, now, 10)).toMatchObject([
      { creditCode: stubborn?.creditCode, state: 'refused', refusedOn: '2019-08-20' },
    ])
    expect(
      (await listSettled(database.db, { year: 2019 }, at('2019-07-30'))).map(({ creditCode }) => creditCode),
    ).toEqual([slow?.creditCode])
    const taken = { creditCode: stubborn?.creditCode ?? '', year: 2019, reason: '通知未依法送达' }
    await revokeRefusal(database.db, county, taken, now)
    expect(await stateOf(stubborn, 2019, now)).toBe('overdue')
    expect(await code(revokeRefusal(database.db, county, taken, now))).toBe('conflict')
  })
})

describe('the drafts of the counties', () => {
  it('are seen by their own county, the city and the auditor; nobody else, and never by the public', async () => {
    const elsewhere = await anOfficer(database.db, 'county_officer', '430923')
    const [draft] = (await listCaseDrafts(database.db, county)).rows
    expect((await listCaseDrafts(database.db, county)).total).toBe(await database.db.$count(cases))
    expect((await listCaseDrafts(database.db, city)).total).toBe(await database.db.$count(cases))
    expect((await listCaseDrafts(database.db, elsewhere)).total).toBe(0)
    expect(await getCaseDraft(database.db, county, draft?.id ?? 0)).toMatchObject({
      authority: '桃江县生态环境主管部门',
    })
    expect(await getCaseDraft(database.db, elsewhere, draft?.id ?? 0)).toBeUndefined()
    await expect(listCaseDrafts(database.db, { ...city, role: 'ngo' })).rejects.toThrow(DomainError)
    expect(await getCase(database.db, draft?.id ?? 0)).toBeUndefined()
  })

  it('a publication after the day is noted on the draft, once; what follows the county decides', async () => {
    const mill = await aMill(database.db, creditCodeOf('91', '430922', 'MAXQT901'))
    const due = { enterpriseId: mill.enterpriseId, year: 2026 }
    await recordOverdue(database.db, at('2026-07-01', '01:00'))
    const now = at('2026-07-20')
    await openDraft(database.db, mill.viewer, due, now)
    const { revision } = await saveDraft(
      database.db,
      mill.viewer,
      { ...due, revision: 0, fields: wholeForm(mill) },
      now,
    )
    await signAndPublish(database.db, mill.viewer, { ...due, revision, signedName: '试验人' }, now)
    const [draft] = await database.db
      .select()
      .from(cases)
      .where(eq(cases.originKey, `disclosure:2026:${mill.enterpriseId}`))
    expect(draft).toMatchObject({
      state: 'draft',
      officeNote: expect.stringContaining('已于2026年7月20日公开 2026 年度环境信息（逾期 20 天）'),
    })
    expect(await database.db.$count(events, eq(events.kind, 'case_draft.overtaken'))).toBe(1)
    expect(await recordOverdue(database.db, at('2026-08-01'))).toBe(0)
  })
})
