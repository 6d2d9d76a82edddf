import { enterpriseApiSearch, outletApiSearch } from '#domain/enterprise/input.ts'
import { listOpenEnterprises } from '#domain/enterprise/queries/open-data.ts'
import { placeOf } from '#domain/enterprise/queries/order.ts'
import { listOutletPage } from '#domain/enterprise/queries/outlets.ts'
import { registerReference, unknownCodes } from '#domain/enterprise/queries/reference.ts'
import { refreshes, sources } from '#domain/open-data/queries/lists/sources.ts'
import * as is from '#domain/open-data/rules/column.ts'
import { openList } from '#domain/open-data/rules/list.ts'
import { cityDate } from '#platform/clock.ts'

export const enterpriseList = openList({
  isShort: false,
  name: 'enterprises',
  title: is.words('排污单位', 'Enterprises'),
  about: is.words(
    '排污单位名册，含位置、最近一次公开中离限值最远的数值和曝光案件数。',
    'The register: place, the value of the newest disclosure that stands highest against its limit, cases on the board.',
  ),
  source: sources.bureau,
  refresh: refreshes.atOnce,
  page: '/enterprises',
  kept: null,
  isDumped: true,
  hiddenBy: [],
  key: ['creditCode'],
  places: { longitude: 'longitudeDeg', latitude: 'latitudeDeg' },
  search: enterpriseApiSearch,
  columns: [
    is.text('creditCode', '统一社会信用代码', 'Credit code'),
    is.text('name', '名称', 'Name'),
    is.text('nameEn', '英文名称', 'Name in English', { null: true }),
    is.text('regionCode', '地区代码', 'Region code'),
    is.text('sectorCode', '行业代码', 'Sector code'),
    is.text('controlLevel', '监管级别', 'Control level', { of: 'controlLevel' }),
    is.text('operatingState', '生产状态', 'Operating state', { of: 'operatingState' }),
    is.texts('media', '排放介质', 'Media', { of: 'medium' }),
    is.number('longitudeDeg', '经度', 'Longitude', { unit: '°', means: ['WGS 84', 'WGS 84'] }),
    is.number('latitudeDeg', '纬度', 'Latitude', { unit: '°', means: ['WGS 84', 'WGS 84'] }),
    is.integer('exceedanceCount', '超标次数', 'Exceedances', {
      means: ['最近一次公开所报', 'As reported in the newest disclosure'],
    }),
    is.integer('violationCount', '曝光案件数', 'Cases on the board'),
    is.text('filingState', '本年公开情况', 'This year’s disclosure', { of: 'filingState' }),
    is.integer('worst.year', '最高值：公开年度', 'Highest value: year', {
      null: true,
      means: ['最近一次公开中与限值之比最高的一项', 'Of the newest disclosure, the value highest against its limit'],
    }),
    is.text('worst.outletCode', '最高值：排放口', 'Highest value: outlet', { null: true }),
    is.text('worst.factorCode', '最高值：因子代码', 'Highest value: factor code', { null: true }),
    is.number('worst.max', '最高值', 'Highest value', { null: true, unit: '{worst.unit}' }),
    is.text('worst.unit', '最高值：单位', 'Highest value: unit', { null: true }),
    is.number('worst.limitMin', '最高值：限值下限', 'Highest value: lower limit', {
      null: true,
      unit: '{worst.unit}',
      means: ['只有 pH 有', 'pH alone has one'],
    }),
    is.number('worst.limitMax', '最高值：限值', 'Highest value: limit', { null: true, unit: '{worst.unit}' }),
  ],
  problemsOf: async (db, search) => unknownCodes(search, await registerReference(db), 'en'),
  isPlace: (search) => search.cursor === undefined || placeOf(search.cursor) !== undefined,
  read: (db, search, now, isCounted) =>
    listOpenEnterprises(
      db,
      search,
      search.cursor === undefined ? undefined : placeOf(search.cursor),
      cityDate(now),
      isCounted,
    ),
})

const limitColumns = [
  is.text('factorCode', '因子代码', 'Factor code'),
  is.text('factorZh', '因子', 'Factor in Chinese'),
  is.text('factorEn', '因子英文名', 'Factor in English'),
  is.number('limitMin', '限值下限', 'Lower limit', { null: true, unit: '{unit}' }),
  is.number('limitMax', '限值', 'Limit', { unit: '{unit}' }),
  is.text('unit', '单位', 'Unit'),
  is.text('averaging', '取值时段', 'Averaging', { of: 'averaging' }),
  is.text('source', '来源', 'Source', { of: 'limitSource' }),
  is.text('standardCode', '标准号', 'Standard', { null: true }),
  is.text('tableNo', '表号', 'Table', { null: true }),
  is.day('validFrom', '执行起日', 'In force from'),
]

export const outletList = openList({
  isShort: false,
  name: 'outlets',
  title: is.words('排放口', 'Outlets'),
  about: is.words('各单位的排放口及今天执行的限值。', 'The outlets of each enterprise with the limits in force today.'),
  source: sources.bureau,
  refresh: refreshes.atOnce,
  page: null,
  kept: null,
  isDumped: true,
  hiddenBy: [],
  key: ['id'],
  places: { longitude: 'longitudeDeg', latitude: 'latitudeDeg' },
  search: outletApiSearch,
  columns: [
    is.integer('id', '编号', 'Number'),
    is.text('code', '排放口编号', 'Outlet code'),
    is.text('name', '名称', 'Name'),
    is.text('kind', '类型', 'Kind', { of: 'outletKind' }),
    is.text('route', '排放方式', 'Route', { of: 'emissionRoute', null: true }),
    is.text('pattern', '排放规律', 'Pattern', { of: 'emissionPattern', null: true }),
    is.text('destination', '排放去向', 'Destination', { null: true }),
    is.number('heightM', '高度', 'Height', { unit: 'm', null: true }),
    is.number('innerDiameterM', '内径', 'Inner diameter', { unit: 'm', null: true }),
    is.number('gasTemperatureC', '烟气温度', 'Gas temperature', { unit: '°C', null: true }),
    is.number('longitudeDeg', '经度', 'Longitude', { unit: '°', null: true, means: ['WGS 84', 'WGS 84'] }),
    is.number('latitudeDeg', '纬度', 'Latitude', { unit: '°', null: true, means: ['WGS 84', 'WGS 84'] }),
    is.day('inServiceFrom', '启用日期', 'In service from', { null: true }),
    is.day('inServiceTo', '停用日期', 'In service to', { null: true }),
    is.text('creditCode', '统一社会信用代码', 'Credit code'),
    is.text('enterpriseName', '单位名称', 'Enterprise'),
    is.records('limits', '限值', 'Limits', { columns: limitColumns }),
  ],
  problemsOf: async (db, search) => unknownCodes({ ...search, sector: [] }, await registerReference(db), 'en'),
  async read(db, search, now) {
    const { rows, total } = await listOutletPage(db, search, search.cursor ?? 0, cityDate(now))
    const last = rows.at(-1)
    return {
      rows: rows.map(({ enterpriseId: _owner, limits, ...outlet }) => ({
        ...outlet,
        limits: limits.map(({ outletId: _outlet, ...limit }) => limit),
      })),
      total,
      cursor: last && rows.length === search.limit ? String(last.id) : null,
    }
  },
})
