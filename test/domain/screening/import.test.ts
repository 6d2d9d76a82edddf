import { and, eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { memberships, users } from '#db/schema/account.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { problems } from '#db/schema/rectification.ts'
import { screeningRows } from '#db/schema/screening.ts'
import { completeRow } from '#domain/screening/commands/complete.ts'
import { deriveRows } from '#domain/screening/commands/derive.ts'
import { checkLedgers, importLedgers } from '#domain/screening/commands/import/import.ts'
import { annexSheets } from '#domain/screening/queries/annex-sheets.ts'
import { getScreeningRow } from '#domain/screening/queries/row.ts'
import { annexes, annexFoot, annexHead, type LedgerKind } from '#domain/screening/rules/annex.ts'
import { screeningFields, standing } from '#domain/screening/rules/fields.ts'
import { DomainError } from '#platform/errors.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { annexStream } from '#platform/sheet/annex-stream.ts'
import { inspectXlsx } from '#platform/sheet/inspect.ts'
import { unzip } from '#platform/sheet/zip.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const now = new Date('2026-11-25T10:00:00+08:00')
const region = { code: '430922', nameZh: '桃江县' }
let county: Account
let elsewhere: Account
let firms: { id: number; name: string }[]

beforeAll(async () => {
  const { db } = database
  const account = async (userId: string, regionCode: string): Promise<Account> => {
    const ties = { role: 'county_officer', regionCode, department: 'inspection', enterpriseId: null } as const
    await db.insert(users).values({ id: userId, name: `岗 ${userId}`, email: `${userId}@example.com` })
    await db.insert(memberships).values({ userId, ...ties })
    return { userId, name: `岗 ${userId}`, hasSecondFactor: true, ...ties }
  }
  county = await account('i-taojiang', region.code)
  elsewhere = await account('i-anhua', '430923')
  firms = await db
    .select({ id: enterprises.id, name: enterprises.name })
    .from(enterprises)
    .where(and(eq(enterprises.regionCode, region.code), sql`${enterprises.operatingState} <> 'closed'`))
    .orderBy(enterprises.id)
  await deriveRows(db, 'all', now)
})

async function bytesOf(parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = []
  for await (const part of parts) all.push(part)
  return Buffer.concat(all)
}
/** A workbook in the layout of an annex with lines of our own. */
const workbook = (ledger: LedgerKind, unit: string, lines: Record<string, string>[]) =>
  bytesOf(
    annexStream([
      {
        name: '台账',
        widths: annexes[ledger].columns.map(({ width }) => width),
        head: annexHead(ledger, unit, '2026年11月1日'),
        printed: { from: 4, to: 5 },
        lines: (async function* () {
          yield lines.map((line, i) =>
            annexes[ledger].columns.map(({ key }) => (key === 'serialNo' ? i + 1 : (line[key] ?? null))),
          )
        })(),
        foot: annexFoot(ledger),
      },
    ]),
  )
const input = (bytes: Uint8Array) => ({ bytes, locale: 'zh' as const })

describe('the annex as a workbook', () => {
  it('has one sheet for each county, its heads merged as printed, and is read back without anything new', async () => {
    const counties = [region, { code: '430923', nameZh: '安化县' }]
    const bytes = await bytesOf(annexStream(annexSheets(database.db, 'screening', counties, '2026-11-25')))
    const { sheets } = inspectXlsx(bytes)
    expect(sheets.map(({ name }) => name)).toEqual(['桃江县', '安化县'])
    const [first] = sheets
    expect(first?.merges).toContainEqual({ fromRow: 4, fromColumn: 5, toRow: 4, toColumn: 12 })
    expect(first?.merges).toContainEqual({ fromRow: 4, fromColumn: 0, toRow: 5, toColumn: 0 })
    expect(first?.rows.get(3)?.get(0)?.text).toBe('填报单位（盖章）：桃江县环保（分）局')
    expect(first?.rows.get(6)?.get(0)).toMatchObject({ text: '1', kind: 'number' })
    const own = await bytesOf(annexStream(annexSheets(database.db, 'screening', [region], '2026-11-25')))
    expect(await checkLedgers(database.db, county, input(own), now)).toMatchObject({
      refused: 0,
      rows: [],
      problems: [],
      unchanged: firms.length,
    })
  })

  it('of annex 3 is the city rule’s form cell by cell: heads, merges, note, unit with its seal, A4 landscape with the heads on each page', async () => {
    const bytes = await bytesOf(annexStream(annexSheets(database.db, 'rectification', [region], '2026-11-25')))
    const [sheet] = inspectXlsx(bytes).sheets
    const words = (row: number) =>
      Array.from({ length: 14 }, (_, column) => sheet?.rows.get(row)?.get(column)?.text ?? '')
    expect([1, 2, 3].map((row) => words(row).filter(Boolean))).toEqual([
      ['附件3'],
      ['工业污染源达标计划问题整改台账'],
      ['填报单位：桃江县环保（分）局（盖章）', '截至：2026年11月25日'],
    ])
    const form = [
      ['序号', '基本信息', '', '', '', '排查情况', '查处整改情况', ...Array<string>(7).fill('')],
      ['', '企业名称', '市州', '类别', '所属行业', '存在的问题', '查处情况（查处法律文书号）', '处理处罚要求'],
    ]
    form[1]?.push('处理处罚执行情况', '整治方案制定情况', '整治措施', '完成时限')
    form[1]?.push('复查监测情况（监测报告编号）', '是否整改到位')
    expect([words(4), words(5)]).toEqual(form)
    const [line] = await database.sql<{ n: number }[]>`
      select count(*)::int as n from problems where region_code = ${region.code}`
    const last = 5 + (line?.n ?? 0)
    expect([words(6)[0], words(last)[0]]).toEqual(['1', String(line?.n)])
    expect(words(last + 1)[0]).toBe('每个序号对应1个问题，如一家企业有2个以上问题应分别列出。')
    const merged = sheet?.merges.map(({ fromRow, fromColumn, toRow, toColumn }) =>
      [fromRow, fromColumn, toRow, toColumn].join(' '),
    )
    const whole = [2, last + 1, last + 2].map((row) => `${row} 0 ${row} 13`)
    const heads = ['3 0 3 6', '3 7 3 13', '4 0 5 0', '4 1 4 4', '4 6 4 13']
    expect(merged?.sort()).toEqual([...whole, ...heads].sort())
    const parts = unzip(Buffer.from(bytes))
    expect(String(parts.get('xl/worksheets/sheet1.xml'))).toContain(
      '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>',
    )
    expect(String(parts.get('xl/workbook.xml'))).toContain("'桃江县'!$4:$5")
  })

  it('takes the unit of annex 3 with its seal behind it, or in its place with the name in the next cell', async () => {
    const [one] = firms
    const lines = [{ enterpriseName: one?.name ?? '', problem: '雨污分流不彻底，污水外排', deadline: '2026-12-07' }]
    const of = async (unit: string) =>
      checkLedgers(database.db, county, input(await workbook('rectification', unit, lines)), now)
    const read = await of('桃江县环境保护局')
    expect([read.refused, read.problems.length]).toEqual([0, 1])
    // A blank form has the seal alone: then there is no unit.
    expect((await of('')).findings.map(({ message }) => message).join()).toMatch(/填报单位/)
  })

  it('holds what looks like a formula as words', async () => {
    const bytes = await workbook('rectification', '桃江县', [{ enterpriseName: '=1+1', problem: '-2+3' }])
    const cell = inspectXlsx(bytes).sheets[0]?.rows.get(6)?.get(1)
    expect(cell).toMatchObject({ text: '=1+1', isFormula: false, kind: 'text' })
  })
})

describe('ledgers that are taken over', () => {
  it('write all or nothing; the same file again makes nothing new', async () => {
    const [one, two] = firms
    const bytes = await workbook('screening', '桃江县环境保护局', [
      { enterpriseName: one?.name ?? '', prominentProblems: '偷排偷放', exceeded: '是', exceedanceCause: '设备检修' },
      { enterpriseName: two?.name ?? '', permitAndDischarge: '许可证编号：湘益桃环排001\n总量：COD 12 吨/年' },
    ])
    const first = await importLedgers(database.db, county, input(bytes), now)
    expect(first).toMatchObject({ isWritten: true, refused: 0, lines: 2 })
    const [row] = await database.db
      .select()
      .from(screeningRows)
      .where(eq(screeningRows.enterpriseId, one?.id ?? 0))
    expect(row).toMatchObject({ exceeded: true, version: 2 })
    expect(row?.entered.exceedanceCause).toMatchObject({ text: '设备检修', byName: '岗 i-taojiang' })
    const [other] = await database.db
      .select()
      .from(screeningRows)
      .where(eq(screeningRows.enterpriseId, two?.id ?? 0))
    expect(standing(other?.derived ?? {}, other?.entered ?? {})).toMatchObject({
      permitNo: '湘益桃环排001',
      totals: 'COD 12 吨/年',
    })
    expect(await importLedgers(database.db, county, input(bytes), now)).toMatchObject({ rows: [], unchanged: 2 })
  })

  it('of problems become lines of the rectification ledger once, closed by no file', async () => {
    const [one] = firms
    const bytes = await workbook('rectification', '桃江县环境保护局', [
      {
        enterpriseName: one?.name ?? '',
        problem: '雨污分流不彻底，初期雨水外排',
        measures: '建初期雨水池',
        deadline: '2026-12-07',
        rectified: '是',
      },
      {
        enterpriseName: one?.name ?? '',
        problem: '废水总排口化学需氧量超标',
        enforcement: '益环罚〔2026〕12 号',
        plan: '改造生化池',
      },
    ])
    const report = await importLedgers(database.db, county, input(bytes), now)
    expect(report).toMatchObject({ isWritten: true, refused: 0 })
    expect(report.problems).toHaveLength(2)
    expect(report.findings.map(({ message }) => message).join()).toMatch(/销号/)
    const found = await database.db
      .select()
      .from(problems)
      .where(eq(problems.enterpriseId, one?.id ?? 0))
      .orderBy(problems.id)
    expect(
      found.map(({ kind, planState, documentNo, deadline, state }) => ({
        kind,
        planState,
        documentNo,
        deadline,
        closed: state === 'closed',
      })),
    ).toEqual([
      { kind: 'other', planState: 'none', documentNo: null, deadline: '2026-12-07', closed: false },
      { kind: 'exceedance', planState: 'drafted', documentNo: '益环罚〔2026〕12 号', deadline: null, closed: false },
    ])
    expect(await importLedgers(database.db, county, input(bytes), now)).toMatchObject({ problems: [], unchanged: 2 })
    await deriveRows(database.db, { enterpriseIds: [one?.id ?? 0] }, now)
    const [row] = await database.db
      .select()
      .from(screeningRows)
      .where(eq(screeningRows.enterpriseId, one?.id ?? 0))
    expect(row?.openProblems).toBe(2)
  })

  it.each([
    ['another county’s seal line', '安化县环境保护局', { exceeded: '否' }, /不是您的县/],
    ['no seal line', '', { exceeded: '否' }, /填报单位/],
    ['an answer that is neither', '桃江县', { exceeded: '大概' }, /“是”或“否”/],
    ['a firm that is not registered there', '桃江县', { enterpriseName: '不在册的厂' }, /全称/],
    ['personal data', '桃江县', { exceedanceCause: '联系 13812345678' }, /个人信息/],
  ])('are refused as a whole with %s', async (_, unit, line, words) => {
    const count = () => database.db.$count(screeningRows, sql`${screeningRows.entered} <> '{}'`)
    const before = await count()
    const good = { enterpriseName: firms[3]?.name ?? '', prominentProblems: '设施未满足污染物处理要求' }
    const bytes = await workbook('screening', unit, [good, { enterpriseName: firms[4]?.name ?? '', ...line }])
    const report = await importLedgers(database.db, county, input(bytes), now)
    expect(report.isWritten).toBe(false)
    expect(report.findings.map(({ message }) => message).join()).toMatch(words)
    expect(await count()).toBe(before)
  })

  it('are not taken from an account of another county, nor as a file of another kind', async () => {
    const bytes = await workbook('screening', '桃江县', [{ enterpriseName: firms[0]?.name ?? '' }])
    expect(await importLedgers(database.db, elsewhere, input(bytes), now)).toMatchObject({ isWritten: false })
    expect((await checkLedgers(database.db, county, input(Buffer.from('a,b\n1,2\n')), now)).refused).toBe(1)
  })
})

describe('a county at its line', () => {
  const formOf = async (id: number, changes: Record<string, string>) => {
    const row = await getScreeningRow(database.db, id)
    const texts = standing(row?.derived ?? {}, row?.entered ?? {})
    const typed = Object.fromEntries(screeningFields.map((field) => [field, texts[field] ?? '']))
    const was = Object.fromEntries(screeningFields.map((field) => [`was.${field}`, texts[field] ?? '']))
    return {
      id,
      screenedOn: row?.screenedOn ?? '',
      'was.screenedOn': row?.screenedOn ?? '',
      ...was,
      ...typed,
      ...changes,
    } as never
  }

  it('completes it; of two who write in one field the second is asked, and nothing is lost', async () => {
    const [line] = await database.db
      .select({ id: screeningRows.id })
      .from(screeningRows)
      .where(eq(screeningRows.enterpriseId, firms[5]?.id ?? 0))
    const id = line?.id ?? 0
    const [mine, theirs] = [
      await formOf(id, { totals: 'COD 5 吨/年', screenedOn: '2026-11-20' }),
      await formOf(id, { totals: 'COD 6 吨/年' }),
    ]
    await completeRow(database.db, county, mine, now)
    const error = (await completeRow(database.db, county, theirs, now).catch((caught) => caught)) as DomainError
    expect(error).toBeInstanceOf(DomainError)
    expect(error.problems.map(({ field }) => field)).toEqual(['keep.totals'])
    expect(error.message).toMatch(/刚被别人改过/)
    await completeRow(
      database.db,
      county,
      { ...(theirs as object), 'was.totals': 'COD 5 吨/年', 'keep.totals': 'mine' } as never,
      now,
    )
    expect(await getScreeningRow(database.db, id)).toMatchObject({
      screenedOn: '2026-11-20',
      entered: { totals: { text: 'COD 6 吨/年' } },
    })
  })

  it('is refused elsewhere, with a day to come, and with personal data', async () => {
    const [line] = await database.db
      .select({ id: screeningRows.id })
      .from(screeningRows)
      .where(eq(screeningRows.enterpriseId, firms[6]?.id ?? 0))
    const id = line?.id ?? 0
    await expect(completeRow(database.db, elsewhere, await formOf(id, { totals: '无' }), now)).rejects.toThrow(/账号/)
    await expect(completeRow(database.db, county, await formOf(id, { screenedOn: '2026-11-26' }), now)).rejects.toThrow(
      /2026-11-25/,
    )
    await expect(
      completeRow(database.db, county, await formOf(id, { exceedanceCause: '王某 13812345678' }), now),
    ).rejects.toThrow(/个人信息/)
  })
})
