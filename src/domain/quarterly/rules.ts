import type { quarterlyReasons } from '#db/vocabulary.ts'
import { addDays } from '#platform/clock.ts'
import reference from '../../../content/reference/serious-exceedance.json' with { type: 'json' }

export type QuarterlyReason = (typeof quarterlyReasons)[number]

export interface Quarter {
  year: number
  quarter: number
}

/** What counts as serious. A share from 0 to 1; multiples as (value - limit) / limit. */
export interface Criteria {
  share: number
  /** Judged periods below which a share says nothing. */
  leastJudged: number
  heavyMetalMultiple: number
  otherMultiple: number
  heavyMetals: readonly string[]
}

/** The definition that holds on a day; undefined before there was one. */
export const criteriaOn = (day: string) => reference.sets.findLast(({ validFrom }) => validFrom <= day)

/** The first and last day of a quarter. */
export function daysOf({ year, quarter }: Quarter): { fromOn: string; toOn: string } {
  const day = (month: number) => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
  return { fromOn: day((quarter - 1) * 3), toOn: addDays(day(quarter * 3), -1) }
}

/** `2026-3`, as it stands in addresses; undefined for anything else. */
export function readQuarter(text: string): Quarter | undefined {
  const [, year, quarter] = /^(20\d\d)-([1-4])$/.exec(text) ?? []
  return year && quarter ? { year: Number(year), quarter: Number(quarter) } : undefined
}

export const quarterName = ({ year, quarter }: Quarter) => `${year}-${quarter}`

/** The newest quarter whose list is due on this day: it ended, and the days to wait for its data are over. */
export function dueQuarter(today: string): Quarter {
  const [year = 0, month = 1] = today.split('-').map(Number)
  let at: Quarter = { year, quarter: Math.ceil(month / 3) }
  for (;;) {
    at = at.quarter === 1 ? { year: at.year - 1, quarter: 4 } : { year: at.year, quarter: at.quarter - 1 }
    const { toOn } = daysOf(at)
    if (addDays(toOn, criteriaOn(toOn)?.waitDays ?? 0) < today) return at
  }
}

/** What monitoring says of one factor of one outlet in the quarter, from one source. */
export interface Monitored {
  factorCode: string
  judgedCount: number
  exceedanceCount: number
  highest: number
  limitMin: number | null
  limitMax: number
}

/**
 * 超标倍数 of the highest value, two decimals; null where it has no sense: a range (pH), a limit of 0.
 * Source: rules for the multiple of exceedance, (value - limit) / limit
 */
export function multipleOf({
  highest,
  limitMin,
  limitMax,
}: Pick<Monitored, 'highest' | 'limitMin' | 'limitMax'>): number | null {
  if (limitMin !== null || limitMax <= 0) return null
  return Math.max(0, Math.round(((highest - limitMax) / limitMax) * 100 + Number.EPSILON) / 100)
}

/** Why this is serious, by the criteria; empty when it is not. */
export function reasonsOf(found: Monitored, criteria: Criteria): QuarterlyReason[] {
  const { judgedCount, exceedanceCount } = found
  const reasons: QuarterlyReason[] = []
  if (judgedCount >= criteria.leastJudged && exceedanceCount > 0 && exceedanceCount / judgedCount >= criteria.share) {
    reasons.push('share')
  }
  const multiple = multipleOf(found)
  if (multiple === null || exceedanceCount === 0) return reasons
  if (criteria.heavyMetals.includes(found.factorCode)) {
    if (multiple >= criteria.heavyMetalMultiple) reasons.push('multiple_heavy_metal')
  } else if (multiple >= criteria.otherMultiple) reasons.push('multiple_other')
  return reasons
}
