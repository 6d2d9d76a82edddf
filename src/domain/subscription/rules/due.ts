import type { subscriptionRhythms } from '#db/vocabulary.ts'
import { addDays, cityDate } from '#platform/clock.ts'

export type Rhythm = (typeof subscriptionRhythms)[number]

/** What is sent as soon as it is there is looked for so often. Milliseconds. */
const soonMs = 5 * 60_000
/** Collections go out in the morning, those of a week on Monday. City time. */
const morning = 'T08:00:00+08:00'

/** When a subscription is looked at next, after `now`. */
export function nextDue(rhythm: Rhythm, now: Date): Date {
  if (rhythm === 'soon') return new Date(now.getTime() + soonMs)
  let day = cityDate(now)
  if (new Date(day + morning) <= now) day = addDays(day, 1)
  while (rhythm === 'weekly' && new Date(`${day}T00:00:00Z`).getUTCDay() !== 1) day = addDays(day, 1)
  return new Date(day + morning)
}

/** After so many failures one after another nobody is there any more. */
export const mostFailures = 20
const firstPauseMs = 2 * 60_000
const longestPauseMs = 24 * 3_600_000

/** When a delivery that failed is tried again: two minutes, four, eight ... a day. */
export const nextTry = (failures: number, now: Date): Date =>
  new Date(now.getTime() + Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, failures - 1)))
