import { type Words, words } from '#domain/open-data/rules/column.ts'

/** What the parameters of the lists' addresses do. The same name means the same everywhere, so each stands here once. */
export const parameterWords: Record<string, Words> = {
  q: words('查找词：名称、拼音、代码等，各词都须出现', 'Words to find: names, pinyin, codes; every word must occur'),
  region: words('地区代码', 'Region code (/api/v1/regions)'),
  sector: words('行业代码', 'Sector code (/api/v1/sectors)'),
  control: words('监管级别', 'Control level'),
  medium: words('排放介质', 'Medium'),
  filing: words('本年公开情况', 'Where it stands with this year’s disclosure'),
  exceeding: words('yes：只列有超标的', 'yes: only where there are exceedances'),
  factor: words('因子代码', 'Factor code (/api/v1/factors)'),
  bbox: words('范围：西,南,东,北（度，WGS 84）', 'Part of the map: west,south,east,north in degrees (WGS 84)'),
  enterprise: words('统一社会信用代码', 'Credit code of the enterprise'),
  creditCode: words('统一社会信用代码', 'Credit code of the enterprise'),
  kind: words('类型', 'Kind'),
  year: words('年度', 'Year'),
  quarter: words('季度', 'Quarter'),
  category: words('违法类型', 'Category of the violation'),
  measure: words('处罚措施', 'Measure'),
  fine: words('罚款合计的区间', 'Band of the sum of its fines'),
  execution: words('执行情况', 'Execution'),
  repeat: words('yes：只列再犯', 'yes: only repeat offences'),
  state: words('状态', 'State'),
  outcome: words('处理结果', 'Outcome'),
  month: words('月份，形如 2026-11', 'Month, such as 2026-11'),
  stage: words('进度', 'Stage'),
  group: words('应当安装的依据', 'Why it must install'),
  late: words('yes：只列逾期的', 'yes: only those that are late'),
  outlet: words(
    '排放口：outlets 的 id，或“信用代码/排放口编号”',
    'Outlet: an id of outlets, or credit code/outlet code',
  ),
  from: words('起始时间（含）', 'From this day or instant on'),
  to: words('截止时间（不含）', 'Up to this day or instant, itself not included'),
  sort: words('排序', 'Order'),
  limit: words('每页条数', 'Rows of a page'),
  cursor: words('续页标记，取自上一页的 next', 'Where to read on: taken from the next of the page before'),
  lang: words('表头语言；不给则用接口字段名', 'Language of the head; without it the names of the API'),
  end: words('no：不要末行（行数和校验值）', 'no: without the last line (rows and SHA-256)'),
}

/** A parameter of an address as the reference shows it. */
export interface Parameter {
  name: string
  isNeeded: boolean
  words: Words
  schema: Record<string, unknown>
}
