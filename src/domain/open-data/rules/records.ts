import { type Words, words } from '#domain/open-data/rules/column.ts'

/** An address of one record. Its members beyond the named ones are those of the page that shows it. */
export interface OpenRecord {
  path: string
  parameter: { name: string; schema: object; example: string | number }
  title: Words
  /** Members that are always there. */
  members: Record<string, object>
  /** The record may have left: 410 tells the day, nothing of the content. */
  mayBeGone?: true
  /** CSV instead of JSON. */
  isTable?: true
  query?: { name: string; schema: object; words: Words }
}

const whole = { type: 'integer', minimum: 1, maximum: 999_999_999 }
const text = { type: 'string' }
const list = { type: 'array' }
const id = (example: number) => ({ name: 'id', schema: whole, example })

export const openRecords: readonly OpenRecord[] = [
  {
    path: '/api/v1/enterprises/{creditCode}',
    parameter: {
      name: 'creditCode',
      schema: { type: 'string', minLength: 9, maxLength: 18 },
      example: '91430902MAFAKE0008',
    },
    title: words('一家排污单位的全部公开信息', 'The whole public record of an enterprise'),
    members: { creditCode: text, name: text, permits: list, outlets: list, emissions: list, violations: list },
  },
  {
    path: '/api/v1/violations/{id}',
    parameter: id(1),
    title: words('一个案件及其指纹', 'A case with its fingerprint'),
    members: { id: whole, title: text, decisionNo: text, fine: { type: 'number' }, fingerprint: text },
    mayBeGone: true,
  },
  {
    path: '/api/v1/disclosures/{id}',
    parameter: id(1),
    title: words('一个公开版本，含各项数值', 'A version of a disclosure with its values'),
    members: { id: whole, year: { type: 'integer' }, creditCode: text, fingerprint: text, rows: list, versions: list },
  },
  {
    path: '/api/v1/disclosures/{id}/changes',
    parameter: id(1),
    title: words('与另一版本的差别', 'What a version says otherwise than another'),
    members: { rows: list, groups: list },
    query: {
      name: 'against',
      schema: { type: 'integer', minimum: 1, maximum: 9999 },
      words: words('与哪个版本比较；不给则为上一版本', 'The number of the other version; the one before without it'),
    },
  },
  {
    path: '/api/v1/disclosures/{id}/trends.csv',
    parameter: id(1),
    title: words('五年变化，每个排放口和因子一年一行', 'Five years of every outlet and factor'),
    members: {},
    isTable: true,
  },
  {
    path: '/api/v1/disclosures/{id}/peers.csv',
    parameter: id(1),
    title: words('与同行业、同区县中位数的比较', 'Beside the medians of its sector and county'),
    members: {},
    isTable: true,
  },
  {
    path: '/api/v1/factors/{code}',
    parameter: { name: 'code', schema: text, example: 'w01018' },
    title: words('一个因子及各标准对它的限值', 'A factor with what all standards allow of it'),
    members: { code: text, nameZh: text, nameEn: text, limits: list },
  },
  {
    path: '/api/v1/standards/{standard}',
    parameter: { name: 'standard', schema: text, example: 'gb-4915-2013' },
    title: words('一个标准及其全部限值', 'A standard with all its limits'),
    members: { code: text, titleZh: text, limits: list },
  },
  {
    path: '/api/v1/report-outcomes/{id}',
    parameter: id(1),
    title: words('一件举报的处理结果', 'The outcome of a public report'),
    members: { id: whole, url: text, kind: text, outcome: text, text },
  },
]
