import { casesHide, refreshes, sources } from '#domain/open-data/queries/lists/sources.ts'
import * as is from '#domain/open-data/rules/column.ts'
import { openList } from '#domain/open-data/rules/list.ts'
import { orderApiSearch } from '#domain/supervision/input.ts'
import { orderLine } from '#domain/supervision/open-data.ts'
import { readOnOrders } from '#domain/supervision/queries/list.ts'

export const orderList = openList({
  isShort: false,
  name: 'orders',
  title: is.words('在线监控督办单', 'Orders of on-line monitoring'),
  about: is.words(
    '在线监测超标或异常时自动下达的督办单，三方 24 小时内答复；新的在前。',
    'Orders issued by on-line exceedances and anomalies, answered by three parties within 24 hours; the newest first.',
  ),
  source: sources.bureau,
  refresh: refreshes.atOnce,
  page: '/monitoring/orders',
  kept: { maxAge: 30, swr: 0, tags: ['orders'] },
  isDumped: true,
  hiddenBy: casesHide,
  key: ['id'],
  search: orderApiSearch,
  columns: [
    is.integer('id', '编号', 'Id'),
    is.url('url', '网址', 'Address'),
    is.text('number', '督办单号', 'Number'),
    is.text('kind', '事由', 'About', { of: 'supervisionKind' }),
    is.text('state', '状态', 'State', { of: 'supervisionState' }),
    is.text('creditCode', '统一社会信用代码', 'Credit code'),
    is.text('enterpriseName', '排污单位', 'Enterprise'),
    is.text('outletCode', '排放口编号', 'Outlet code'),
    is.text('regionCode', '地区代码', 'Region code'),
    is.text('operator', '运维单位', 'Device operator', { null: true }),
    is.instant('firstAt', '首个时段', 'First period'),
    is.instant('lastAt', '末个时段', 'Last period'),
    is.instant('issuedAt', '下达', 'Issued at'),
    is.instant('dueAt', '答复期限', 'To be answered by'),
    is.records('parties', '各方答复', 'Answers of the parties', {
      columns: [
        is.text('party', '答复方', 'Party', { of: 'supervisionParty' }),
        is.instant('answeredAt', '答复时间', 'Answered at', { null: true }),
        is.text('standing', '时限', 'Standing', {
          means: [
            'waiting 期限内待答复，overdue 逾期未答复，in_time 按期，late 逾期答复',
            'waiting within the term, overdue without an answer, in_time, or late',
          ],
        }),
      ],
    }),
    is.yesNo('isOverdue', '有人逾期', 'Somebody late'),
    is.text('result', '核查结果', 'Result', { null: true, of: 'supervisionResult' }),
    is.instant('escalatedAt', '提级督办', 'Taken up by the city at', { null: true }),
    is.instant('closedAt', '办结', 'Closed at', { null: true }),
    is.integer('continuesId', '接续的督办单', 'Continues', { null: true }),
    is.url('case', '案件网址', 'Address of the case', { null: true }),
  ],
  async read(db, { limit, cursor, ...filter }, now) {
    const found = await readOnOrders(db, filter, limit, cursor, now)
    return { ...found, rows: found.rows.map((row) => orderLine(row, now)) }
  },
})
