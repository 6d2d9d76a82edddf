import reference from '../../../../../content/reference/display-terms.json' with { type: 'json' }

/** The terms of display that hold for a decision of a day (content/reference/display-terms.json). */
export function displayTerms(decidedOn: string) {
  const terms = reference.terms.find(
    ({ validFrom, validTo }: { validFrom: string; validTo: string | null }) =>
      validFrom <= decidedOn && (validTo === null || decidedOn < validTo),
  )
  if (!terms) throw new RangeError(`no terms of display for a decision of ${decidedOn}`)
  return terms
}

/** The day from which the credit can be repaired: the record has then stood for the least time. */
export const earliestRepair = (decidedOn: string): string => addMonths(decidedOn, displayTerms(decidedOn).leastMonths)

/** The last day on which a record may be displayed. */
export const latestDisplay = (decidedOn: string): string => addMonths(decidedOn, displayTerms(decidedOn).mostMonths)

/** The same day so many months later; where that month lacks it, its last day. `YYYY-MM-DD`. Source: 民法典 第二百零二条 */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}
