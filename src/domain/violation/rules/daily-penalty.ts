import { daysBetween } from '#platform/clock.ts'
import { DomainError } from '#platform/errors.ts'

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
  periods: readonly DailyPenaltyPeriod[],
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
