import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { keyPolluterLists, keyPolluters } from '#db/schema/enterprise.ts'
import { events } from '#db/schema/event.ts'
import { disclosureObligations as obligations } from '#db/schema/obligation.ts'
import { publishList, uploadList } from '#domain/listing/commands.ts'
import { checkListFile, getListFile, listListFiles } from '#domain/listing/queries/files.ts'
import { getList, getListedOn, listListed, listListYears } from '#domain/listing/queries/list.ts'
import { DomainError } from '#platform/errors.ts'
import type { Account, Viewer } from '#platform/permissions/viewer.ts'
import { visitor } from '#platform/permissions/viewer.ts'
import { aFirm, anOfficer } from '#test/domain/listing/firms.ts'
import { useDatabase } from '#test/support/database.ts'
import { csv } from '#test/support/sheet-files.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-10-20T02:00:00Z')
type Firm = Awaited<ReturnType<typeof aFirm>>
let city: Account
let [paper, cement, smelter]: Firm[] = []
beforeAll(async () => {
  city = await anOfficer(database.db, 'city_officer')
  paper = await aFirm(database.db, '001')
  cement = await aFirm(database.db, '002')
  smelter = await aFirm(database.db, '003', '430923')
})

const upload = (year: number, lines: string[][], viewer: Viewer = city) =>
  uploadList(
    database.db,
    viewer,
    { year, fileName: '名录.csv', bytes: Buffer.from(csv([['单位名称', '信用代码', '类别'], ...lines])), locale: 'zh' },
    now,
  )
const publish = (id: string, publishedOn: string, viewer: Viewer = city) =>
  publishList(database.db, viewer, { id, publishedOn, documentNo: '益环发〔2026〕8号', locale: 'zh' }, now)
const line = (firm: Firm | undefined, kinds: string) => [firm?.name ?? '', firm?.creditCode ?? '', kinds]
const refusal = async (work: Promise<unknown>) => {
  const error = await work.catch((thrown: unknown) => thrown)
  if (!(error instanceof DomainError)) throw error
  return [error.code, error.problems[0]?.field, error.message]
}

