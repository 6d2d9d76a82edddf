import type { filingStates } from '#db/vocabulary.ts'
import { type DisclosureRule, ruleOn, termEnd, termOf } from '#domain/disclosure/rules/term.ts'
import { addDays, cityDate, daysBetween } from '#platform/clock.ts'

export type FilingState = (typeof filingStates)[number]

/** The rule of one year (tables disclosure_deadlines and disclosure_rules): a day, or a term from the list's publication. */
export type AnnualRule = Pick<DisclosureRule, 'fixedDay' | 'yearOffset' | 'days' | 'dayKind'>

/** Within so many days before the due day a disclosure counts as due. */
export const dueWithinDays = 30

/**
 * The day, `YYYY-MM-DD`, at whose end (24:00, Asia/Shanghai) the year's disclosure is due. A term begins with the publication
 * of the list, whose own day does not count.
 * @returns undefined while the rule waits for a list that is not out yet
 * Source: city rule 三（二）5 (end of June); MEP order 31, 90 days after the list; MEE order 24 art. 19, 15 March
 */
export function dueDay(rule: AnnualRule, year: number, listPublishedOn: string | null): string | undefined {
  if (rule.fixedDay) return `${year}-${rule.fixedDay}`
  const term = termOf(rule)
  return term && listPublishedOn ? termEnd(listPublishedOn, term) : undefined
}

/**
 * The years whose disclosure the list of `listYear` obliges for: its own year, or, where the rule's day lies before the end of
 * March (order 24), the year after. `ruleOf` gives the annual rule of a year.
 */
export const obligedYears = (
  listYear: number,
  ruleOf: (year: number) => Pick<AnnualRule, 'yearOffset'> | undefined,
): number[] => [listYear, listYear + 1].filter((year) => year - (ruleOf(year)?.yearOffset ?? Number.NaN) === listYear)

/** Who is put on the list later has a term of its own from that day; never a shorter one than the others. */
export function supplementDueDay(
  annual: AnnualRule,
  supplement: Pick<DisclosureRule, 'days' | 'dayKind'> | undefined,
  year: number,
  publishedOn: string,
): string | undefined {
  const usual = dueDay(annual, year, publishedOn)
  const term = supplement && termOf(supplement)
  const own = term && termEnd(publishedOn, term)
  return !own || (usual && usual > own) ? usual : own
}

/**
 * By when a change is to be reported, and by whose rule: the term of the set that holds on the day of the event. What happened
 * before the firm was listed that year has the term from the list (order 24 art. 20).
 * @param listedOn the day since when the firm is on the list
 * @returns undefined when no rule asks for a report
 * Source: MEP order 31 (30 days); MEE order 24 art. 17 (5 working days), 20 (10 working days after the list)
 */
export function changeDue(
  rules: readonly DisclosureRule[],
  receivedOn: string,
  listedOn: string,
): { dueOn: string; ruleSet: string } | undefined {
  const isBefore = receivedOn < listedOn
  const rule = isBefore ? ruleOn(rules, 'before_list', listedOn) : ruleOn(rules, 'change', receivedOn)
  const term = rule && termOf(rule)
  if (!rule || !term) return undefined
  return { dueOn: termEnd(isBefore ? listedOn : receivedOn, term), ruleSet: rule.ruleSet }
}

/** The instant at which the due day ends: 24:00 of that day in the city. On time is at or before it. */
export function endOfDueDay(dueOn: string): Date {
  return new Date(`${addDays(dueOn, 1)}T00:00:00+08:00`)
}

/** What filing states are read from: the obligation's day (null: nobody must file), its first publication, a refusal on record. */
export interface Obligation {
  dueOn: string | null
  publishedAt: Date | null
  refusedOn: string | null
}

/**
 * Where an enterprise stands with one year's disclosure. Once late, a disclosure stays late, however it is corrected; refused
 * is an overdue one of which the county has recorded that the firm, ordered to disclose, does not.
 */
export function filingState({ dueOn, publishedAt, refusedOn }: Obligation, now: Date): FilingState {
  if (publishedAt) return dueOn && publishedAt > endOfDueDay(dueOn) ? 'published_late' : 'published'
  if (!dueOn) return 'not_required'
  if (now > endOfDueDay(dueOn)) return refusedOn ? 'refused' : 'overdue'
  return daysLeft(dueOn, now) <= dueWithinDays ? 'due' : 'not_yet_due'
}

/** Whole days until the due day: 0 on the day itself, negative once it is over. */
export function daysLeft(dueOn: string, now: Date): number {
  return daysBetween(cityDate(now), dueOn)
}

/** The calendar year that the figures of a year's disclosure describe. */
export const reportedYear = (year: number): number => year - 1
