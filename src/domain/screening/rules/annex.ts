import type { ledgerKinds } from '#db/vocabulary.ts'
import { annexOneColumns } from '#domain/screening/rules/annex-one.ts'
import type { AnnexLine } from '#platform/sheet/annex-stream.ts'

export type LedgerKind = (typeof ledgerKinds)[number]

/** The fourteen columns of annex 3, in its order. */
export const annexThreeColumns = [
  'serialNo',
  'enterpriseName',
  'region',
  'controlLevel',
  'sector',
  'problem',
  'enforcement',
  'requirement',
  'execution',
  'plan',
  'measures',
  'deadline',
  'recheck',
  'rectified',
] as const
export type AnnexThreeColumn = (typeof annexThreeColumns)[number]

interface Annex {
  no: string
  title: string
  /** How the line of the reporting unit is written: annex 3 has its seal behind the colon. */
  unitLine: (unit: string) => string
  hasDate: boolean
  /** Words over so many columns; where there are none the column's own label goes over both lines. */
  groups: readonly (readonly [words: string, columns: number])[]
  columns: readonly { key: string; label: string; width: number }[]
  notes: readonly string[]
}

const labelled = (keys: readonly string[], given: readonly (readonly [string, number])[]) =>
  keys.map((key, i) => ({ key, label: given[i]?.[0] ?? key, width: given[i]?.[1] ?? 10 }))

/** Annexes 1 and 3 of the city rule as they are printed; the group 排查情况 of annex 3 has its column again, which the scan lost. */
export const annexes: Record<LedgerKind, Annex> = {
  screening: {
    no: '附件1',
    title: '工业污染源达标计划排查台账',
    unitLine: (unit) => `填报单位（盖章）：${unit}`,
    hasDate: true,
    groups: [
      ['', 1],
      ['基本信息', 4],
      ['排查问题情况', 8],
      ['查处整改情况', 2],
    ],
    columns: labelled(annexOneColumns, [
      ['序号', 5],
      ['企业名称', 18],
      ['市区县', 9],
      ['所属行业', 9],
      ['类别', 6],
      ['排污许可证内容及设施及排放浓度、总量情况', 34],
      ['排查存在的突出问题', 18],
      ['此次监测报告编号', 13],
      ['是否超标', 6],
      ['超标原因', 14],
      ['在线监测情况（监测因子，对比联网情况，有效性情况）', 24],
      ['是否存在超标', 6],
      ['在线超标原因', 14],
      ['查处情况（查处法律法规文书号）', 18],
      ['是否整改到位', 6],
    ]),
    notes: [
      '1、类别应填写国控、省控、市控',
      '2、排查存在的突出问题分为“偷排偷放”、“设施未满足污染物处理要求”、“污染物排放超标”等',
      '3、企业名称必须填写全称',
    ],
  },
  rectification: {
    no: '附件3',
    title: '工业污染源达标计划问题整改台账',
    unitLine: (unit) => `填报单位：${unit}（盖章）`,
    hasDate: false,
    groups: [
      ['', 1],
      ['基本信息', 4],
      ['排查情况', 1],
      ['查处整改情况', 8],
    ],
    columns: labelled(annexThreeColumns, [
      ['序号', 5],
      ['企业名称', 20],
      ['市州', 9],
      ['类别', 6],
      ['所属行业', 9],
      ['存在的问题', 26],
      ['查处情况（查处法律文书号）', 16],
      ['处理处罚要求', 18],
      ['处理处罚执行情况', 14],
      ['整治方案制定情况', 16],
      ['整治措施', 22],
      ['完成时限', 11],
      ['复查监测情况（监测报告编号）', 16],
      ['是否整改到位', 6],
    ]),
    notes: ['每个序号对应1个问题，如一家企业有2个以上问题应分别列出。'],
  },
}

export const dateLabel = '填报时间'

/** The lines above the table: annex and title, unit and date, the groups over the columns. */
export function annexHead(ledger: LedgerKind, unit: string, date: string): AnnexLine[] {
  const { no, title, unitLine: ofUnit, hasDate, groups, columns } = annexes[ledger]
  const last = columns.length - 1
  const half = Math.floor(columns.length / 2)
  const line = () => columns.map((): string | null => null)
  const unitLine = line()
  unitLine[0] = ofUnit(unit)
  unitLine[half] = hasDate ? `${dateLabel}：${date}` : `截至：${date}`
  const [over, under] = [line(), columns.map(({ label }): string | null => label)]
  const merges: { from: number; to: number; lines?: number }[] = []
  let at = 0
  for (const [words, count] of groups) {
    over[at] = words || (columns[at]?.label ?? null)
    if (!words) under[at] = null
    if (!words || count > 1) merges.push({ from: at, to: at + count - 1, lines: words ? 1 : 2 })
    at += count
  }
  return [
    { cells: [no], look: 'note' },
    { cells: [title], look: 'title', height: 28, merges: [{ from: 0, to: last }] },
    {
      cells: unitLine,
      look: 'note',
      height: 18,
      merges: [
        { from: 0, to: half - 1 },
        { from: half, to: last },
      ],
    },
    { cells: over, look: 'head', height: 18, merges },
    { cells: under, look: 'head', height: 54 },
  ]
}

/** The lines of the head that are printed on each page. */
export const printedHead = { from: 4, to: 5 }

/** The notes of the annex, then the place for signature and seal. */
export function annexFoot(ledger: LedgerKind): AnnexLine[] {
  const { columns, notes } = annexes[ledger]
  const merges = [{ from: 0, to: columns.length - 1 }]
  return [
    ...notes.map((note): AnnexLine => ({ cells: [note], look: 'note', height: 15, merges })),
    {
      cells: [
        '填表人（签字）：                    审核人（签字）：                    填报单位（公章）：                    年    月    日',
      ],
      look: 'note',
      height: 40,
      merges,
    },
  ]
}

/** What the county's bureau is called on the form: the rule addresses 各县（市）区环保（分）局. */
export const bureauOf = (regionName: string): string => `${regionName}环保（分）局`
