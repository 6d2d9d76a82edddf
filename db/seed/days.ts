const DAY = 86_400_000

/** Days are `YYYY-MM-DD` in the city (UTC+8, no daylight saving). */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10)

/** The same day so many months later; where that month lacks it, its last day. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY)

export const yearOf = (day: string): number => Number(day.slice(0, 4))

export const earlier = (a: string, b: string): string => (a < b ? a : b)
export const later = (a: string, b: string): string => (a > b ? a : b)

/** Saturday and Sunday move to the Monday after; so do the holidays that stand on fixed days. */
export function workday(day: string): string {
  const weekday = new Date(Date.parse(day)).getUTCDay()
  const free = weekday === 0 || weekday === 6 || /-(10-0[1-7]|05-0[1-3]|01-01)$/.test(day)
  return free ? workday(addDays(day, 1)) : day
}

/** An instant of that day on the city's clock. */
export const at = (day: string, hour: number, minute: number): string =>
  `${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00+08:00`

/** 2024-03-05 -> 2024年3月5日 */
export function chineseDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** 2024-03-05 -> 5 March 2024 */
export const englishDay = (day: string): string => english.format(Date.parse(day))

const english = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
