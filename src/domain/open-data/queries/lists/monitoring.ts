import { installApiSearch } from '#domain/device/input/search.ts'
import { installationLine } from '#domain/device/open-data.ts'
import { searchInstallations } from '#domain/device/queries/installations.ts'
import { rateApiSearch } from '#domain/monitoring/input/rates.ts'
import { rateLine } from '#domain/monitoring/open-data.ts'
import { readOnRates } from '#domain/monitoring/queries/rates/read-on.ts'
import { refreshes, sources } from '#domain/open-data/queries/lists/sources.ts'
import * as is from '#domain/open-data/rules/column.ts'
import { openList, shortList } from '#domain/open-data/rules/list.ts'

export const deviceList = shortList({
  name: 'devices',
  title: is.words('自动监测设备安装联网', 'Installation of monitoring devices'),
  about: is.words(
    '应当安装或者已装设备的排放口，一口一行，按企业排列。',
    'Outlets that must have a device or have one, one line for each, by enterprise.',
  ),
  source: sources.bureau,
  refresh: refreshes.atOnce,
  page: '/monitoring/devices',
  kept: { maxAge: 30, swr: 60, tags: ['monitoring'] },
  isDumped: true,
  hiddenBy: [],
  key: ['creditCode', 'outletCode'],
  search: installApiSearch,
  columns: [
    is.url('url', '网址', 'Address'),
    is.text('creditCode', '统一社会信用代码', 'Credit code'),
    is.text('enterpriseName', '排污单位', 'Enterprise'),
    is.text('enterpriseNameEn', '排污单位英文名', 'Enterprise in English', { null: true }),
    is.text('regionCode', '地区代码', 'Region code'),
    is.text('sectorCode', '行业代码', 'Sector code'),
    is.text('outletCode', '排放口编号', 'Outlet code'),
    is.text('outletName', '排放口名称', 'Outlet'),
    is.texts('groups', '应当安装的依据', 'Why it must install', { of: 'installGroup' }),
    is.day('plannedFor', '计划安装期限', 'Planned for', { null: true }),
    is.text('stage', '进度', 'Stage', {
      means: [
        'missing 未列入计划，planned 已列入，其余同设备状态',
        'missing: not even planned; planned; else the state of the device',
      ],
    }),
    is.yesNo('isLate', '逾期未装', 'Late'),
    is.text('deviceState', '设备状态', 'State of the device', { null: true, of: 'deviceState' }),
    is.text('online', '联网状态', 'On line', {
      null: true,
      means: ['online 在线，offline 离线，silent、not_connected 未联网，stopped 停运', 'As on /monitoring'],
    }),
    is.instant('lastFrameAt', '最近上报', 'Last heard', { null: true }),
    is.yesNo('hasFault', '有未修复故障', 'A fault is not mended'),
    is.records('vendors', '制造、安装、运维单位', 'Makers, installers, operators', {
      columns: [is.text('kind', '类型', 'Kind', { of: 'vendorKind' }), is.text('name', '名称', 'Name')],
    }),
  ],
  rows: async (db, { limit: _, cursor: __, ...search }, now) =>
    (await searchInstallations(db, search, now)).rows.map(installationLine),
  codeOf: ({ creditCode, outletCode }: ReturnType<typeof installationLine>) => `${creditCode}.${outletCode}`,
})

const count = (name: string, zh: string, en: string) => is.integer(name, zh, en, { unit: 'h' })
const share = (name: string, zh: string, en: string, means: readonly [string, string]) =>
  is.number(name, zh, en, { unit: '1', null: true, means })

export const rateList = openList({
  isShort: false,
  name: 'rates',
  title: is.words('数据传输有效率', 'Transmission and effective rates'),
  about: is.words(
    '每个排放口每月一行，新的月份在前；当月至昨日。',
    'One line for each outlet and month, the newest month first; the present month up to yesterday.',
  ),
  source: sources.devices,
  refresh: is.words('每日凌晨关账后更新', 'After each night’s close'),
  page: '/monitoring/rates',
  kept: { maxAge: 300, swr: 3600, tags: ['rates'] },
  isDumped: true,
  hiddenBy: [],
  key: ['month', 'creditCode', 'outletCode'],
  search: rateApiSearch,
  columns: [
    is.day('month', '月份', 'Month'),
    is.text('creditCode', '统一社会信用代码', 'Credit code'),
    is.text('enterpriseName', '排污单位', 'Enterprise'),
    is.text('outletCode', '排放口编号', 'Outlet code'),
    is.text('regionCode', '地区代码', 'Region code'),
    count('due', '应传小时数', 'Hours due'),
    count('received', '实传小时数', 'Hours received'),
    count('valid', '有效小时数', 'Valid hours'),
    count('flagged', '标记小时数', 'Flagged hours'),
    count('missing', '缺失小时数', 'Missing hours'),
    count('stopped', '停运小时数', 'Hours of approved stops'),
    share('transmission', '传输率', 'Transmission rate', ['实传/应传', 'Received / due']),
    share('effective', '有效率', 'Effective rate', ['有效/实传', 'Valid / received']),
    share('rate', '传输有效率', 'Transmission effective rate', ['两者之积', 'Their product']),
  ],
  async read(db, { limit, cursor, ...filter }, _now, isCounted) {
    const found = await readOnRates(db, filter, { limit, after: cursor, isCounted })
    return { ...found, rows: found.rows.map(rateLine) }
  },
})
