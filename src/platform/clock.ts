/** Today in the city (Asia/Shanghai, UTC+8 without daylight saving), as `YYYY-MM-DD`. Deadlines end at 24:00 of this day. */
export function cityDate(now: Date): string {
  return new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
}

const unitsMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const mostMs = 20 * 366 * unitsMs.d

/**
 * How far `CLOCK` moves the city's time: an instant (`2027-06-30T23:59:00+08:00`) that it is when the process starts, or a
 * distance (`+90d`, `-3h`; ms, s, m, h, d). In milliseconds; undefined when it is neither, or more than 20 years.
 */
export function clockOffset(text: string, machineNow: Date): number | undefined {
  const [, sign, count, unit] = /^([+-])(\d{1,15})(ms|s|m|h|d)$/.exec(text) ?? []
  const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text)
  const offset = unit
    ? Number(`${sign}${count}`) * unitsMs[unit as keyof typeof unitsMs]
    : isInstant
      ? Date.parse(text) - machineNow.getTime()
      : Number.NaN
  return Math.abs(offset) <= mostMs ? offset : undefined
}

/** Whole days from one day to another, both `YYYY-MM-DD`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

/** The day `days` later, `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}
