import reference from '../../../../content/reference/reporting.json' with { type: 'json' }

interface Dated {
  validFrom: string
  validTo: string | null
}

const inForce = <T extends Dated>(sets: readonly T[], day: string): T => {
  const set = sets.find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day < validTo))
  if (!set) throw new RangeError(`no rules of reporting for ${day}`)
  return set
}

/** The clocks that hold for a report received on a day. content/reference/reporting.json */
export const clocksOn = (day: string) => inForce(reference.clocks as ((typeof reference.clocks)[number] & Dated)[], day)

/** How long what is left of a report received on a day is kept. */
export const retentionOn = (day: string) =>
  inForce(reference.retention as ((typeof reference.retention)[number] & Dated)[], day)

/** Within how many weeks, among how many reports and how alike one is suggested as the same matter. */
export const duplicateRules = reference.duplicates
export const reportLimits = reference.limits
/** Where fewer reports than this lie together, the public reads of the county and the month instead of the place and the day. */
export const fewestShown = reference.publicView.fewest.value
/** From how many wrong receipts within how many minutes on, in all, how long everybody waits before an attempt. */
export const guessRules = reference.guessing
/** Who is in charge beyond the city's border, with a telephone. */
export const elsewhere = reference.elsewhere
