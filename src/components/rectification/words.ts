import type { ProblemLine } from '#domain/rectification/queries/list.ts'
import type { PublicClosure, PublicProblem } from '#domain/rectification/queries/record.ts'
import { type ProblemState, whoseTurn } from '#domain/rectification/rules/machine.ts'
import { daysBetween } from '#platform/clock.ts'
import { formatDate } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { rectificationMessages } from '#src/i18n/messages/rectification.ts'

export const problemTones = {
  found: 'amber',
  rectifying: 'amber',
  requested: 'ink',
  county_agreed: 'ink',
  public_window: 'ink',
  closed: 'river',
} as const satisfies Record<ProblemState, string>

/** A firm's name as the reader's language has it. */
export const firmOf = (locale: Locale, row: { enterpriseName: string; enterpriseNameEn: string | null }) =>
  locale === 'en' ? (row.enterpriseNameEn ?? row.enterpriseName) : row.enterpriseName

/** What is left until the deadline, by how much it is over, or when the problem was closed. */
export function clockOf(locale: Locale, row: Pick<ProblemLine, 'deadline' | 'closedOn' | 'state'>, today: string) {
  const say = rectificationMessages[locale]
  if (row.closedOn) return { text: say.closedOn(formatDate(locale, row.closedOn)), isLate: false }
  if (row.state !== 'found' && row.state !== 'rectifying') return { text: '', isLate: false }
  if (!row.deadline) return { text: say.noDeadline, isLate: false }
  const days = daysBetween(today, row.deadline)
  return days < 0 ? { text: say.lateBy(-days), isLate: true } : { text: say.dueIn(days), isLate: false }
}

/** The closure that a problem stands in now, if it is on its way. */
export const currentClosure = <T extends Pick<PublicClosure, 'state'>>(problem: { closures: readonly T[] }) =>
  problem.closures.find(({ state }) => state !== 'refused' && state !== 'withdrawn')

export function turnText(locale: Locale, problem: Pick<PublicProblem, 'state' | 'closures'>): string {
  const closure = currentClosure(problem)
  const isOpen = closure?.objections.some(({ state }) => state === 'open') ?? false
  return rectificationMessages[locale].turns(whoseTurn(problem.state, closure?.state ?? null, isOpen))
}

/** What still has to be there before a problem is closed, in the order in which it comes. */
export function missingOf(locale: Locale, problem: PublicProblem): string[] {
  const say = rectificationMessages[locale]
  if (problem.state === 'closed') return []
  const closure = currentClosure(problem)
  const signed = new Set(closure?.signatures.map(({ role }) => role))
  return [
    problem.planState === 'none' ? say.missingPlan : '',
    problem.deadline === null ? say.missingDeadline : '',
    closure ? '' : say.missingRequest,
    signed.has('county') ? '' : say.missingCounty,
    signed.has('city') ? '' : say.missingCity,
    closure?.objections.some(({ state }) => state === 'open') ? say.missingAnswer : '',
    closure?.windowTo ? say.missingWindow(formatDate(locale, closure.windowTo)) : '',
  ].filter((text) => text !== '')
}
