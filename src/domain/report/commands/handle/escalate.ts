import { and, asc, eq, notExists, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reportHistory, reports } from '#db/schema/report.ts'
import { writeHistory } from '#domain/report/commands/handle/take-step.ts'
import { dueOn, isLate, wait } from '#domain/report/queries/office/due.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'

/**
 * 逾期督办: the work of each morning. What is overdue gets the step `escalated`, once for each term that passed, and stands at the
 * top of the city's inbox until it is done. @returns how many are new
 */
export async function escalateOverdue(db: Db, now: Date): Promise<number> {
  const today = cityDate(now)
  const found = await db
    .select({ id: reports.id })
    .from(reports)
    .where(and(isLate(today), notExists(escalatedSince(db))))
    .orderBy(asc(reports.id))
  let escalated = 0
  for (const { id } of found) {
    await db.transaction(async (transaction) => {
      const tx = transaction as unknown as Db
      const [late] = await tx
        .select({ id: reports.id, wait, dueOn, regionCode: reports.regionCode, revision: reports.revision })
        .from(reports)
        .where(and(eq(reports.id, id), isLate(today), notExists(escalatedSince(tx))))
        .for('update')
      if (!late) return
      await tx
        .update(reports)
        .set({ revision: late.revision + 1 })
        .where(eq(reports.id, id))
      await writeHistory(tx, id, { step: 'escalated', at: now, byUserId: null })
      await recordEvent(tx, {
        kind: 'report.escalated',
        subject: `report:${id}`,
        by: 'system',
        at: now,
        after: { wait: late.wait, dueOn: late.dueOn, regionCode: late.regionCode },
      })
      escalated++
    })
  }
  return escalated
}

/** Its step for the term that runs now: taken after the end of that term's last day. */
const escalatedSince = (db: Db) =>
  db
    .select({ one: sql`1` })
    .from(reportHistory)
    .where(
      and(
        eq(reportHistory.reportId, reports.id),
        eq(reportHistory.step, 'escalated'),
        sql`(${reportHistory.at} at time zone 'Asia/Shanghai')::date > ${dueOn}`,
      ),
    )
