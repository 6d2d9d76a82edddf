import type { unprosecutedDefinitions, unprosecutedVerdicts } from '#db/vocabulary.ts'
import {
  type CriminalLines,
  criminalLinesOn,
  type Definition,
  type UnprosecutedTerms,
} from '#domain/joint/rules/terms.ts'
import { addDays } from '#platform/clock.ts'

export type DefinitionName = (typeof unprosecutedDefinitions)[number]
export type Verdict = (typeof unprosecutedVerdicts)[number]

/** Something that should be followed by an inspection, a case or a referral, with the days on which that happened. */
export interface Fact {
  definition: DefinitionName
  /** Of its row: an order, a case, a report, a sample. */
  id: number
  regionCode: string
  /** The day from which the definition counts. */
  on: string
  /** The days of what the definition asks for: inspections of the firm, drafts of a case, referrals. */
  followedOn: readonly string[]
}

export interface Overlooked {
  key: string
  definition: Definition
  fact: Fact
  /** The first day on which it stands on the list. */
  since: string
}

/** `order_without_case:12` */
export const keyOf = ({ definition, id }: Pick<Fact, 'definition' | 'id'>): string => `${definition}:${id}`

/**
 * What was not followed in time, the oldest first. A fact stands on the list from the day after its term until what it asks for has
 * happened; of an inspection only one within the term, or later, after the fact, counts.
 */
export function overlooked(
  facts: readonly Fact[],
  { definitions, lookBackDays }: UnprosecutedTerms,
  today: string,
): Overlooked[] {
  const earliest = addDays(today, -lookBackDays.value)
  return facts
    .flatMap((fact) => {
      const definition = definitions.find(({ name }) => name === fact.definition)
      if (!definition || fact.on < earliest || fact.followedOn.some((day) => day >= fact.on && day <= today)) return []
      const since = addDays(fact.on, definition.days + 1)
      return since > today ? [] : [{ key: keyOf(fact), definition, fact, since }]
    })
    .sort((a, b) => a.since.localeCompare(b.since) || a.key.localeCompare(b.key))
}

/** The line of the judicial interpretation for a factor on a day; undefined where it has none. */
export function criminalTimes(factorCode: string, day: string): { times: number; lines: CriminalLines } | undefined {
  const lines = criminalLinesOn(day)
  const found = lines.timesLimit.find(({ factors }) => factors.includes(factorCode))
  return found && { times: found.times, lines }
}

/**
 * Whether a value reaches the line: at or above so many times its limit. "Over three times" is also read as a multiple of exceedance of
 * three; the lower reading lists, and the officer judges.
 */
export function reachesCriminalLine(
  { factorCode, value, limitMax }: { factorCode: string; value: number | null; limitMax: number | null },
  day: string,
): boolean {
  const line = criminalTimes(factorCode, day)
  return line !== undefined && value !== null && limitMax !== null && limitMax > 0 && value >= line.times * limitMax
}

export type OverlookedState = 'open' | 'explained' | 'demanded' | 'justified'

/** Where something stands by what was said of it, oldest first: the last word counts. */
export function stateOf(words: readonly { verdict: Verdict | null }[]): OverlookedState {
  const last = words.at(-1)
  return last === undefined ? 'open' : last.verdict === null ? 'explained' : last.verdict
}
