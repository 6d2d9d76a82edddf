import type { reminderSteps } from '#db/vocabulary.ts'

export type ReminderStep = (typeof reminderSteps)[number]

/** A reminder that a day is over is of use in the first week; after that the county speaks. */
export const lastOverdueDay = -7

/**
 * Which reminder stands at so many days to the due day (negative: over). A night that was missed is made up by the next: the
 * step is the last one that has been reached, and those before it are not sent any more.
 * @returns undefined while it is too early, and when it is too late
 */
export function reminderStep(daysLeft: number): ReminderStep | undefined {
  if (daysLeft < lastOverdueDay || daysLeft > 30) return undefined
  if (daysLeft < 0) return 'overdue'
  if (daysLeft <= 1) return 'day_1'
  return daysLeft <= 7 ? 'days_7' : 'days_30'
}
