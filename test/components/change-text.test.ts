import { describe, expect, it } from 'vitest'
import type { AnswerNames } from '#domain/disclosure/queries/answer-names.ts'
import type { PublishedRow } from '#domain/disclosure/queries/published-rows.ts'
import { answerText } from '#src/i18n/answer-text.ts'
import { itemChangeText, itemName, rowChangeText } from '#src/i18n/change-text.ts'

const row = { concentrationUnit: 'mg/L' } as PublishedRow
const names: AnswerNames = {
  factors: new Map([['w01018', { nameZh: '化学需氧量', nameEn: 'COD' }]]),
  files: new Map([['f', { name: '流程图.pdf', mediaType: 'application/pdf', bytes: 1 }]]),
}

describe('a change as a citizen reads it', () => {
  it.each([
    [
      { column: 'totalTonnes', before: 62.4, after: 71.9 },
      '全年总量由 62.4 吨改为 71.9 吨（+15%）。',
      'Total changed from 62.4 t to 71.9 t (+15%).',
    ],
    [
      { column: 'concentrationMean', before: 58, after: 57 },
      '平均浓度由 58 mg/L 改为 57 mg/L（−1.7%）。',
      'Mean concentration changed from 58 mg/L to 57 mg/L (−1.7%).',
    ],
    [
      { column: 'concentrationMin', before: 0, after: 2 },
      '最低浓度由 0 mg/L 改为 2 mg/L。',
      'Lowest concentration changed from 0 mg/L to 2 mg/L.',
    ],
    [
      { column: 'onlineExceedanceRate', before: 0, after: 1.5 },
      '在线监测超标率由 0 % 改为 1.5 %（+1.5 个百分点）。',
      'On-line exceedance rate changed from 0 % to 1.5 % (+1.5 percentage points).',
    ],
    [
      { column: 'origin', before: 'online', after: 'manual' },
      '数据来源由在线监测改为手工监测。',
      'Origin of the value changed from Online monitoring to Manual monitoring.',
    ],
    [
      { column: 'exceedanceReason', before: null, after: '停电' },
      '超标原因原来没有填写，现为“停电”。',
      'Cause of the exceedance was blank and is “停电” now.',
    ],
    [
      { column: 'reportNo', before: 'A1', after: null },
      '监测报告编号原为“A1”，现在没有填写。',
      'Report number was “A1” and is blank now.',
    ],
  ] as const)('%j', (change, zh, en) => {
    expect(rowChangeText('zh', row, change)).toBe(zh)
    expect(rowChangeText('en', row, change)).toBe(en)
  })
  it('of a group is told by its field, its words in quotes', () => {
    const permit = { kind: 'changed', group: 'permit' } as const
    expect(itemChangeText('zh', permit, { field: 'held', before: false, after: true }, names)).toBe(
      '是否持有排污许可证由否改为是。',
    )
    const plant = { kind: 'changed', group: 'facilities' } as const
    expect(itemChangeText('zh', plant, { field: 'operationRate', before: 98.5, after: 91.5 }, names)).toBe(
      '正常运转率由 98.5% 改为 91.5%（−7 个百分点）。',
    )
    const added = { kind: 'added', group: 'permittedTotals' } as const
    expect(itemChangeText('zh', added, { field: 'factor', before: null, after: 'w01018' }, names)).toBe(
      '污染物：化学需氧量。',
    )
    expect(
      itemChangeText(
        'en',
        { kind: 'changed', group: 'standing' },
        { field: 'violationsLastYear', before: '无', after: '罚款' },
        names,
      ),
    ).toContain('from “无” to “罚款”')
  })
  it('names an item by its own code or name', () => {
    const facility = { kind: 'changed', group: 'facilities', item: 3, answers: { code: 'TW001' }, changes: [] } as const
    expect(itemName('zh', { ...facility, changes: [] })).toBe('污染治理设施 TW001')
    expect(itemName('zh', { ...facility, group: 'outlets', changes: [] }, 'DW001')).toBe('排放口运行情况 DW001')
  })
})

describe('an answer as people read it', () => {
  it.each([
    ['basic', 'startedOn', '2008-06', '2008年6月', 'Jun 2008'],
    ['basic', 'startedOn', '去年', '去年', '去年'],
    ['productionLines', 'hours', 7900, '7,900 h', '7,900 h'],
    ['facilities', 'operationRate', 98.5, '98.5%', '98.5%'],
    ['permit', 'held', true, '是', 'Yes'],
    ['fugitiveSources', 'measures', ['covering', 'dust_net'], '苫盖、抑尘网', 'Covering, Dust net'],
    ['selfMonitoring', 'factors', ['w01018', 'x9'], '化学需氧量、x9', 'COD, x9'],
    ['processDiagrams', 'file', ['f'], '流程图.pdf', '流程图.pdf'],
    ['basic', 'longitude', 112.1, '112.1°', '112.1°'],
  ] as const)('%s.%s %j', (group, field, value, zh, en) => {
    const answer = typeof value === 'object' ? [...value] : value
    expect(answerText('zh', group, field, answer, names)).toBe(zh)
    expect(answerText('en', group, field, answer, names)).toBe(en)
  })
})
