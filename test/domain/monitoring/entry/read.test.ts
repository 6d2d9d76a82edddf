import { describe, expect, it } from 'vitest'
import { creditCodeOf } from '#db/credit-code.ts'
import type { EntryTexts } from '#domain/monitoring/input.ts'
import type { EntryContext } from '#domain/monitoring/rules/entry/read.ts'
import { readResult } from '#domain/monitoring/rules/entry/result.ts'
import { readSummary } from '#domain/monitoring/rules/entry/summary.ts'
import { findEntryTable } from '#domain/monitoring/rules/entry/table.ts'

const creditCode = creditCodeOf('91', '430922', 'MAXTT001')
const foreign = creditCodeOf('91', '430923', 'MAXTT002')
const factor = (code: string, nameZh: string, unit: string, aliases: string[] = []) => ({
  code,
  nameZh,
  nameEn: code,
  aliases,
  unit,
})
const context: EntryContext = {
  outlets: [
    { outletId: 1, creditCode, regionCode: '430922', outletCode: 'DW001' },
    { outletId: 2, creditCode, regionCode: '430922', outletCode: 'DA001' },
    { outletId: 3, creditCode: foreign, regionCode: '430923', outletCode: 'DW001' },
  ],
  enterprises: new Set([creditCode, foreign]),
  factors: [
    factor('w01018', '化学需氧量', 'mg/L', ['COD']),
    factor('w21003', '氨氮', 'mg/L'),
    factor('a21003', '一氧化氮', 'mg/m³'),
    factor('a21026', '二氧化硫', 'mg/m³', ['SO2']),
  ],
  mayEnter: (regionCode) => regionCode === '430922',
  today: '2026-06-01',
}
const result: EntryTexts = {
  creditCode,
  outletCode: 'DW001',
  factor: 'COD',
  sampledOn: '2026-05-14',
  value: '42',
  unit: 'mg/L',
  reportNo: '监〔2026〕18号',
  authority: '桃江监测站',
}
const said = (typed: EntryTexts) =>
  readResult({ ...result, ...typed }, context).problems.map(({ field, code }) => `${field} ${code}`)

describe('one result of a sample', () => {
  it('is read whole', () =>
    expect(readResult(result, context)).toEqual({
      problems: [],
      row: {
        outlet: context.outlets[0],
        factorCode: 'w01018',
        sampledOn: '2026-05-14',
        state: 'measured',
        value: 42,
        detectionLimit: null,
        unit: 'mg/L',
        reportNo: '监〔2026〕18号',
        authority: '桃江监测站',
      },
    }))
  it.each<[EntryTexts, object]>([
    [{ value: '未检出' }, { state: 'below_detection', value: null, detectionLimit: null }],
    [{ value: '＜０.05' }, { state: 'below_detection', value: null, detectionLimit: 0.05 }],
    [{ value: '未排放' }, { state: 'no_discharge', value: null }],
    [
      { factor: 'w01018', outletCode: 'dw001', sampledOn: '2026年5月14日' },
      { factorCode: 'w01018', sampledOn: '2026-05-14' },
    ],
    [
      { unit: 'ug/L', value: '42000' },
      { unit: 'µg/L', value: 42000 },
    ],
    [{ unit: '' }, { unit: 'mg/L' }],
    [
      { outletCode: 'DA001', factor: 'SO2', unit: 'mg/Nm3' },
      { factorCode: 'a21026', unit: 'mg/m³' },
    ],
  ])('%j', (typed, expected) => expect(readResult({ ...result, ...typed }, context).row).toMatchObject(expected))

  it.each<[EntryTexts, string[]]>([
    [{ creditCode: '' }, ['creditCode missing']],
    [{ creditCode: '91430922MAFAKE' }, ['creditCode bad_code']],
    [{ creditCode: creditCodeOf('91', '430922', 'MAXTT009') }, ['creditCode no_such_enterprise']],
    [{ creditCode: foreign }, ['creditCode not_your_county']],
    [{ outletCode: 'DW009' }, ['outletCode no_such_outlet']],
    [{ factor: '化学' }, ['factor no_such_factor']],
    [{ factor: 'SO2' }, ['factor factor_of_other_medium']],
    [{ sampledOn: '14/5' }, ['sampledOn date_unreadable']],
    [{ sampledOn: '2026-05' }, ['sampledOn date_not_a_day']],
    [{ sampledOn: '2026-06-02' }, ['sampledOn date_future']],
    [{ value: '-1' }, ['value negative']],
    [{ value: '约42' }, ['value not_a_value']],
    [{ unit: 'mg/m³' }, ['unit unit_of_other_kind']],
    [{ reportNo: 'x'.repeat(121) }, ['reportNo too_long']],
    [{ authority: ' ', reportNo: '' }, ['reportNo missing', 'authority missing']],
  ])('%j is told at its field', (typed, problems) => expect(said(typed)).toEqual(problems))
})

