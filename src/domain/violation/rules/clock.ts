import { addWorkdays } from '#platform/workdays.ts'

/** A penalty is published within seven working days of its decision. Source: three-systems guideline of 2018, from memory; the legal desk confirms. */
export const publishWithinWorkdays = 7

/** The last day for the publication of a decision. */
export const publishBy = (decidedOn: string): string => addWorkdays(decidedOn, publishWithinWorkdays)

/** The latest day of decision that is overdue on a day: what was decided then or before should be on the board already. */
export function overdueDecision(today: string): string {
  let decided = addWorkdays(today, -publishWithinWorkdays - 1)
  while (publishBy(decided) >= today) decided = addWorkdays(decided, -1)
  return decided
}
