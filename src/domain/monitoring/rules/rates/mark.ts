import { markRuleOn, rateRuleOn } from '#domain/monitoring/rules/online-rules.ts'
import { dayStartMs, hourMs } from '#domain/monitoring/rules/rates/hours.ts'
import { addDays, cityDate } from '#platform/clock.ts'

export type MarkProblem = 'reversed' | 'too_long' | 'too_late' | 'not_yet'

/** The first hour that may still be marked: the term for corrections of its day is not over. */
export const firstMarkable = (now: Date): Date => {
  const today = cityDate(now)
  return new Date(dayStartMs(addDays(today, -rateRuleOn(today).correctionDays)))
}

/** The end of the hour that runs: what has not begun is not marked. */
export const lastMarkable = (now: Date): Date => new Date(Math.ceil(now.getTime() / hourMs) * hourMs)

/** What is wrong with the span of a mark; null when nothing is. */
export function markProblem({ from, to }: { from: Date; to: Date }, now: Date): MarkProblem | null {
  if (from >= to) return 'reversed'
  if (from < firstMarkable(now)) return 'too_late'
  if (to > lastMarkable(now)) return 'not_yet'
  const mostMs = markRuleOn(cityDate(from)).mostDays * 24 * hourMs
  return to.getTime() - from.getTime() > mostMs ? 'too_long' : null
}
