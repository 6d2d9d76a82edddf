import { drawApiSearch, inspectionApiSearch } from '#domain/inspection/input.ts'
import { drawLine, inspectionLine } from '#domain/inspection/open-data.ts'
import { readOnDraws } from '#domain/inspection/queries/draws.ts'
import { readOnInspections } from '#domain/inspection/queries/list.ts'
import { refreshes, sources } from '#domain/open-data/queries/lists/sources.ts'
import * as is from '#domain/open-data/rules/column.ts'
import { openList } from '#domain/open-data/rules/list.ts'

export const inspectionList = openList({
  isShort: false,
  name: 'inspections',
  title: is.words('执法检查', 'Inspections'),
  about: is.words(
    '已办结的日常、突击、夜查、交叉、双随机、专项检查和复查：去了哪家、发现什么；新的在前。',
    'Finished inspections, daily, surprise, night, cross, double random, of campaigns and re-checks: where, and what was found; the newest first.',
  ),
  source: sources.bureau,
  refresh: refreshes.atOnce,
  page: '/progress/inspections',
  kept: { maxAge: 30, swr: 0, tags: ['inspections'] },
  isDumped: true,
  hiddenBy: [],
  key: ['id'],
  search: inspectionApiSearch,
  columns: [
    is.integer('id', '编号', 'Id'),
    is.url('url', '网址', 'Address'),
    is.text('no', '检查编号', 'Number'),
    is.text('kind', '检查方式', 'Kind', { of: 'inspectionKind' }),
    is.text('creditCode', '统一社会信用代码', 'Credit code'),
    is.text('enterpriseName', '排污单位', 'Enterprise'),
    is.text('regionCode', '地区代码', 'Region code'),
    is.instant('startedAt', '进厂', 'Arrived at'),
    is.instant('endedAt', '离厂', 'Left at'),
    is.instant('finishedAt', '办结', 'Finished at'),
    is.text('result', '结果', 'Result', { of: 'inspectionResult' }),
    is.text('words', '现场情况', 'What was seen'),
    is.records('findings', '发现的问题', 'Findings', {
      columns: [is.text('kind', '类别', 'Kind', { of: 'findingKind' }), is.text('words', '问题', 'Finding')],
    }),
    is.texts('certificates', '执法证号', 'Certificates of the inspectors'),
    is.url('draw', '双随机抽取', 'Draw', { null: true }),
  ],
  async read(db, { limit, cursor, ...filter }) {
    const found = await readOnInspections(db, filter, limit, cursor)
    return { ...found, rows: found.rows.map(inspectionLine) }
  },
})

export const drawList = openList({
  isShort: false,
  name: 'draws',
  title: is.words('双随机抽取', 'Double-random draws'),
  about: is.words(
    '双随机抽查的每次抽取：事先公布的名录与承诺，抽取后公布的种子与结果，任何人都能重算。',
    'Each draw of firms and inspectors: the pools and commitment published before, the seed and result after it, for anybody to recompute.',
  ),
  source: sources.bureau,
  refresh: refreshes.atOnce,
  page: '/progress/draws',
  kept: { maxAge: 30, swr: 0, tags: ['draws'] },
  isDumped: true,
  hiddenBy: [],
  key: ['id'],
  search: drawApiSearch,
  columns: [
    is.integer('id', '编号', 'Id'),
    is.url('url', '网址', 'Address'),
    is.text('no', '抽取编号', 'Number'),
    is.text('state', '状态', 'State', { of: 'drawState' }),
    is.text('purpose', '事项', 'Purpose'),
    is.text('regionCode', '地区代码', 'Region code', { null: true, means: ['空为全市', 'null for the whole city'] }),
    is.yesNo('isCross', '交叉检查', 'Cross inspection'),
    is.integer('firmCount', '抽取家数', 'Firms drawn'),
    is.integer('inspectorCount', '每家检查人员', 'Inspectors a firm'),
    is.day('fromOn', '检查开始', 'Inspections from'),
    is.day('toOn', '检查截止', 'Inspections to'),
    is.text('algorithm', '算法', 'Algorithm'),
    is.url('poolsUrl', '名录文件', 'Pools'),
    is.text('poolsSha256', '名录 SHA-256', 'SHA-256 of the pools'),
    is.text('commitment', '种子承诺', 'Commitment to the seed', {
      means: ['种子 32 字节的 SHA-256', 'SHA-256 of the 32 bytes of the seed'],
    }),
    is.instant('committedAt', '公布名录', 'Committed at'),
    is.text('witness', '见证人', 'Witness', { null: true }),
    is.text('witnessNumber', '见证人报数', 'Number of the witness', { null: true }),
    is.instant('drawnAt', '抽取', 'Drawn at', { null: true }),
    is.text('seed', '种子', 'Seed', { null: true }),
    is.instant('revealedAt', '公布种子', 'Revealed at', { null: true }),
    is.records('result', '抽取结果', 'Result', {
      columns: [is.text('firm', '统一社会信用代码', 'Credit code'), is.texts('inspectors', '执法证号', 'Certificates')],
    }),
    is.text('voidReason', '作废原因', 'Why void', { null: true }),
  ],
  async read(db, { limit, cursor, ...filter }) {
    const found = await readOnDraws(db, filter, limit, cursor)
    return { ...found, rows: found.rows.map(drawLine) }
  },
})
