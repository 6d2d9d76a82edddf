import { and, asc, eq, isNull, lt, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { dayClosings } from '#db/schema/reading-day.ts'
import { rateRuleOn } from '#domain/monitoring/rules/online-rules.ts'
import { addDays, cityDate } from '#platform/clock.ts'

/**
 * Confirms each closed day whose term for corrections is over: a copy of its figures that nothing changes any more, beside the
 * provisional ones, which later data may still change. Run after the closing of what is due. @returns how many days
 */
export async function confirmDays(db: Db, now: Date): Promise<number> {
  const today = cityDate(now)
  const open = await db
    .select({ day: dayClosings.day })
    .from(dayClosings)
    .where(and(isNull(dayClosings.confirmedAt), lt(dayClosings.day, today)))
    .orderBy(asc(dayClosings.day))
  const due = open.filter(({ day }) => isConfirmable(day, today))
  for (const { day } of due)
    await db.transaction(async (tx) => {
      await tx.execute(sql`
        insert into reading_days (outlet_id, factor_no, day, stage, stopped, due, received, valid, flagged_count, missing, unflagged, flagged,
          exceeded, over_hours, taken_out, mean_state, mean, device_mean, min, max, total, longest_run, roughness, below, under, above, prints,
          closed_at)
        select outlet_id, factor_no, day, 'confirmed', stopped, due, received, valid, flagged_count, missing, unflagged, flagged, exceeded,
          over_hours, taken_out, mean_state, mean, device_mean, min, max, total, longest_run, roughness, below, under, above, prints,
          ${now.toISOString()}::timestamptz
        from reading_days where day = ${day}::date and stage = 'provisional'
        on conflict do nothing`)
      await tx.update(dayClosings).set({ confirmedAt: now }).where(eq(dayClosings.day, day))
    })
  return due.length
}

/** A day may be corrected until the end of the tenth day after it. */
export const isConfirmable = (day: string, today: string): boolean =>
  addDays(day, rateRuleOn(day).correctionDays) < today
