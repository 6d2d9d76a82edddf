import calendar from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { addDays } from '#platform/clock.ts'

/**
 * Working days of the mainland: Monday to Friday, without the holidays and with the weekends that are worked instead (调休), as
 * the State Council's General Office announces them each November for the next year. The dates come with the package
 * `chinese-days`; a new notice comes with its next version. Days are `YYYY-MM-DD`.
 */
const holidays = new Set(Object.keys(calendar.holidays))
const worked = new Set(Object.keys(calendar.workdays))
const knownYears = new Set([...holidays].map((day) => Number(day.slice(0, 4))))

/** Is the year's notice known? Of another year only weekends are taken as free, so a date in it is provisional. */
export const isCalendarKnown = (year: number): boolean => knownYears.has(year)

export function isWorkday(day: string): boolean {
  if (worked.has(day)) return true
  const weekday = new Date(instantOf(day)).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !holidays.has(day)
}

/**
 * The `n`th working day after a day, which is not counted itself: 5 working days from a Friday end on the next Friday. Negative:
 * before it. 0: the day itself, worked or not.
 */
export function addWorkdays(day: string, n: number): string {
  if (!Number.isInteger(n) || Math.abs(n) > 5000) throw new RangeError('a whole number of days, at most 5000')
  instantOf(day)
  const step = n < 0 ? -1 : 1
  let reached = day
  for (let left = Math.abs(n); left > 0; ) {
    reached = addDays(reached, step)
    if (isWorkday(reached)) left--
  }
  return reached
}

/** Working days after `from` up to and with `to`; negative when `to` is earlier: then from `to` up to the day before `from`. */
export function workdaysBetween(from: string, to: string): number {
  if (instantOf(to) < instantOf(from)) {
    let count = 0
    for (let day = to; day < from; day = addDays(day, 1)) if (isWorkday(day)) count--
    return count
  }
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkday(day)) count++
  return count
}

function instantOf(day: string): number {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(day) : Number.NaN
  if (Number.isNaN(instant) || addDays(day, 0) !== day)
    throw new RangeError(`${JSON.stringify(day)} is no day YYYY-MM-DD`)
  return instant
}
