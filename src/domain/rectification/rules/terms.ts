import type { problemKinds } from '#db/vocabulary.ts'
import { addWorkdays } from '#platform/workdays.ts'
import reference from '../../../../content/reference/closure-rules.json' with { type: 'json' }

type Mark = 'text' | 'public' | 'memory' | 'portal'
interface Figure<T> {
  value: T
  mark: Mark
}

/** What holds on a day for closing problems. */
export interface ClosureTerms {
  validFrom: string
  validTo: string | null
  /** 公示: working days on which anybody may object, after the day of the city's opinion. */
  windowWorkdays: Figure<number>
  /** 核查人 of each check on the spot. */
  fewestCheckers: Figure<number>
  /** From which day of a month a county is reminded of lines that it has not looked at. */
  reminderDay: Figure<number>
  objectionsPerClosure: Figure<number>
  /** Kinds whose closure needs a monitoring report. */
  reportNeededFor: Figure<(typeof problemKinds)[number][]>
}

/** content/reference/closure-rules.json; before its first day, the first set. */
export function closureTermsOn(day: string): ClosureTerms {
  const sets = reference.sets as ClosureTerms[]
  return sets.findLast(({ validFrom }) => validFrom <= day) ?? (sets[0] as ClosureTerms)
}

/** The days on which anybody may object to a closure on which the city agreed on `day`; both are included. */
export const windowAfter = (day: string, { windowWorkdays }: ClosureTerms) => ({
  from: day,
  to: addWorkdays(day, windowWorkdays.value),
})
