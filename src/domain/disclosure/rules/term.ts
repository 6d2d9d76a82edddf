import type { dayKinds, ruleDuties } from '#db/vocabulary.ts'
import { addDays } from '#platform/clock.ts'
import { addWorkdays } from '#platform/workdays.ts'

/** A number of days, natural or working. */
export interface Term {
  days: number
  dayKind: (typeof dayKinds)[number]
}

/**
 * The last day of a term: the day on which it begins is not counted, and it ends at 24:00 Chinese time. Working days follow
 * the State Council's calendar (调休).
 */
export const termEnd = (from: string, { days, dayKind }: Term): string =>
  dayKind === 'working' ? addWorkdays(from, days) : addDays(from, days)

/** One line of the table of rules, with the days between which it holds (`validTo`: the first day on which it does not). */
export interface DisclosureRule {
  ruleSet: string
  duty: (typeof ruleDuties)[number]
  validFrom: string
  validTo: string | null
  fixedDay: string | null
  yearOffset: number
  days: number | null
  dayKind: (typeof dayKinds)[number] | null
  basis: string
  basisEn: string
}

/** The rule for a duty that holds on a day. */
export const ruleOn = <R extends DisclosureRule>(
  rules: readonly R[],
  duty: DisclosureRule['duty'],
  day: string,
): R | undefined =>
  rules.find((rule) => rule.duty === duty && rule.validFrom <= day && (rule.validTo === null || day < rule.validTo))

/** The rule's term; undefined where it names a fixed day. */
export const termOf = ({ days, dayKind }: Pick<DisclosureRule, 'days' | 'dayKind'>): Term | undefined =>
  days === null || dayKind === null ? undefined : { days, dayKind }
