import type { averagings, media, readingKinds } from '#db/vocabulary.ts'
import { judgeAgainstLimit, type LimitJudgement } from '#domain/enterprise/rules/limit.ts'
import { inUnit } from '#domain/monitoring/rules/units.ts'

type ReadingKind = (typeof readingKinds)[number]
type Medium = (typeof media)[number]

/** HJ 212's flags that take a value out; whatever is not here and not N says nothing known. */
export const readingFlags = ['F', 'M', 'S', 'D', 'C', 'T', 'B'] as const
export type ReadingFlag = (typeof readingFlags)[number]

/** N, and no flag at all (older devices), let a value stand. */
export const isNormal = (flag: string | null): boolean => flag === null || flag === 'N'

/** Of gases the value converted to the reference oxygen content, where the device sent one: it is the one that has a limit. */
export const shownValue = ({ mean, stdMean }: { mean: number | null; stdMean: number | null }): number | null =>
  stdMean ?? mean

/** Waste gas is judged by the means of hours, waste water by those of days (the standards' averaging). */
export const judgedKind = (medium: Medium): ReadingKind => (medium === 'water' ? 'day' : 'hour')

export interface DatedLimit {
  factorCode: string
  limitMin: number | null
  limitMax: number
  unit: string
  averaging: (typeof averagings)[number]
  validFrom: string
  /** The first day on which it holds no more. */
  validTo: string | null
}

/**
 * The limit of a factor on a day, in the unit of its readings; of several that for the averaging by which the medium is judged.
 * Null where none holds or its unit cannot be converted.
 */
export function limitOn(
  limits: readonly DatedLimit[],
  factorCode: string,
  day: string,
  medium: Medium,
  unit: string,
): { limitMin: number | null; limitMax: number } | null {
  const holding = limits.filter(
    (limit) =>
      limit.factorCode === factorCode && limit.validFrom <= day && (limit.validTo === null || day < limit.validTo),
  )
  const limit = holding.find(({ averaging }) => averaging === judgedKind(medium)) ?? holding[0]
  if (!limit) return null
  const limitMax = inUnit(limit.limitMax, limit.unit, unit)
  const limitMin = limit.limitMin === null ? null : inUnit(limit.limitMin, limit.unit, unit)
  return limitMax === null ? null : { limitMin, limitMax }
}

interface Read {
  kind: ReadingKind
  value: number | null
  flag: string | null
  limit: { limitMin: number | null; limitMax: number } | null
}

/** Only means of the judged kind whose flag lets them stand are held against the limit. */
export function judgementOf({ kind, value, flag, limit }: Read, medium: Medium): LimitJudgement | null {
  if (value === null || limit === null || kind !== judgedKind(medium) || !isNormal(flag)) return null
  return judgeAgainstLimit({ value, ...limit })
}
