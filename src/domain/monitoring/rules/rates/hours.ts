import type { readingMarkKinds } from '#db/vocabulary.ts'
import { judgeAgainstLimit } from '#domain/enterprise/rules/limit.ts'
import { isNormal, readingFlags } from '#domain/monitoring/rules/live/value.ts'

export type MarkKind = (typeof readingMarkKinds)[number]

/** What a device said of one hour: of gases converted where it sent it so. */
export interface HourRead {
  value: number | null
  flag: string | null
  min: number | null
  max: number | null
  total: number | null
}

/** A span of whole hours: from the first moment to the first that is not in it. */
export interface HourSpan {
  fromMs: number
  toMs: number
}

export interface HourMark extends HourSpan {
  kind: MarkKind
  /** Null: of all factors. */
  factorCode: string | null
}

/** Why an hour that came in does not count: the device's flag first, then that it is no number, then the firm's mark. */
export type FlagReason = (typeof readingFlags)[number] | 'other_flag' | 'not_a_number' | `mark_${MarkKind}`
/** Why an hour over the limit's figure is not judged. */
export type TakenOutReason = FlagReason | 'stop'

export const hourMs = 3_600_000
export const hoursOfDay = 24

/** The first moment of a day of the city. */
export const dayStartMs = (day: string) => Date.parse(`${day}T00:00:00+08:00`)

/** For each hour of the day whether a span covers it whole: what was running for a part of an hour is due for that hour. */
export const hoursIn = (spans: readonly HourSpan[], day: string): boolean[] => {
  const start = dayStartMs(day)
  return Array.from({ length: hoursOfDay }, (_, hour) => {
    const from = start + hour * hourMs
    return spans.some(({ fromMs, toMs }) => fromMs <= from && toMs >= from + hourMs)
  })
}

/** For each hour of the day the mark that stands on it for a factor; the factor's own before one of all. */
export function marksIn(marks: readonly HourMark[], factorCode: string, day: string): (MarkKind | null)[] {
  const start = dayStartMs(day)
  const fit = [
    ...marks.filter((mark) => mark.factorCode === factorCode),
    ...marks.filter((mark) => mark.factorCode === null),
  ]
  return Array.from({ length: hoursOfDay }, (_, hour) => {
    const from = start + hour * hourMs
    return fit.find(({ fromMs, toMs }) => fromMs < from + hourMs && toMs > from)?.kind ?? null
  })
}

/** Null: the hour is valid. Its 45 minutes are the device's to count; where they were not there, it flags the hour. */
export function reasonOf({ value, flag }: HourRead, mark: MarkKind | null): FlagReason | null {
  if (!isNormal(flag)) return readingFlags.find((known) => known === flag) ?? 'other_flag'
  if (value === null) return 'not_a_number'
  return mark === null ? null : `mark_${mark}`
}

export interface Limit {
  limitMin: number | null
  limitMax: number
}

/** Rounding never lifts a value over a limit that it does not pass: most hours of a city need no rounding at all. */
export const isOver = (value: number | null, limit: Limit | null): boolean =>
  value !== null &&
  limit !== null &&
  (limit.limitMin !== null || value > limit.limitMax) &&
  judgeAgainstLimit({ value, ...limit }).standing === 'over'
