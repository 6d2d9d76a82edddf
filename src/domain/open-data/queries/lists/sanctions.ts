import { casesHide, refreshes, sources } from '#domain/open-data/queries/lists/sources.ts'
import * as is from '#domain/open-data/rules/column.ts'
import { shortList } from '#domain/open-data/rules/list.ts'
import { quarterlyApiSearch } from '#domain/quarterly/input.ts'
import { getQuarterlyList, listQuarterlyLists } from '#domain/quarterly/queries/list.ts'
import { quarterName } from '#domain/quarterly/rules.ts'
import { pagedPunishments, vendorApiSearch } from '#domain/sanction/input.ts'
import { punishmentLine, vendorLine } from '#domain/sanction/open-data.ts'
import { exportPunishments } from '#domain/sanction/queries/punishments.ts'
import { listVendorListings } from '#domain/sanction/queries/vendors.ts'

const common = { source: sources.bureau, kept: { maxAge: 300, swr: 0, tags: ['board'] }, isDumped: true }

export const punishmentList = shortList({
  ...common,
  name: 'joint-punishments',
  title: is.words('联合惩戒', 'Joint punishments'),
  about: is.words(
    '现行或已结束的联合惩戒措施；结束的不再列出名称。',
    'Measures in force, or (state) those that ended, which name nobody any more.',
  ),
  refresh: refreshes.atOnce,
  page: '/board/joint-punishment',
  key: ['id'],
  hiddenBy: [...casesHide, 'joint_punishment.ended', 'joint_punishment.lifted'],
  search: pagedPunishments,
  columns: [
    is.integer('id', '编号', 'Number'),
    is.text('state', '状态', 'State', { of: 'sanctionState' }),
    is.text('measure', '措施', 'Measure', { of: 'punishmentMeasure' }),
    is.text('detail', '内容', 'Detail', { null: true }),
    is.text('department', '实施部门', 'Department'),
    is.text('legalBasis', '法律依据', 'Legal basis'),
    is.text('subject', '对象', 'Subject', { of: 'punishmentSubject' }),
    is.text('personName', '个人姓名', 'Person', {
      null: true,
      means: ['仅限法律要求公布且案件仍在公布期内', 'Only while a published grave case names the person'],
    }),
    is.text('enterprise.name', '单位名称', 'Enterprise', { null: true }),
    is.text('enterprise.nameEn', '单位英文名', 'Enterprise in English', { null: true }),
    is.text('enterprise.creditCode', '统一社会信用代码', 'Credit code', { null: true }),
    is.text('regionCode', '地区代码', 'Region code'),
    is.day('from', '起始日期', 'From'),
    is.day('until', '截止日期', 'Until'),
    is.day('endedOn', '结束日期', 'Ended on', { null: true }),
    is.text('endBasis', '结束依据', 'Why it ended', { null: true }),
    is.texts('cases', '依据案件', 'Cases it rests on'),
    is.records('feedback', '落实情况', 'What was done', {
      columns: [is.day('givenOn', '日期', 'Day'), is.text('words', '内容', 'Words')],
    }),
    is.instant('updatedAt', '更新时间', 'Updated at'),
  ],
  rows: async (db, search) => (await exportPunishments(db, search)).map(punishmentLine),
  codeOf: (row: { id: number }) => String(row.id),
})

export const vendorList = shortList({
  ...common,
  name: 'vendors',
  title: is.words('监测设备与运维单位黑名单', 'Blacklist of monitoring vendors'),
  about: is.words('现行条目在前，已结束的只留记录。', 'Entries in force first; of those that ended the bare record.'),
  refresh: refreshes.atOnce,
  page: '/board/vendors',
  key: ['id'],
  hiddenBy: ['vendor.ended', 'vendor.lifted'],
  search: vendorApiSearch,
  columns: [
    is.integer('id', '编号', 'Number'),
    is.url('url', '网址', 'Address'),
    is.text('state', '状态', 'State', { of: 'sanctionState' }),
    is.text('name', '名称', 'Name', { null: true }),
    is.text('creditCode', '统一社会信用代码', 'Credit code', { null: true }),
    is.texts('kinds', '类别', 'Kinds', { of: 'vendorKind' }),
    is.text('facts', '事实', 'Facts', { null: true }),
    is.text('factsEn', '事实（英文）', 'Facts in English', { null: true }),
    is.text('product', '产品', 'Product', { null: true }),
    is.text('legalBasis', '法律依据', 'Legal basis'),
    is.text('decisionNo', '文号', 'Decision number', { null: true }),
    is.day('from', '起始日期', 'From'),
    is.day('until', '截止日期', 'Until'),
    is.day('endedOn', '结束日期', 'Ended on', { null: true }),
    is.text('endBasis', '结束依据', 'Why it ended', { null: true }),
    is.integer('outlets', '涉及排放口数', 'Outlets with its devices'),
    is.instant('updatedAt', '更新时间', 'Updated at'),
  ],
  rows: async (db) => (await listVendorListings(db)).map(vendorLine),
  codeOf: (row: { id: number }) => String(row.id),
})

export const quarterlyList = shortList({
  ...common,
  name: 'quarterly-lists',
  title: is.words('季度严重超标名单', 'Quarterly lists of serious exceedance'),
  about: is.words(
    '已发布的各季度名单，每个排放口和因子一行。',
    'The published lists: a line for each outlet and factor.',
  ),
  refresh: refreshes.quarterly,
  page: '/board/quarterly',
  key: ['quarter', 'creditCode', 'outletCode', 'factorCode', 'source'],
  hiddenBy: [],
  search: quarterlyApiSearch,
  columns: [
    is.text('quarter', '季度', 'Quarter'),
    is.text('enterpriseName', '单位名称', 'Enterprise'),
    is.text('enterpriseNameEn', '单位英文名', 'Enterprise in English', { null: true }),
    is.text('creditCode', '统一社会信用代码', 'Credit code'),
    is.text('regionCode', '地区代码', 'Region code'),
    is.text('outletCode', '排放口编号', 'Outlet code'),
    is.text('outletName', '排放口', 'Outlet'),
    is.text('factorCode', '因子代码', 'Factor code'),
    is.text('factorZh', '因子', 'Factor in Chinese'),
    is.text('factorEn', '因子英文名', 'Factor in English'),
    is.text('source', '数据来源', 'Source', { of: 'quarterlySource' }),
    is.integer('judgedCount', '判定次数', 'Judged periods'),
    is.integer('exceedanceCount', '超标次数', 'Exceedances'),
    is.number('highest', '最高值', 'Highest', { unit: '{unit}' }),
    is.number('limitMin', '限值下限', 'Lower limit', { null: true, unit: '{unit}' }),
    is.number('limitMax', '限值', 'Limit', { unit: '{unit}' }),
    is.text('unit', '单位', 'Unit'),
    is.number('multiple', '超标倍数', 'Exceedance multiple', { null: true }),
    is.texts('reasons', '列入理由', 'Reasons', { of: 'quarterlyReason' }),
  ],
  async rows(db, search) {
    const lists = search.quarter ? [search.quarter] : await listQuarterlyLists(db)
    const found = await Promise.all(lists.map((each) => getQuarterlyList(db, each)))
    return found.flatMap((list) =>
      list ? list.rows.map(({ id: _, ...row }) => ({ quarter: quarterName(list), ...row })) : [],
    )
  },
  codeOf: (row: Record<'quarter' | 'creditCode' | 'outletCode' | 'factorCode' | 'source', string>) =>
    [row.quarter, row.creditCode, row.outletCode, row.factorCode, row.source].join(' '),
})
