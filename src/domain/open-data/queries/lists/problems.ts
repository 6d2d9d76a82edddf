import { casesHide, refreshes, sources } from '#domain/open-data/queries/lists/sources.ts'
import * as is from '#domain/open-data/rules/column.ts'
import { openList } from '#domain/open-data/rules/list.ts'
import { problemApiSearch } from '#domain/rectification/input.ts'
import { problemLine } from '#domain/rectification/open-data.ts'
import { readOnProblems } from '#domain/rectification/queries/list.ts'
import { cityDate } from '#platform/clock.ts'

export const problemList = openList({
  isShort: false,
  name: 'problems',
  title: is.words('问题整改台账', 'Problems and their rectification'),
  about: is.words(
    '附件 3《问题整改台账》：一个问题一行，从发现、查处、整改到销号；新登记的在前。',
    'Annex 3, the rectification ledger: one line for each problem, from found and dealt with to closed; the newest entries first.',
  ),
  source: sources.bureau,
  refresh: refreshes.atOnce,
  page: '/progress/problems',
  kept: { maxAge: 60, swr: 0, tags: ['problems'] },
  isDumped: true,
  hiddenBy: casesHide,
  key: ['no'],
  search: problemApiSearch,
  columns: [
    is.text('no', '问题编号', 'Number'),
    is.url('url', '网址', 'Address'),
    is.text('creditCode', '统一社会信用代码', 'Credit code'),
    is.text('enterpriseName', '排污单位', 'Enterprise'),
    is.text('outletCode', '排放口编号', 'Outlet code', { null: true }),
    is.text('regionCode', '地区代码', 'Region code'),
    is.text('sector', '行业', 'Sector'),
    is.integer('batch', '批次', 'Batch'),
    is.text('controlLevel', '类别', 'Control level', { of: 'controlLevel' }),
    is.text('kind', '问题类型', 'Kind', { of: 'problemKind' }),
    is.text('source', '发现来源', 'Found by', { of: 'problemSource' }),
    is.day('foundOn', '发现日期', 'Found on'),
    is.text('words', '存在的问题', 'The problem'),
    is.url('case', '案件网址', 'Address of the case', { null: true }),
    is.text('documentNo', '查处法律文书号', 'Enforcement document', { null: true }),
    is.text('requirement', '处理处罚要求', 'What was required', { null: true }),
    is.text('execution', '处理处罚执行情况', 'Execution', { null: true, of: 'problemExecution' }),
    is.text('executionWords', '执行情况说明', 'On the execution', { null: true }),
    is.text('planState', '整治方案制定情况', 'State of the plan', { of: 'problemPlanState' }),
    is.text('plan', '整治方案', 'Plan', { null: true }),
    is.text('measures', '整治措施', 'Measures', { null: true }),
    is.day('deadline', '完成时限', 'Deadline', { null: true }),
    is.text('recheckReportNo', '复查监测报告编号', 'Re-check report', { null: true }),
    is.day('recheckOn', '复查日期', 'Re-checked on', { null: true }),
    is.yesNo('recheckMet', '复查达标', 'Re-check met the limits', { null: true }),
    is.text('state', '状态', 'State', { of: 'problemState' }),
    is.yesNo('isLate', '超过完成时限未申请销号', 'Beyond the deadline without a request for closure'),
    is.day('closedOn', '销号日期', 'Closed on', { null: true }),
    is.text('previousNo', '复发自', 'Recurrence of', { null: true }),
    is.instant('changedAt', '更新', 'Changed at'),
  ],
  async read(db, { limit, cursor, ...filter }, now) {
    const found = await readOnProblems(db, filter, limit, cursor, cityDate(now))
    return { ...found, rows: found.rows.map((row) => problemLine(row, cityDate(now))) }
  },
})
