import { and, asc, eq, isNotNull, isNull, ne, type SQL } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { supervisionOrders as orders } from '#db/schema/supervision.ts'
import { type OrderScope, scoped, select } from '#domain/supervision/queries/list.ts'
import { orderNumber } from '#domain/supervision/rules/number.ts'
import { reachOf } from '#platform/permissions/matrix.ts'
import { mostOfOneKind, type Waiting, type WaitingSource, workRegion } from '#platform/waiting.ts'

/** Orders that wait for an account's answer as the party that it is, and for the city those that were escalated. */
export const waitingOrders: WaitingSource = async (db, account) => {
  const county = workRegion(account, 'supervision.answer_county')
  const [asParty, escalated] = await Promise.all([
    account.role === 'firm' && account.enterpriseId !== null
      ? unanswered(db, { enterpriseId: account.enterpriseId }, isNull(orders.firmAt), '/filing/orders')
      : account.role === 'monitoring_operator'
        ? unanswered(db, { operatorOf: account }, isNull(orders.operatorAt), '/office/monitoring/orders')
        : county
          ? unanswered(db, {}, and(isNull(orders.countyAt), eq(orders.regionCode, county)), '/office/orders')
          : [],
    reachOf(account, 'supervision.oversee') ? listEscalated(db) : [],
  ])
  return [...asParty, ...escalated]
}

async function unanswered(db: Db, scope: OrderScope, where: SQL | undefined, desk: string): Promise<Waiting[]> {
  const rows = await select(db)
    .where(and(eq(orders.state, 'open'), scoped(db, scope), where))
    .orderBy(asc(orders.dueAt))
    .limit(mostOfOneKind)
  return rows.map((row) => ({ ...lineOf(row, desk), kind: 'order.answer', dueAt: row.dueAt, since: row.issuedAt }))
}

async function listEscalated(db: Db): Promise<Waiting[]> {
  const rows = await select(db)
    .where(and(isNotNull(orders.escalatedAt), ne(orders.state, 'closed')))
    .orderBy(asc(orders.escalatedAt))
    .limit(mostOfOneKind)
  return rows.map((row) => ({
    ...lineOf(row, '/office/orders'),
    kind: 'order.oversee',
    since: row.escalatedAt ?? row.issuedAt,
  }))
}

const lineOf = (row: Awaited<ReturnType<typeof select>>[number], desk: string) => ({
  subject: `order:${row.id}`,
  title: {
    zh: `${row.enterpriseName} · ${orderNumber('zh', row)}`,
    en: `${row.enterpriseNameEn ?? row.enterpriseName} · ${orderNumber('en', row)}`,
  },
  path: `${desk}/${row.id}`,
})
