import type { sanctionStates } from '#db/vocabulary.ts'
import { DomainError } from '#platform/errors.ts'
import { refusal } from '#platform/refuse.ts'

export type SanctionState = (typeof sanctionStates)[number]

/** The longest term in years. Source: public standard of credit repair (2023): information is displayed for three years at most. */
export const longestTermYears = 3

/** The last day that a term from `fromOn` may have: three years less a day. */
export function lastPossibleDay(fromOn: string): string {
  const [year = 0, month = 1, day = 1] = fromOn.split('-').map(Number)
  return new Date(Date.UTC(year + longestTermYears, month - 1, day) - 86_400_000).toISOString().slice(0, 10)
}

/** @throws DomainError at the field when the term is turned round, too long, or over already */
export function checkTerm({ fromOn, untilOn }: { fromOn: string; untilOn: string }, today: string): void {
  if (untilOn < fromOn) {
    throw refusal(
      'untilOn',
      `截止日（${untilOn}）早于起始日（${fromOn}）`,
      `The last day (${untilOn}) is before the first (${fromOn})`,
    )
  }
  if (untilOn > lastPossibleDay(fromOn)) {
    throw refusal(
      'untilOn',
      `期限最长 ${longestTermYears} 年，最晚到 ${lastPossibleDay(fromOn)}；填的是 ${untilOn}`,
      `A term is ${longestTermYears} years at most, until ${lastPossibleDay(fromOn)}; given: ${untilOn}`,
    )
  }
  if (untilOn < today) {
    throw refusal(
      'untilOn',
      `截止日 ${untilOn} 已过，不必再登记`,
      `The last day, ${untilOn}, has passed: nothing is left to enter`,
    )
  }
}

/**
 * May this account confirm what was entered? Two people, and only once.
 * @throws DomainError conflict; not_allowed for the one who entered it
 */
export function checkConfirming(entry: { state: SanctionState; enteredBy: string | null }, userId: string): void {
  if (entry.state !== 'proposed') {
    throw new DomainError('conflict', '这一条已经确认过 / This entry was confirmed already')
  }
  if (entry.enteredBy === userId) {
    throw new DomainError(
      'not_allowed',
      '录入人不能自己确认，请由另一人确认 / Whoever entered it cannot confirm it: a second person must',
    )
  }
}

/** @throws DomainError conflict when it is not in force */
export function checkLifting(entry: { state: SanctionState }): void {
  if (entry.state !== 'in_force') {
    throw new DomainError('conflict', '只有生效中的才能解除 / Only what is in force can be lifted')
  }
}

/** Has its term run out on this day? The last day still counts. */
export const isOver = (entry: { state: SanctionState; untilOn: string }, today: string): boolean =>
  entry.state === 'in_force' && entry.untilOn < today
