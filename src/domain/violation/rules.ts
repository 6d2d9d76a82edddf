import type { measureKinds, violationCategories } from '#db/vocabulary.ts'
import { daysBetween } from '#platform/clock.ts'
import { DomainError } from '#platform/errors.ts'

export type ViolationCategory = (typeof violationCategories)[number]
export type MeasureKind = (typeof measureKinds)[number]

/**
 * The categories in which the legal representative and the persons responsible are named in public.
 * Source: city rule 五（二）, names in grave cases; 偷排偷放、数据造假、不正常运行污染防治设施、严重超标排放 are the acts it singles out.
 */
export const graveCategories: readonly ViolationCategory[] = [
  'stealth_discharge',
  'falsified_data',
  'abnormal_operation',
  'serious_exceedance',
]

export interface Persons {
  legalRepresentative: string | null
  responsiblePersons: string[]
}

/** The persons that the public sees: in a grave case those on record, else nobody. Never more than their names. */
export function namedPersons(category: ViolationCategory, onRecord: Persons): Persons {
  return graveCategories.includes(category) ? onRecord : { legalRepresentative: null, responsiblePersons: [] }
}

export interface DailyPenaltyPeriod {
  /** The day the order to correct was served, `YYYY-MM-DD`. */
  servedOn: string
  /** The day of the recheck that found the act going on, `YYYY-MM-DD`. */
  recheckedOn: string
}

/**
 * Daily continuous penalty (按日计罚): days from the day after service up to and including the day of the recheck, added up
 * over the rechecks; the amount is the original fine for each of those days.
 * @throws DomainError rule_broken when a recheck is not after its service
 * Source: order 28 (2015), art. 17, 18, 20
 */
export function dailyPenalty(
  originalFineFen: number,
  periods: DailyPenaltyPeriod[],
): { days: number; amountFen: number } {
  let days = 0
  for (const { servedOn, recheckedOn } of periods) {
    const counted = daysBetween(servedOn, recheckedOn)
    if (!(counted > 0)) {
      throw new DomainError(
        'rule_broken',
        `The recheck (${recheckedOn}) must come after the service (${servedOn}) / 复查日（${recheckedOn}）须在送达日（${servedOn}）之后`,
      )
    }
    days += counted
  }
  return { days, amountFen: originalFineFen * days }
}

/** Is the amount the original fine for each of the days, to the fen? Then the page shows how it adds up. */
export function isDailyPenaltyOf(fineFen: number, days: number, amountFen: number): boolean {
  return days > 0 && fineFen * days === amountFen
}

/** Who a draft is opened for, until the county puts in its full name. */
export const draftAuthority = (regionZh: string): string => `${regionZh}生态环境主管部门`

/** Measures that run from a day to a day; the others happen once. */
export const isLasting = (kind: MeasureKind): boolean =>
  kind === 'seizure' || kind === 'restricted_production' || kind === 'stopped_production'

/** Bands of the fine, in fen: from (inclusive) to (exclusive). */
export const fineBands = {
  none: [0, 1],
  under_50k: [1, 50_000_00],
  from_50k: [50_000_00, 200_000_00],
  from_200k: [200_000_00, 1_000_000_00],
  from_1m: [1_000_000_00, Number.POSITIVE_INFINITY],
} as const
export type FineBand = keyof typeof fineBands

export function fineBand(fineFen: number): FineBand {
  const bands = Object.entries(fineBands) as [FineBand, readonly [number, number]][]
  return bands.find(([, [from, to]]) => fineFen >= from && fineFen < to)?.[0] ?? 'none'
}
