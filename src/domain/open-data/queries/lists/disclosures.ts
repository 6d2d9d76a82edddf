import { disclosureApiSearch, emissionApiSearch, obligationApiSearch } from '#domain/disclosure/input.ts'
import { listDisclosures, listObligations, listOpenEmissions } from '#domain/disclosure/queries/open-data.ts'
import { refreshes, sources } from '#domain/open-data/queries/lists/sources.ts'
import * as is from '#domain/open-data/rules/column.ts'
import { openList } from '#domain/open-data/rules/list.ts'

const common = { refresh: refreshes.atOnce, page: '/disclosures', kept: null, isDumped: true, hiddenBy: [] }
const enterprise = [
  is.text('creditCode', '统一社会信用代码', 'Credit code'),
  is.text('enterpriseName', '单位名称', 'Enterprise'),
  is.text('regionCode', '地区代码', 'Region code'),
  is.text('sectorCode', '行业代码', 'Sector code'),
]

export const disclosureList = openList({
  isShort: false,
  ...common,
  name: 'disclosures',
  title: is.words('年度信息公开', 'Annual disclosures'),
  about: is.words('各单位现行的年度公开版本。', 'The version in force of each enterprise’s annual disclosure.'),
  source: sources.firms,
  key: ['id'],
  search: disclosureApiSearch,
  columns: [
    is.integer('id', '编号', 'Number'),
    is.integer('year', '公开年度', 'Year', {
      means: ['数据为上一日历年', 'Its figures are of the calendar year before'],
    }),
    is.integer('version', '版本', 'Version'),
    ...enterprise,
    is.instant('publishedAt', '公开时间', 'Published at'),
    is.text('signedName', '责任人', 'Signed by'),
    is.text('correctionReason', '更正理由', 'Reason of the correction', { null: true }),
    is.day('dueOn', '截止日期', 'Due on', { null: true }),
    is.integer('exceedanceCount', '超标次数', 'Exceedances'),
  ],
  read: (db, search) => listDisclosures(db, search),
})

export const emissionList = openList({
  isShort: false,
  ...common,
  name: 'emissions',
  title: is.words('排放数据', 'Emissions'),
  about: is.words(
    '现行版本中每个排放口、每个因子的浓度、总量和限值，一项一行。',
    'Concentrations, totals and limits of the versions in force: a line for each outlet and factor.',
  ),
  source: sources.firms,
  key: ['disclosureId', 'outletCode', 'factorCode'],
  search: emissionApiSearch,
  columns: [
    is.integer('disclosureId', '公开编号', 'Disclosure'),
    is.integer('year', '公开年度', 'Year', {
      means: ['数据为上一日历年', 'Its figures are of the calendar year before'],
    }),
    ...enterprise,
    is.text('outletCode', '排放口编号', 'Outlet code'),
    is.text('outletKind', '排放口类型', 'Kind of outlet', { of: 'outletKind' }),
    is.text('factorCode', '因子代码', 'Factor code'),
    is.text('factorZh', '因子', 'Factor in Chinese'),
    is.text('factorEn', '因子英文名', 'Factor in English'),
    is.text('state', '浓度状态', 'State of the value', { of: 'valueState', null: true }),
    is.number('min', '浓度最小值', 'Lowest', { null: true, unit: '{unit}' }),
    is.number('mean', '浓度均值', 'Mean', { null: true, unit: '{unit}' }),
    is.number('max', '浓度最大值', 'Highest', { null: true, unit: '{unit}' }),
    is.text('unit', '浓度单位', 'Unit'),
    is.number('limitMin', '限值下限', 'Lower limit', {
      null: true,
      unit: '{unit}',
      means: ['只有 pH 有', 'pH alone has one'],
    }),
    is.number('limitMax', '限值', 'Limit', { null: true, unit: '{unit}' }),
    is.text('limitBasis', '限值依据', 'Basis of the limit', { null: true }),
    is.number('exceedanceMultiple', '超标倍数', 'Exceedance multiple', {
      null: true,
      means: ['(最大值 − 限值) ÷ 限值；未超标为空', '(highest - limit) / limit; none where it is not over'],
    }),
    is.integer('judgedCount', '判定次数', 'Judged periods', { null: true }),
    is.integer('exceedanceCount', '超标次数', 'Exceedances', { null: true }),
    is.text('origin', '数据来源', 'Origin', { of: 'valueOrigin', null: true }),
    is.number('totalTonnes', '年排放总量', 'Total of the year', { null: true, unit: 't' }),
    is.number('permittedTonnes', '许可年排放量', 'Permitted total', { null: true, unit: 't' }),
  ],
  read: (db, search, _now, isCounted) => listOpenEmissions(db, search, isCounted),
})

export const obligationList = openList({
  isShort: false,
  ...common,
  name: 'obligations',
  title: is.words('公开义务', 'Duties to disclose'),
  about: is.words(
    '每年谁应当公开、何时到期、是否按期公开。',
    'Who had to disclose in each year, by when, and whether it was on time.',
  ),
  source: sources.bureau,
  key: ['year', 'creditCode'],
  search: obligationApiSearch,
  columns: [
    is.integer('year', '公开年度', 'Year'),
    ...enterprise,
    is.day('dueOn', '截止日期', 'Due on'),
    is.instant('publishedAt', '首次公开时间', 'First published at', { null: true }),
    is.text('state', '公开情况', 'State', { of: 'filingState' }),
    is.integer('disclosureId', '现行公开编号', 'Version in force', { null: true }),
  ],
  read: (db, search, now) => listObligations(db, search, now),
})
