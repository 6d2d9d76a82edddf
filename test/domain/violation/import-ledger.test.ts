import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { enterprises } from '#db/schema/enterprise.ts'
import { events } from '#db/schema/event.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { checkLedger, importLedger, ledgerLines } from '#domain/violation/commands/casework/import-ledger.ts'
import { getCaseContent, listApprovals } from '#domain/violation/queries/case-file.ts'
import { type Account, visitor } from '#platform/permissions/viewer.ts'
import { csvText, xlsxBytes } from '#platform/sheet/write.ts'
import { caseImportMessages } from '#src/i18n/messages/case-import.ts'
import { anOfficerAt, seats } from '#test/domain/violation/drafts.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-06-10T02:00:00Z')
let county: Account
let city: Account
beforeEach(async () => {
  await database.db.delete(cases).where(eq(cases.state, 'published'))
  county = await anOfficerAt(database.db, 'county', seats.county)
  city = await anOfficerAt(database.db, 'city', seats.inspection)
})

const head = [
  '序号',
  '行政处罚决定书文号',
  '行政相对人名称',
  '县（市、区）',
  '违法事实',
  '处罚依据',
  '罚款金额（万元）',
  '处罚决定日期',
  '处罚机关',
  '法定代表人',
  '执行情况',
]
let count = 0
const line = (more: Record<string, string | number | null> = {}) => {
  count++
  const cells = {
    序号: count,
    行政处罚决定书文号: `桃环罚〔2026〕${500 + count}号`,
    行政相对人名称: `台账示例厂${count}`,
    '县（市、区）': '桃江县',
    违法事实: '废水总排口化学需氧量超过许可限值',
    处罚依据: '《水污染防治法》第八十三条',
    '罚款金额（万元）': 12.5,
    处罚决定日期: '2026.5.6',
    处罚机关: '益阳市生态环境局桃江分局',
    法定代表人: '示例甲',
    执行情况: '已缴清',
    ...more,
  }
  return head.map((name) => (cells as Record<string, string | number | null>)[name] ?? null)
}
const csv = (...rows: (string | number | null)[][]) =>
  new TextEncoder().encode(csvText([['2026年行政处罚台账'], head, ...rows]))
const check = (bytes: Uint8Array, by: Account = county) => checkLedger(database.db, by, { bytes, locale: 'zh' }, now)
const write = (bytes: Uint8Array, by: Account | 'system' = county) =>
  importLedger(database.db, by, { bytes, locale: 'zh' }, now)

