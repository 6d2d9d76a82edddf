import { addDays } from '#platform/clock.ts'

/** `2026-10`. */
export const monthOf = (day: string): string => day.slice(0, 7)
export const isMonth = (text: string): boolean => /^20\d{2}-(0[1-9]|1[0-2])$/.test(text)

export const firstDay = (month: string): string => `${month}-01`
export const monthAfter = (month: string): string => monthOf(addDays(firstDay(month), 31))
export const monthBefore = (month: string): string => monthOf(addDays(firstDay(month), -1))
export const lastDay = (month: string): string => addDays(firstDay(monthAfter(month)), -1)

/** `count` months that end with this one, oldest first. */
export function monthsUntil(month: string, count: number): string[] {
  const months = [month]
  while (months.length < count) months.unshift(monthBefore(months[0] as string))
  return months
}

/** The first moment of a day in the city. */
export const startOf = (day: string): Date => new Date(`${day}T00:00:00+08:00`)
/** The span of a month in instants: from its first moment to that of the month after. */
export const spanOf = (month: string) => ({
  from: startOf(firstDay(month)),
  to: startOf(firstDay(monthAfter(month))),
})
