import { type Cell, columnLetter, type SheetRow } from '#platform/sheet/sheet.ts'
import { withoutBlanks } from '#src/text/plain-text.ts'

export const importFields = [
  'creditCode',
  'name',
  'nameEn',
  'shortNames',
  'formerNames',
  'legalRepresentative',
  'address',
  'longitude',
  'latitude',
  'coordinates',
  'region',
  'sector',
  'industryCode',
  'controlLevel',
  'operatingState',
  'products',
  'startedOn',
  'environmentalOfficer',
  'phone',
  'email',
] as const
export type ImportField = (typeof importFields)[number]

/** What the columns are called: annex 1 and 2 of the city rule first, then what is met in the files of counties. */
export const columnNames: Record<ImportField, readonly string[]> = {
  creditCode: [
    '统一社会信用代码',
    '社会信用代码',
    '信用代码',
    '机构代码',
    '组织机构代码',
    '机构代码或统一社会信用代码',
    '统一社会信用代码或组织机构代码',
    '统一信用代码',
    '企业代码',
    'creditcode',
    'uscc',
  ],
  name: [
    '企业名称',
    '单位名称',
    '排污单位名称',
    '排污单位',
    '重点排污单位名称',
    '企业全称',
    '单位全称',
    '公司名称',
    '名称',
    'name',
    'enterprise',
    'enterprisename',
  ],
  nameEn: ['英文名称', '企业英文名称', 'nameen', 'englishname'],
  shortNames: ['简称', '企业简称', '单位简称', 'shortnames', 'shortname'],
  formerNames: ['曾用名', '原名称', '曾用名称', '原企业名称', 'formernames', 'formername'],
  legalRepresentative: ['法定代表人', '法定代表', '法人代表', '法人', '企业法人', '法人姓名', 'legalrepresentative'],
  address: [
    '生产地址',
    '地址',
    '详细地址',
    '企业地址',
    '单位地址',
    '厂址',
    '生产经营场所地址',
    '注册地址',
    '所在地址',
    'address',
  ],
  longitude: ['经度', '东经', '中心经度', '企业经度', '经度东经', 'longitude', 'longitudedeg', 'lng', 'lon'],
  latitude: ['纬度', '北纬', '中心纬度', '企业纬度', '纬度北纬', 'latitude', 'latitudedeg', 'lat'],
  coordinates: ['经纬度', '经纬度坐标', '坐标', '地理坐标', '地理位置', '中心坐标', 'coordinates'],
  region: [
    '市区县',
    '所在地',
    '县市区',
    '区县',
    '区县市',
    '所属区县',
    '所在区县',
    '所属县市区',
    '行政区',
    '行政区划',
    '所属地区',
    '地区',
    '所在县',
    'region',
    'regioncode',
  ],
  sector: ['所属行业', '行业', '行业类别', '行业名称', '行业类型', 'sector', 'sectorcode'],
  industryCode: ['行业代码', '国民经济行业代码', '行业类别代码', 'industrycode'],
  controlLevel: ['类别', '控制级别', '控制类别', '监控级别', '管理级别', '污染源类别', '企业类别', 'controllevel'],
  operatingState: ['生产状态', '运行状态', '经营状态', '企业状态', '生产状况', '状态', 'operatingstate'],
  products: ['产品及规模', '主要产品', '主要产品及规模', '产品及产能', '产品', '生产规模', 'products'],
  startedOn: ['投产时间', '投产日期', '建成投产时间', '投产年月', '开业时间', 'startedon'],
  environmentalOfficer: ['企业环保负责人', '环保负责人', '环保联系人', '联系人', '环保专员', 'environmentalofficer'],
  phone: [
    '联系方式',
    '联系电话',
    '电话',
    '手机',
    '手机号',
    '手机号码',
    '电话号码',
    '联系人电话',
    '环保负责人电话',
    'phone',
  ],
  email: ['邮箱', '电子邮箱', '电子邮件', 'email'],
}

/** Columns that say nothing about the enterprise. */
const passedOver = ['序号', '编号', 'no', '备注', '说明']

const fieldOf = new Map(importFields.flatMap((field) => columnNames[field].map((name) => [name, field] as const)))

export interface ImportColumn {
  index: number
  letter: string
  /** As the file has it. */
  header: string
  field: ImportField | undefined
  /** A column that is known to hold nothing of use. */
  isPassedOver: boolean
  /** The coordinates are said to be of another system than WGS 84 (or CGCS 2000, which agrees with it): which. */
  foreignDatum: string | undefined
}

export interface ImportHeader {
  columns: ImportColumn[]
  /** Line of the last row of the header. */
  line: number
  /** Index of the first row of data. */
  dataFrom: number
}

const searchedRows = 30
const deepest = 3

/**
 * Finds the header among the first rows: below titles and notes, of one to three rows where cells are merged. It is the block
 * in which the most columns are recognised. Undefined when credit code and name are not both there.
 */
export function findHeader(rows: SheetRow[]): ImportHeader | undefined {
  let best: { columns: ImportColumn[]; from: number; depth: number; score: number } | undefined
  for (let from = 0; from < Math.min(rows.length, searchedRows); from++) {
    for (let depth = 1; depth <= deepest && from + depth <= rows.length; depth++) {
      const columns = columnsOf(rows.slice(from, from + depth))
      const score = new Set(columns.flatMap(({ field }) => (field ? [field] : []))).size
      if (score > (best?.score ?? 0)) best = { columns, from, depth, score }
    }
  }
  const found = (field: ImportField) => best?.columns.some((column) => column.field === field)
  if (!best || !found('creditCode') || !found('name')) return undefined
  const last = rows[best.from + best.depth - 1] as SheetRow
  return { columns: best.columns, line: last.line, dataFrom: best.from + best.depth }
}

/** In each column the lowest label that is known counts: `东经` below a merged `经纬度坐标`. */
function columnsOf(block: SheetRow[]): ImportColumn[] {
  const width = Math.max(...block.map(({ cells }) => cells.length))
  return Array.from({ length: width }, (_, index) => {
    const labels = block.map(({ cells }) => textOf(cells[index])).filter((label) => label !== '')
    const known = labels.findLast((label) => fieldOf.has(headerKey(label)))
    const header = known ?? labels.at(-1) ?? ''
    const key = headerKey(header)
    return {
      index,
      letter: columnLetter(index),
      header: header.slice(0, 60),
      field: fieldOf.get(key),
      isPassedOver: header === '' || passedOver.includes(key),
      foreignDatum: foreignDatum(labels.join(' ')),
    }
  })
}

/** `*企业名称（全称）：` -> `企业名称`. */
const headerKey = (header: string) =>
  withoutBlanks(header)
    .toLowerCase()
    .replace(/[([【].*?[)\]】]/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '')

const foreignDatum = (header: string) =>
  /GCJ-?0?2|BD-?0?9|火星|高德|百度|腾讯|西安80|北京54/i.exec(withoutBlanks(header))?.[0]

const textOf = (cell: Cell | undefined) => (typeof cell === 'string' ? cell.trim() : '')
