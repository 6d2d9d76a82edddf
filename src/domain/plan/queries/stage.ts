import { asc } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { planCalendar } from '#db/schema/plan.ts'
import { batches } from '#db/schema/sector.ts'
import { milestonesOf, stageOn, windowsLater } from '#domain/plan/rules/calendar.ts'
import { cityDate } from '#platform/clock.ts'

export type PlanState = Awaited<ReturnType<typeof stageOf>>

/** The batches with their windows and where each stands, and the days of the rule. `yearsLater`: the rule's own dates are of 2017. */
export async function stageOf(db: Db, now: Date) {
  const today = cityDate(now)
  const [calendar] = await db.select({ yearsLater: planCalendar.yearsLater }).from(planCalendar)
  const yearsLater = calendar?.yearsLater ?? 0
  const rows = await db
    .select({
      batch: batches.batch,
      nameZh: batches.nameZh,
      nameEn: batches.nameEn,
      screeningFrom: batches.screeningFrom,
      screeningTo: batches.screeningTo,
      rectificationFrom: batches.rectificationFrom,
      rectificationTo: batches.rectificationTo,
    })
    .from(batches)
    .orderBy(asc(batches.batch))
  return {
    today,
    yearsLater,
    batches: rows.map((row) => {
      const windows = windowsLater(row, yearsLater)
      return { ...windows, stage: stageOn(windows, today) }
    }),
    milestones: milestonesOf(yearsLater, today),
  }
}
