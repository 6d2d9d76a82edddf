import { and, asc, eq, gte, isNull, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { anomalies, exceedances, supervisionOrders } from '#db/schema/supervision.ts'
import { issueOrder } from '#domain/supervision/commands/order/issue.ts'
import { type Joinable, joinOf, reachOf } from '#domain/supervision/rules/join.ts'
import { termsOn } from '#domain/supervision/rules/terms.ts'
import { cityDate } from '#platform/clock.ts'

const dayMs = 86_400_000

/**
 * Gives each judged exceedance and each anomaly of an outlet that stands in no order its order: the one that it touches, else a new
 * one. What is older than the rule's days stays without.
 * @returns the orders that are new
 */
export async function attachToOrders(tx: Db, outletId: number, now: Date): Promise<number[]> {
  const terms = termsOn(cityDate(now))
  const since = new Date(now.getTime() - terms.oldestDays.value * dayMs)
  const [over, odd] = await Promise.all([
    tx
      .select({ id: exceedances.id, at: exceedances.at, period: exceedances.kind })
      .from(exceedances)
      .where(
        and(
          eq(exceedances.outletId, outletId),
          eq(exceedances.isJudged, true),
          isNull(exceedances.orderId),
          isNull(exceedances.clearedAt),
          gte(exceedances.at, since),
        ),
      )
      .orderBy(asc(exceedances.at), asc(exceedances.factorNo)),
    tx
      .select({ id: anomalies.id, at: anomalies.at, kind: anomalies.kind })
      .from(anomalies)
      .where(
        and(
          eq(anomalies.outletId, outletId),
          isNull(anomalies.orderId),
          isNull(anomalies.clearedAt),
          gte(anomalies.at, since),
        ),
      )
      .orderBy(asc(anomalies.at), asc(anomalies.factorNo)),
  ])
  const found = [
    ...over.map((row) => ({ ...row, kind: 'exceedance' as const, table: exceedances })),
    ...odd.map((row) => ({ ...row, period: 'hour' as const, table: anomalies })),
  ]
  const issued: number[] = []
  const known = new Map<string, Joinable[]>()
  for (const { id, at, kind, period, table } of found) {
    const orders = known.get(kind) ?? (await ordersOf(tx, outletId, kind))
    known.set(kind, orders)
    const { joins, continues } = joinOf(orders, at.getTime(), reachOf(period === 'day' ? 'day' : 'hour', terms))
    let order = joins
    if (!order) {
      const made = await issueOrder(tx, { outletId, kind, at, continuesId: continues?.id ?? null }, now)
      order = { id: made.id, firstMs: at.getTime(), lastMs: at.getTime(), dueMs: made.dueAt.getTime(), isClosed: false }
      orders.push(order)
      issued.push(made.id)
    }
    order.firstMs = Math.min(order.firstMs, at.getTime())
    order.lastMs = Math.max(order.lastMs, at.getTime())
    await tx.update(table).set({ orderId: order.id }).where(eq(table.id, id))
    await tx
      .update(supervisionOrders)
      .set({
        firstAt: sql`least(first_at, ${at.toISOString()}::timestamptz)`,
        lastAt: sql`greatest(last_at, ${at.toISOString()}::timestamptz)`,
      })
      .where(eq(supervisionOrders.id, order.id))
  }
  return issued
}

async function ordersOf(
  tx: Db,
  outletId: number,
  kind: (typeof supervisionOrders.$inferSelect)['kind'],
): Promise<Joinable[]> {
  const rows = await tx
    .select({
      id: supervisionOrders.id,
      firstAt: supervisionOrders.firstAt,
      lastAt: supervisionOrders.lastAt,
      dueAt: supervisionOrders.dueAt,
      state: supervisionOrders.state,
    })
    .from(supervisionOrders)
    .where(and(eq(supervisionOrders.outletId, outletId), eq(supervisionOrders.kind, kind)))
  return rows.map(({ id, firstAt, lastAt, dueAt, state }) => ({
    id,
    firstMs: firstAt.getTime(),
    lastMs: lastAt.getTime(),
    dueMs: dueAt.getTime(),
    isClosed: state === 'closed',
  }))
}
