import type { OrderLine } from '#domain/supervision/queries/list.ts'
import type { Order } from '#domain/supervision/queries/order.ts'
import { answeredAt, clockOf, isLate, partiesOf } from '#domain/supervision/rules/machine.ts'
import { orderNumber } from '#domain/supervision/rules/number.ts'
import { config } from '#platform/config.ts'

const page = (path: string) => new URL(path, config().SITE_URL).href

/** An order as the API gives it. `standing` of a party: waiting, overdue, in_time, late. */
export const orderLine = (row: OrderLine, now: Date) => ({
  id: row.id,
  url: page(`/monitoring/orders/${row.id}`),
  number: orderNumber('zh', row),
  kind: row.kind,
  state: row.state,
  creditCode: row.creditCode,
  enterpriseName: row.enterpriseName,
  outletCode: row.outletCode,
  regionCode: row.regionCode,
  operator: row.operatorName,
  firstAt: row.firstAt.toISOString(),
  lastAt: row.lastAt.toISOString(),
  issuedAt: row.issuedAt.toISOString(),
  dueAt: row.dueAt.toISOString(),
  parties: partiesOf(row).map((party) => ({
    party,
    answeredAt: answeredAt(row, party)?.toISOString() ?? null,
    standing: clockOf(row, party, now),
  })),
  isOverdue: isLate(row, now),
  result: row.result,
  escalatedAt: row.escalatedAt?.toISOString() ?? null,
  closedAt: row.closedAt?.toISOString() ?? null,
  continuesId: row.continuesId,
  case: row.caseId === null ? null : page(`/board/${row.caseId}`),
})

/** One order in full: also what opened it and what was answered. */
export const orderInFull = (order: Order, now: Date) => ({
  ...orderLine(order, now),
  exceedances: order.exceedances.map(({ factorZh: _, factorEn: __, at, clearedAt, ...row }) => ({
    ...row,
    at: at.toISOString(),
    clearedAt: clearedAt?.toISOString() ?? null,
  })),
  anomalies: order.anomalies.map(({ factorZh: _, factorEn: __, at, untilAt, clearedAt, ...row }) => ({
    ...row,
    at: at.toISOString(),
    untilAt: untilAt?.toISOString() ?? null,
    clearedAt: clearedAt?.toISOString() ?? null,
  })),
  answers: order.answers.map(({ at, ...answer }) => ({ ...answer, at: at.toISOString() })),
  steps: order.steps.map(({ at, ...step }) => ({ ...step, at: at.toISOString() })),
})
