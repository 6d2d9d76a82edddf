import { inUnit } from '#domain/monitoring/rules/units.ts'

/** A statement of on-line monitoring over one period; periods of one outlet and factor never overlap. */
export interface OnlinePeriod {
  fromOn: string
  toOn: string
  judgedCount: number
  exceedanceCount: number
  min: number
  mean: number
  max: number
  unit: string
  totalTonnes: number | null
}

export interface OnlineYear extends Omit<OnlinePeriod, 'fromOn' | 'toOn'> {
  /** Days that the statements cover, of the year's 365 or 366. */
  days: number
}

/**
 * The year's on-line values out of its parts: the mean weighted by judged periods, counts and totals added. A total is only
 * given when every part has one. Parts in a unit that cannot be converted are left out; undefined when none is left.
 */
export function combineOnline(parts: readonly OnlinePeriod[], unit: string): OnlineYear | undefined {
  const read = parts.flatMap((part) => {
    const [min, mean, max] = [part.min, part.mean, part.max].map((value) => inUnit(value, part.unit, unit))
    return min == null || mean == null || max == null ? [] : [{ ...part, min, mean, max }]
  })
  const sum = (of: (part: OnlinePeriod) => number) => read.reduce((total, part) => total + of(part), 0)
  const judgedCount = sum((part) => part.judgedCount)
  if (read.length === 0 || judgedCount === 0) return undefined
  const totals = read.flatMap(({ totalTonnes }) => (totalTonnes === null ? [] : [totalTonnes]))
  return {
    judgedCount,
    exceedanceCount: sum((part) => part.exceedanceCount),
    min: Math.min(...read.map(({ min }) => min)),
    mean: Number((sum((part) => part.mean * part.judgedCount) / judgedCount).toPrecision(4)),
    max: Math.max(...read.map(({ max }) => max)),
    unit,
    totalTonnes: totals.length === read.length ? Number(totals.reduce((a, b) => a + b, 0).toPrecision(12)) : null,
    days: sum(({ fromOn, toOn }) => (Date.parse(toOn) - Date.parse(fromOn)) / 86_400_000 + 1),
  }
}
