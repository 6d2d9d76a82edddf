import { casesHide, refreshes, sources } from '#domain/open-data/queries/lists/sources.ts'
import * as is from '#domain/open-data/rules/column.ts'
import { openList } from '#domain/open-data/rules/list.ts'
import { violationApiSearch } from '#domain/violation/input/board.ts'
import { caseLine } from '#domain/violation/open-data.ts'
import { eachCaseLines } from '#domain/violation/queries/lines.ts'
import { readOnCases } from '#domain/violation/queries/read-on.ts'
import { boardReference, unknownCodes } from '#domain/violation/queries/reference.ts'

export const violations = openList({
  isShort: false,
  name: 'violations',
  title: is.words('环境违法案件', 'Environmental violations'),
  about: is.words(
    '曝光台上的行政处罚案件，一案一行，不含个人姓名。',
    'Penalty cases on the exposure board, one line for each; persons are not named.',
  ),
  source: sources.bureau,
  refresh: refreshes.atOnce,
  page: '/board',
  kept: { maxAge: 300, swr: 3600, tags: ['board'] },
  isDumped: true,
  hiddenBy: casesHide,
  key: ['id'],
  search: violationApiSearch,
  columns: [
    is.integer('id', '编号', 'Number'),
    is.url('url', '网址', 'Address'),
    is.text('title', '案件名称', 'Title'),
    is.text('titleEn', '英文名称', 'Title in English', { null: true }),
    is.text('category', '违法类型', 'Category', { of: 'violationCategory' }),
    is.text('enterprise.name', '当事人', 'Enterprise', {
      means: ['决定书上的名称', 'As the decision names it'],
    }),
    is.text('enterprise.nameEn', '当事人英文名', 'Enterprise in English', { null: true }),
    is.text('enterprise.creditCode', '统一社会信用代码', 'Credit code', {
      null: true,
      means: ['未登记的单位没有', 'None while it is not in the register'],
    }),
    is.text('regionCode', '地区代码', 'Region code'),
    is.text('sectorCode', '行业代码', 'Sector code', { null: true }),
    is.text('controlLevel', '监管级别', 'Control level', { of: 'controlLevel', null: true }),
    is.text('decisionNo', '决定书文号', 'Decision number'),
    is.day('decidedOn', '决定日期', 'Decided on'),
    is.text('authority', '决定机关', 'Authority'),
    is.number('fine', '罚款合计', 'Fines in all', { unit: 'CNY' }),
    is.text('fineUnit', '罚款单位', 'Unit of the fine'),
    is.texts('measures', '处罚措施', 'Measures', { of: 'measureKind' }),
    is.day('rectifyBy', '整改期限', 'Rectify by', { null: true }),
    is.text('executionState', '执行情况', 'Execution', { of: 'executionState' }),
    is.yesNo('repeatOffence', '再犯', 'Repeat offence', {
      means: ['此前两年内另有已公布的处罚', 'Another published decision in the two years before'],
    }),
    is.instant('publishedAt', '公布时间', 'Published at'),
    is.instant('updatedAt', '更新时间', 'Updated at'),
  ],
  problemsOf: async (db, search) => unknownCodes(search, await boardReference(db), 'en'),
  async read(db, search) {
    const { rows, total, cursor } = await readOnCases(db, search)
    return { rows: rows.map(caseLine), total, cursor }
  },
  csv: (db, { limit: _, cursor: __, sort, ...filter }) => eachCaseLines(db, filter, sort),
})
