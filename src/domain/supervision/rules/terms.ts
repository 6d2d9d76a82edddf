import reference from '../../../../content/reference/supervision-rules.json' with { type: 'json' }

type Mark = 'text' | 'public' | 'memory' | 'portal'
interface Figure<T> {
  value: T
  mark: Mark
}

/** What holds on a day: terms, gaps, and what counts as an anomaly. */
export interface SupervisionTerms {
  validFrom: string
  validTo: string | null
  /** Real time, holidays included, from the order's issue. */
  answerHours: Figure<number>
  /** Missing or clean periods between two findings that still join one order. */
  joinGapHours: Figure<number>
  joinGapDays: Figure<number>
  /** What is found later than this opens no order: it stands on the list alone. */
  oldestDays: Figure<number>
  waterDay: { closeHours: Figure<number>; shareOfHours: Figure<number>; flowFactor: Figure<string> }
  offline: { minutes: Figure<number>; longestDays: Figure<number>; shareIsOurs: Figure<number> }
  zero: { hours: Figure<number> }
  frozen: { hours: Figure<number> }
  /** `timesLimit`: no value is believed that is this many times its limit. */
  outOfRange: { mark: Mark; timesLimit: number; factors: Record<string, { min: number; max: number }> }
}

/** content/reference/supervision-rules.json; before its first day, the first set. */
export function termsOn(day: string): SupervisionTerms {
  const sets = reference.sets as SupervisionTerms[]
  return sets.findLast(({ validFrom }) => validFrom <= day) ?? (sets[0] as SupervisionTerms)
}

/** Until when an order of this moment is answered. */
export const dueAfter = (issuedAt: Date, { answerHours }: SupervisionTerms) =>
  new Date(issuedAt.getTime() + answerHours.value * 3_600_000)
