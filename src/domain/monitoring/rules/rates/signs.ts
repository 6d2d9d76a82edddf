import type { readingSigns } from '#db/vocabulary.ts'
import type { SignRule } from '#domain/monitoring/rules/online-rules.ts'

export type ReadingSign = (typeof readingSigns)[number]

/** A month of one factor at one outlet, as the shapes of its days tell it. */
export interface MonthShape {
  /** Longest runs of hours that do not move, one for each day. */
  longestRuns: readonly number[]
  /** Of the days that have one: the mean step from hour to hour as a share of the mean. */
  roughness: { days: number; mean: number | null }
  /** Valid hours in (96 %, 98 %], (98 %, 100 %], (100 %, 102 %] of the limit. */
  below: number
  under: number
  above: number
  /** Quarters of days whose values occur once more, at another time or at another outlet. */
  copiedQuarters: number
  valid: number
  /** Valid hours over the limit's figure. */
  overHours: number
  /** Hours that came in with a flag or mark, and those of them over the limit's figure, by reason. */
  flagged: Readonly<Record<string, number>>
  takenOut: Readonly<Record<string, number>>
}

export interface FoundSign {
  sign: ReadingSign
  figures: Record<string, number>
}

/** Reasons that say nothing of a person's choice: over the range of the instrument, and a stop that the bureau consented to. */
const withoutChoice = ['T', 'stop']

/**
 * What in a month is worth an inspection. Each sign has a definition that anybody can check (content/reference/online-rules.json);
 * none is a verdict: a plant at rest is constant, and two stacks may share an analyser.
 */
export function signsOf(shape: MonthShape, rule: SignRule): FoundSign[] {
  return [
    constant(shape, rule),
    copied(shape, rule),
    tooSmooth(shape, rule),
    underLimit(shape, rule),
    flagsOverLimit(shape, rule),
  ].filter((found) => found !== undefined)
}

function constant({ longestRuns }: MonthShape, { constant: { hours, days } }: SignRule): FoundSign | undefined {
  const found = longestRuns.filter((run) => run >= hours)
  if (found.length < days) return undefined
  return { sign: 'constant', figures: { days: found.length, longest: Math.max(...found) } }
}

function copied({ copiedQuarters }: MonthShape, { copied: { quarters } }: SignRule): FoundSign | undefined {
  return copiedQuarters < quarters ? undefined : { sign: 'copied', figures: { hours: copiedQuarters * 6 } }
}

function tooSmooth({ roughness: { days, mean } }: MonthShape, { tooSmooth: rule }: SignRule): FoundSign | undefined {
  // A series that stands still altogether is constant, not smooth.
  if (mean === null || mean === 0 || days < rule.days || mean >= rule.roughness) return undefined
  return { sign: 'too_smooth', figures: { days, stepPercent: Number((mean * 100).toPrecision(2)) } }
}

function underLimit({ below, under, above }: MonthShape, { underLimit: rule }: SignRule): FoundSign | undefined {
  if (under < rule.hours || under < rule.overBelow * below || under < rule.overAbove * above) return undefined
  return { sign: 'under_limit', figures: { under, below, above } }
}

function flagsOverLimit(
  { flagged, takenOut, overHours, valid }: MonthShape,
  { flagsOverLimit: rule }: SignRule,
): FoundSign | undefined {
  const shareOfValid = valid > 0 ? overHours / valid : 0
  for (const [reason, hours] of Object.entries(takenOut).sort(([, a], [, b]) => b - a)) {
    if (withoutChoice.includes(reason)) continue
    const all = flagged[reason] ?? 0
    const share = all > 0 ? hours / all : 0
    if (hours >= rule.hours && share >= rule.shareOfFlagged && share >= rule.timesUnflagged * shareOfValid)
      return { sign: 'flags_over_limit', figures: { hours, flagged: all } }
  }
  return undefined
}
