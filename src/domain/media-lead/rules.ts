import { clocksOn } from '#domain/report/rules/terms.ts'
import { cityDate } from '#platform/clock.ts'

const hourMs = 3_600_000

/** Until when something said in public is answered: hours from its recording, by the clock, holidays included. City rule 五（二）. */
export const answerDue = (recordedAt: Date): Date =>
  new Date(recordedAt.getTime() + clocksOn(cityDate(recordedAt)).mediaLeadHours.value * hourMs)

/** Whole hours that are left, or, negative, that it is late. An hour begun is an hour late. */
export function hoursLeft(dueAt: Date, now: Date): number {
  const hours = (dueAt.getTime() - now.getTime()) / hourMs
  return hours >= 0 ? Math.floor(hours) : -Math.ceil(-hours)
}

/** Hours from the recording to the answer, rounded up: an answer after ten minutes took one. */
export const hoursTaken = (recordedAt: Date, answeredAt: Date): number =>
  Math.max(1, Math.ceil((answeredAt.getTime() - recordedAt.getTime()) / hourMs))
