import { and, asc, eq, lt } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { supervisionHistory, supervisionOrders } from '#db/schema/supervision.ts'
import { missingParties } from '#domain/supervision/rules/machine.ts'
import { recordEvent } from '#platform/events/record.ts'

/**
 * 逾期: of each order whose term is over, who has not answered is written down, once for each party; it is public from then on.
 * Repeating it does nothing. @returns how many orders have something new
 */
export async function recordOverdueAnswers(db: Db, now: Date): Promise<number> {
  const late = await db
    .select({ id: supervisionOrders.id })
    .from(supervisionOrders)
    .where(and(eq(supervisionOrders.state, 'open'), lt(supervisionOrders.dueAt, now)))
    .orderBy(asc(supervisionOrders.dueAt))
  let recorded = 0
  for (const { id } of late)
    await db.transaction(async (transaction) => {
      const tx = transaction as unknown as Db
      const [order] = await tx
        .select({
          operatorId: supervisionOrders.operatorId,
          firmAt: supervisionOrders.firmAt,
          operatorAt: supervisionOrders.operatorAt,
          countyAt: supervisionOrders.countyAt,
          creditCode: enterprises.creditCode,
        })
        .from(supervisionOrders)
        .innerJoin(enterprises, eq(enterprises.id, supervisionOrders.enterpriseId))
        .where(and(eq(supervisionOrders.id, id), eq(supervisionOrders.state, 'open')))
        .for('update', { of: supervisionOrders })
      const missing = order ? missingParties(order) : []
      if (!order || missing.length === 0) return
      const written = await tx
        .insert(supervisionHistory)
        .values(missing.map((party) => ({ orderId: id, step: 'overdue' as const, party, at: now })))
        .onConflictDoNothing()
        .returning({ party: supervisionHistory.party })
      if (written.length === 0) return
      await recordEvent(tx, {
        kind: 'supervision.overdue',
        subject: `supervision:${id}`,
        by: 'system',
        at: now,
        after: { parties: written.map(({ party }) => party), creditCode: order.creditCode },
      })
      recorded++
    })
  return recorded
}
