import { refreshes, sources } from '#domain/open-data/queries/lists/sources.ts'
import * as is from '#domain/open-data/rules/column.ts'
import { shortList } from '#domain/open-data/rules/list.ts'
import { listRegions, type Region } from '#domain/region/queries.ts'
import { listSectors, type Sector } from '#domain/sector/queries.ts'
import { factorApiSearch, listApiSearch, standardApiSearch } from '#domain/standard/input.ts'
import { type FactorRow, listFactors } from '#domain/standard/queries/factors.ts'
import { listStandards, type StandardRow } from '#domain/standard/queries/standards.ts'

const common = { refresh: refreshes.release, isDumped: true, hiddenBy: [], kept: null, key: ['code'] }
const names = [is.text('nameZh', '名称', 'Name in Chinese'), is.text('nameEn', '英文名称', 'Name in English')]

export const factorList = shortList({
  ...common,
  name: 'factors',
  title: is.words('污染因子', 'Factors'),
  about: is.words('HJ 212 代码、名称、别名和单位。', 'HJ 212 codes, names, other names and units.'),
  source: sources.standards,
  page: '/library/factors',
  search: factorApiSearch,
  columns: [
    is.text('code', '代码', 'Code'),
    is.text('legacyCode', '旧代码', 'Former code', { null: true }),
    is.text('medium', '介质', 'Medium', { of: 'medium' }),
    ...names,
    is.texts('aliases', '别名', 'Other names'),
    is.text('unit', '单位', 'Unit'),
    is.text('deviceUnit', '设备上报单位', 'Unit that devices send', { null: true }),
    is.text('amountUnit', '累计量单位', 'Unit of amounts', { null: true }),
    is.text('casNumber', 'CAS 号', 'CAS number', { null: true }),
    is.text('confidence', '核对情况', 'Checked', { of: 'confidence' }),
    is.integer('limitCount', '限值条数', 'Limits'),
  ],
  rows: listFactors,
  codeOf: (row: FactorRow) => row.code,
})

export const standardList = shortList({
  ...common,
  name: 'standards',
  title: is.words('排放标准', 'Emission standards'),
  about: is.words('标准号、名称、适用行业和限值条数。', 'Codes, titles, sectors and number of limits.'),
  source: sources.standards,
  page: '/library/standards',
  search: standardApiSearch,
  columns: [
    is.text('code', '标准号', 'Code'),
    is.text('titleZh', '名称', 'Title in Chinese'),
    is.text('titleEn', '英文名称', 'Title in English'),
    is.day('inForceFrom', '实施日期', 'In force from', { null: true }),
    is.day('inForceTo', '废止日期', 'In force to', { null: true }),
    is.text('confidence', '核对情况', 'Checked', { of: 'confidence' }),
    is.texts('sectorCodes', '行业代码', 'Sector codes'),
    is.texts('media', '介质', 'Media', { of: 'medium' }),
    is.integer('limitCount', '限值条数', 'Limits'),
  ],
  rows: listStandards,
  codeOf: (row: StandardRow) => row.code,
})

export const regionList = shortList({
  ...common,
  name: 'regions',
  title: is.words('地区', 'Regions'),
  about: is.words(
    '区县及管理区的代码、名称和中心点。',
    'Codes, names and centres of the counties and management zones.',
  ),
  source: sources.bureau,
  page: null,
  places: { longitude: 'longitudeDeg', latitude: 'latitudeDeg' },
  search: listApiSearch,
  columns: [
    is.text('code', '代码', 'Code'),
    is.text('parentCode', '上级代码', 'Code of the parent', { null: true }),
    is.text('kind', '类型', 'Kind'),
    ...names,
    is.number('longitudeDeg', '经度', 'Longitude', { unit: '°', null: true }),
    is.number('latitudeDeg', '纬度', 'Latitude', { unit: '°', null: true }),
  ],
  rows: (db) => listRegions(db),
  codeOf: (row: Region) => row.code,
})

export const sectorList = shortList({
  ...common,
  name: 'sectors',
  title: is.words('行业', 'Sectors'),
  about: is.words('市级规定所列行业和批次。', 'The sectors of the city rule with their batch.'),
  source: sources.bureau,
  page: null,
  search: listApiSearch,
  columns: [
    is.text('code', '代码', 'Code'),
    is.integer('batch', '批次', 'Batch'),
    ...names,
    is.texts('industryPrefixes', '国民经济行业代码', 'Industry classes (GB/T 4754)'),
  ],
  rows: (db) => listSectors(db),
  codeOf: (row: Sector) => row.code,
})