describe('a penalty ledger', () => {
  it('becomes drafts with fine, category, persons and execution, one event each; a second time nothing happens', async () => {
    const rows = [line(), line({ 违法事实: '私设暗管排放废水', '罚款金额（万元）': '无' })]
    const report = await write(csv(...rows))
    expect(report).toMatchObject({ refused: 0, isWritten: true, unchanged: 0 })
    const [found] = await database.db
      .select()
      .from(cases)
      .where(eq(cases.decisionNo, rows[0]?.[1] as string))
    expect(found).toMatchObject({
      state: 'draft',
      category: 'serious_exceedance',
      fineFen: 125_000_00,
      decidedOn: '2026-05-06',
      executionState: 'done',
      regionCode: '430922',
      legalRepresentative: '示例甲',
    })
    expect(await getCaseContent(database.db, found?.id ?? 0)).toMatchObject({
      leadReference: '处罚台账第 3 行',
      basisText: '《水污染防治法》第八十三条',
    })
    expect(await database.db.$count(events, eq(events.subject, `case:${found?.id}`))).toBe(1)
    const [second] = await database.db
      .select()
      .from(cases)
      .where(eq(cases.decisionNo, rows[1]?.[1] as string))
    expect(second).toMatchObject({ category: 'stealth_discharge', fineFen: 0 })
    const before = await database.db.$count(cases)
    expect(await write(csv(...rows))).toMatchObject({ created: [], unchanged: 2, refused: 0 })
    expect(await database.db.$count(cases)).toBe(before)
  })

  it('is read from XLSX too', async () => {
    const bytes = await xlsxBytes([
      { name: '说明', rows: [['填表说明']] },
      { name: '台账', rows: [head, line()] },
    ])
    expect(await check(bytes)).toMatchObject({ refused: 0, created: [{ content: { regionCode: '430922' } }] })
  })

  it('with one wrong line is refused whole, each place with its line and column', async () => {
    const before = await database.db.$count(cases)
    const report = await write(
      csv(
        line(),
        line({ 处罚决定日期: '去年', '罚款金额（万元）': '很多' }),
        line({ 处罚决定日期: '2026-06-11' }),
        line({ 违法事实: null }),
      ),
    )
    expect(report.isWritten).toBe(false)
    expect(
      report.findings
        .filter(({ severity }) => severity === 'refuse')
        .map(({ line, column, message }) => [line, column, message.slice(0, 8)]),
    ).toEqual([
      [4, 'G', '不是金额，写成 '],
      [4, 'H', '不是一个日期，写'],
      [4, 'H', '文书号和决定日期'],
      [5, 'H', '填写的是 202'],
      [6, 'E', '没有写违法事实。'],
    ])
    expect(await database.db.$count(cases)).toBe(before)
  })

  it.each<[string, () => (string | number | null)[][], string]>([
    [
      'a number twice',
      () => [line({ 行政处罚决定书文号: '桃环罚〔2026〕9001号' }), line({ 行政处罚决定书文号: '桃环罚[2026]9001号' })],
      '与第 3 行是同一文号',
    ],
    ['another county', () => [line({ '县（市、区）': '安化县' })], '不属于您的县区'],
    ['a county that is none', () => [line({ '县（市、区）': '示例县' })], '没有这个县'],
    ['a number of no form', () => [line({ 行政处罚决定书文号: '12号' })], '不是处罚决定书文号'],
  ])('with %s is refused', async (_, rows, words) => {
    const report = await check(csv(...rows()))
    expect(report.refused).toBeGreaterThan(0)
    expect(report.findings.map(({ message }) => message).join()).toContain(words)
  })

  it('without its header, or that is no table, says so', async () => {
    expect((await check(new TextEncoder().encode('a,b\n1,2\n'))).findings[0]?.message).toContain('没有找到表头')
    expect((await check(new Uint8Array())).refused).toBe(1)
  })

  it('the sum and the notes below it are no cases', async () =>
    expect((await check(csv(line(), ['合计', '1', '1', null, null, null, 12.5]))).rows).toBe(1))

  it('without a decision number is refused: it could not be told from itself the second time', async () => {
    const report = await check(csv(line({ 行政处罚决定书文号: null, 处罚决定日期: null })))
    expect(report.findings.map(({ message }) => message)).toContain(caseImportMessages.zh.noNumber)
    expect(report.refused).toBe(1)
  })

  it('names a firm that the register does not have: by name alone, its code in the office’s note; one that it has is linked', async () => {
    const [firm] = await database.db
      .select({ name: enterprises.name, creditCode: enterprises.creditCode })
      .from(enterprises)
      .where(eq(enterprises.regionCode, '430922'))
      .limit(1)
    const bytes = (rows: (string | number | null)[][]) =>
      new TextEncoder().encode(csvText([[...head, '统一社会信用代码', '承办人'], ...rows]))
    const report = await check(
      bytes([
        [...line(), '91430900MA4EXAMPX0', '示例乙'],
        [...line(), '/', null],
        ...(firm ? [[...line({ 行政相对人名称: firm.name }), null, null]] : []),
      ]),
    )
    expect(report.refused).toBe(0)
    expect(report.created.map(({ content }) => content.creditCode)).toEqual([
      '',
      '',
      ...(firm ? [firm.creditCode] : []),
    ])
    expect(report.created[0]?.content.leadReference).toContain('91430900MA4EXAMPX0')
    expect(report.findings[0]?.message).toBe(caseImportMessages.zh.ignoredColumns('承办人'))
  })

  it('of more lines than one import takes says how many there are and how many may be', async () => {
    const report = await check(csv(...Array.from({ length: ledgerLines + 1 }, () => line())))
    expect(report.findings.map(({ message }) => message)).toEqual([caseImportMessages.zh.tooMany('1,001', '1,000')])
  })

  it('of the city needs the county; on the command line its drafts are nobody’s and still need three people', async () => {
    expect((await check(csv(line({ '县（市、区）': null })), city)).findings.map(({ message }) => message)).toContain(
      '台账没有县（市、区）一列，市级账号导入时必须有。',
    )
    const row = line()
    await write(csv(row), 'system')
    const [found] = await database.db
      .select({ id: cases.id })
      .from(cases)
      .where(eq(cases.decisionNo, row[1] as string))
    expect(await listApprovals(database.db, found?.id ?? 0)).toMatchObject([{ step: 'drafted', personId: null }])
  })

  it('is for who drafts: not the legal desk, no auditor, no visitor', async () => {
    const legal = await anOfficerAt(database.db, 'legal', seats.legal)
    for (const who of [legal, { ...city, role: 'auditor' as const }, visitor as never])
      await expect(check(csv(line()), who)).rejects.toMatchObject({ code: 'not_allowed' })
  })
})
