import type { filingStates } from '#db/vocabulary.ts'
import { addDays, cityDate, daysBetween } from '#platform/clock.ts'

export type FilingState = (typeof filingStates)[number]

/** The rule of one year (table disclosure_deadlines): a day, or a number of days after the list was published. */
export interface DeadlineRule {
  fixedOn: string | null
  daysAfterList: number | null
}

/**
 * The day, `YYYY-MM-DD`, at whose end (24:00, Asia/Shanghai) the year's disclosure is due. Days after the list are natural
 * days and the day of publication does not count.
 * @returns undefined while the rule waits for a list that is not out yet
 * Source: city rule 三（二）5 (end of June); MEP order 31, 90 days after the list; later years as the data say
 */
export function dueDay(rule: DeadlineRule, listPublishedOn: string | null): string | undefined {
  if (rule.fixedOn) return rule.fixedOn
  if (rule.daysAfterList === null || !listPublishedOn) return undefined
  return addDays(listPublishedOn, rule.daysAfterList)
}

/** The instant at which the due day ends: 24:00 of that day in the city. On time is at or before it. */
export function endOfDueDay(dueOn: string): Date {
  return new Date(`${addDays(dueOn, 1)}T00:00:00+08:00`)
}

/** What filing states are read from: the obligation's day (null: nobody must file) and its first publication. */
export interface Obligation {
  dueOn: string | null
  publishedAt: Date | null
}

/** Where an enterprise stands with one year's disclosure. Once late, a disclosure stays late, however it is corrected. */
export function filingState({ dueOn, publishedAt }: Obligation, now: Date): FilingState {
  if (publishedAt) return dueOn && publishedAt > endOfDueDay(dueOn) ? 'published_late' : 'published'
  if (!dueOn) return 'not_required'
  return now > endOfDueDay(dueOn) ? 'overdue' : 'not_yet_due'
}

/** Whole days until the due day: 0 on the day itself, negative once it is over. */
export function daysLeft(dueOn: string, now: Date): number {
  return daysBetween(cityDate(now), dueOn)
}

/** The calendar year that the figures of a year's disclosure describe. */
export const reportedYear = (year: number): number => year - 1