describe('a list is published whole, with what it obliges to, or not at all', () => {
  it('the list: its firms, their kinds, and their obligations by the rule of the year', async () => {
    const id = await upload(2026, [line(paper, '水环境、大气环境'), [cement?.name ?? '', '', '大气环境']])
    expect(await listListYears(database.db)).toEqual([])
    const done = await publish(id, '2026-03-27')
    expect(done).toEqual({ year: 2026, firms: 2, obligations: [{ year: 2026, dueOn: '2026-06-30', count: 2 }] })
    expect((await listListed(database.db, 2026)).map(({ creditCode, kinds }) => [creditCode, kinds])).toEqual([
      [paper?.creditCode, ['water', 'air']],
      [cement?.creditCode, ['air']],
    ])
    const due = await database.db.select({ dueOn: obligations.dueOn }).from(obligations)
    expect(due).toEqual([{ dueOn: '2026-06-30' }, { dueOn: '2026-06-30' }])
    const [event] = await database.db.select().from(events).where(eq(events.kind, 'key_polluters.published'))
    expect(event).toMatchObject({ subject: 'key_polluters:2026', actorId: city.userId })
    expect(await refusal(publish(id, '2026-03-27'))).toEqual(['conflict', undefined, '这个文件已经公布过了。'])
  })

  it('a later file is a supplement: a term of its own for the new firm, no second one for a firm of the list', async () => {
    const wrong = await upload(2026, [line(paper, '水环境'), line(smelter, '水环境')])
    expect(await refusal(publish(wrong, '2026-10-15'))).toEqual([
      'rule_broken',
      '',
      expect.stringContaining('有 1 处不能接受'),
    ])
    const id = await upload(2026, [line(paper, '土壤'), line(smelter, '水环境')])
    expect(await refusal(publish(id, '2026-03-01'))).toEqual([
      'rule_broken',
      'publishedOn',
      expect.stringContaining('2026-03-27'),
    ])
    const { obligations: made } = await publish(id, '2026-10-15')
    expect(made).toEqual([{ year: 2026, dueOn: '2027-01-13', count: 1 }])
    expect((await getList(database.db, 2026))?.supplements).toMatchObject([{ publishedOn: '2026-10-15' }])
    const listed = await listListed(database.db, 2026)
    expect(listed.find(({ id }) => id === smelter?.id)?.supplementOn).toBe('2026-10-15')
    expect(listed.find(({ id }) => id === paper?.id)).toMatchObject({
      supplementOn: null,
      kinds: ['water', 'air', 'soil'],
    })
  })

  it('since when a firm is listed: the list in force on a day, or the one of that year that came after', async () => {
    const listedOn = (firm: Firm | undefined, day: string) => getListedOn(database.db, firm?.id ?? 0, day)
    expect(await listedOn(paper, '2026-03-26')).toBe('2026-03-27')
    expect(await listedOn(paper, '2026-08-01')).toBe('2026-03-27')
    expect(await listedOn(paper, '2027-02-01')).toBe('2026-03-27')
    expect(await listedOn(smelter, '2026-08-01')).toBe('2026-10-15')
    expect(await listedOn(paper, '2025-12-31')).toBeUndefined()
  })

  it.each([
    ['an unknown code', ['某厂', '91430902MAFAKE0008', '水'], '登记中没有这个代码'],
    ['an unknown name', ['没有这家厂', '', '水'], '登记中没有这个全称的单位'],
    ['a name of another firm', ['试验单位002', () => paper?.creditCode, '水'], '与代码不符'],
  ])('%s is refused by line, and nothing is half imported', async (_, [name, creditCode, kinds], message) => {
    const given = typeof creditCode === 'function' ? creditCode() : creditCode
    const id = await upload(2025, [line(cement, '水'), [name as string, given ?? '', kinds as string]])
    const file = await getListFile(database.db, id)
    const { findings } = await checkListFile(database.db, file as NonNullable<typeof file>, 'zh')
    expect(findings).toMatchObject([{ severity: 'refuse', line: 3, message: expect.stringContaining(message) }])
    expect((await refusal(publish(id, '2025-03-27')))[0]).toBe('rule_broken')
    expect(await database.db.$count(keyPolluters, eq(keyPolluters.year, 2025))).toBe(0)
  })

  it('the same firm twice is one firm with both kinds, and the reader is told of a kind named twice', async () => {
    const id = await upload(2024, [line(paper, '水'), line(paper, '水、气')])
    const file = await getListFile(database.db, id)
    const report = await checkListFile(database.db, file as NonNullable<typeof file>, 'zh')
    expect(report).toMatchObject({ refused: 0, firms: [{ kinds: ['water', 'air'] }] })
    expect(report.findings).toMatchObject([{ severity: 'warn', line: 3 }])
  })

  it('days: not of another year, not after today', async () => {
    const id = await upload(2025, [line(paper, '水')])
    expect(await refusal(publish(id, '2024-12-31'))).toEqual([
      'rule_broken',
      'publishedOn',
      expect.stringContaining('2025 年内'),
    ])
    const next = await upload(2027, [line(paper, '水')])
    expect(await refusal(publish(next, '2027-03-01'))).toEqual([
      'rule_broken',
      'publishedOn',
      expect.stringContaining('不能晚于今天'),
    ])
  })

  it('two officers who publish the same file at once publish it once', async () => {
    const id = await upload(2023, [line(paper, '水')])
    const outcomes = await Promise.allSettled([publish(id, '2023-03-30'), publish(id, '2023-03-30')])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await database.db.$count(keyPolluterLists, eq(keyPolluterLists.year, 2023))).toBe(1)
  })

  it('the office sees what was handed in, and which of it is public', async () => {
    const files = await listListFiles(database.db)
    expect(files.find(({ year }) => year === 2023)).toMatchObject({ uploadedBy: '经办人', supplementId: null })
    expect(files.filter(({ year, publishedAt }) => year === 2026 && publishedAt !== null)).toHaveLength(2)
    expect(files.filter(({ year, publishedAt }) => year === 2024 && publishedAt !== null)).toEqual([])
  })

  it('nobody but an officer of the city uploads or publishes', async () => {
    const id = await upload(2022, [line(paper, '水')])
    for (const viewer of [
      visitor,
      await anOfficer(database.db, 'county_officer', '430922'),
      await anOfficer(database.db, 'auditor'),
    ]) {
      expect((await refusal(upload(2022, [], viewer)))[0]).toBe('not_allowed')
      expect((await refusal(publish(id, '2022-03-30', viewer)))[0]).toBe('not_allowed')
    }
  })
})
