import type { reportOutcomes, rewardBars } from '#db/vocabulary.ts'
import { addWorkdays } from '#platform/workdays.ts'
import reference from '../../../../content/reference/rewards.json' with { type: 'json' }

export type RewardBar = (typeof rewardBars)[number]
type Table = (typeof reference.tables)[number]

/** The table of grades and sums that holds on the day of a conclusion. content/reference/rewards.json */
export function rewardTableOn(day: string): Table {
  const tables = reference.tables as (Omit<Table, 'validTo'> & { validTo: string | null })[]
  const table = tables.find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day < validTo))
  if (!table) throw new RangeError(`no table of rewards for ${day}`)
  return table as Table
}

/** The last day for the second person's decision, by the table in force when the reward was proposed. */
export const decideBy = (proposedOn: string): string =>
  addWorkdays(proposedOn, rewardTableOn(proposedOn).decideWorkingDays)

/** The words of a grade, of whatever table; the code itself where no table has it any more. */
export function gradeName(grade: string): { zh: string; en: string } {
  const found = reference.tables.flatMap(({ grades }) => grades).find((each) => each.grade === grade)
  return found ?? { zh: grade, en: grade }
}

/** Between which sums the grade of this table allows; undefined for a grade that it does not have. */
export function sumsOf(table: Table, grade: string): { fromYuan: number; toYuan: number } | undefined {
  const found = table.grades.find((each) => each.grade === grade)
  return found && { fromYuan: found.fromYuan, toYuan: Math.min(found.toYuan, table.mostYuan) }
}

/** What the data say of a report and of those that are joined with it. */
export interface RewardFacts {
  /** Of the report itself, or of the one that it is joined to. */
  outcome: (typeof reportOutcomes)[number] | null
  isConcluded: boolean
  /** Whether a report of the same fact came before it. */
  hasEarlier: boolean
  /** Whether the case was there before the report came. */
  hasEarlierCase: boolean
  /** Whether its reporter can be reached at all: with a receipt. */
  hasReceipt: boolean
}

/** What bars a reward by the data alone. Office and offence of the reporter are asked of people (`askedBars`). */
export function barsOf(facts: RewardFacts): RewardBar[] {
  const bars: [RewardBar, boolean][] = [
    ['not_true', !facts.isConcluded || (facts.outcome !== 'true' && facts.outcome !== 'partly_true')],
    ['not_first', facts.hasEarlier],
    ['known_before', facts.hasEarlierCase],
    ['no_receipt', !facts.hasReceipt],
  ]
  return bars.filter(([, holds]) => holds).map(([bar]) => bar)
}

/** What no data say: whoever proposes a reward has made sure of each. */
export const askedBars = ['not_first', 'on_duty', 'own_fault', 'known_before'] as const satisfies RewardBar[]