describe('one summary of on-line monitoring', () => {
  const summary: EntryTexts = {
    creditCode,
    outletCode: 'DA001',
    factor: '二氧化硫',
    fromOn: '2025-01-01',
    toOn: '2025-12-31',
    judged: '8,412 小时',
    exceeded: '3',
    min: '12',
    mean: '41',
    max: '108',
    unit: 'mg/m³',
    total: '74',
    source: '市平台',
  }
  it('is read whole, the total left out or not', () => {
    expect(readSummary(summary, context)).toMatchObject({
      problems: [],
      row: { judgedCount: 8412, exceedanceCount: 3, totalTonnes: 74 },
    })
    expect(readSummary({ ...summary, total: '' }, context).row?.totalTonnes).toBeNull()
  })
  it.each<[EntryTexts, string[]]>([
    [{ toOn: '2024-12-31' }, ['toOn period_reversed']],
    [{ fromOn: '2024-07-01' }, ['toOn period_two_years']],
    [{ exceeded: '8413' }, ['exceeded more_exceeded']],
    [{ judged: '12.5' }, ['judged not_a_count']],
    [{ mean: '109' }, ['mean not_ordered']],
    [{ min: 'ND' }, ['min not_a_value']],
    [{ total: '74 kg' }, ['total not_a_value']],
    [{ source: '' }, ['source missing']],
  ])('%j is told at its field', (typed, problems) =>
    expect(
      readSummary({ ...summary, ...typed }, context).problems.map(({ field, code }) => `${field} ${code}`),
    ).toEqual(problems),
  )
})

describe('a table of results', () => {
  const sheet = (rows: (string | number | Date | null)[][]) => [
    { name: '一季度', rows: rows.map((cells, i) => ({ line: i + 1, cells })) },
  ]
  const head = [
    '统一社会信用代码',
    '排放口编号',
    '污染物（因子）',
    '采样日期',
    '监测结果',
    '单位',
    '报告编号',
    '监测单位',
  ]
  it('is found below titles and notes, days of a spreadsheet and numbers as they are shown', () => {
    const table = findEntryTable(
      sheet([
        ['监督性监测结果'],
        [],
        head,
        [creditCode, 'DW001', 'COD', new Date('2026-05-14'), 42, 'mg/L', 'R1', '站'],
        ['注：以上为日均值'],
      ]),
      'supervisory',
    )
    expect(table).toMatchObject({ sheet: '一季度', headerLine: 3, missing: [] })
    expect(table?.lines).toEqual([
      {
        line: 4,
        texts: {
          creditCode,
          outletCode: 'DW001',
          factor: 'COD',
          sampledOn: '2026-05-14',
          value: '42',
          unit: 'mg/L',
          reportNo: 'R1',
          authority: '站',
        },
      },
    ])
  })
  it('names the columns that it lacks', () =>
    expect(findEntryTable(sheet([head.slice(0, 6)]), 'supervisory')?.missing).toEqual(['reportNo', 'authority']))
  it('is none without a header', () => expect(findEntryTable(sheet([['a', 'b']]), 'supervisory')).toBeUndefined())
})
