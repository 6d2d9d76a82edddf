import type { countyMeasureKinds } from '#db/vocabulary.ts'
import { micro } from '#domain/assessment/rules/decimal.ts'
import type { Indicator, ProposalRule } from '#domain/assessment/rules/formula.ts'
import type { CountyScore, MonthScores } from '#domain/assessment/rules/score.ts'

export interface MeasureProposal {
  /** `last:430922:2026-10`. */
  key: string
  rule: ProposalRule['code']
  kind: (typeof countyMeasureKinds)[number]
  regionCode: string
  /** The newest month that it rests on, and how many. */
  month: string
  months: number
}

/**
 * Measures that the rules propose after the newest of these months (fixed ones, oldest first, without a gap): somebody decides on each;
 * nothing is ever taken by itself.
 */
export function proposalsAfter(months: readonly MonthScores[], rules: readonly ProposalRule[]): MeasureProposal[] {
  const newest = months.at(-1)
  if (!newest) return []
  return rules.flatMap((rule) => {
    const seen = months.slice(-rule.months)
    if (seen.length < rule.months) return []
    return newest.counties
      .map(({ regionCode }) => regionCode)
      .filter((code) => seen.every((month) => isMet(rule, month, code)))
      .map((regionCode) => ({
        key: `${rule.code}:${regionCode}:${newest.month}`,
        rule: rule.code,
        kind: rule.kind,
        regionCode,
        month: newest.month,
        months: rule.months,
      }))
  })
}

function isMet(rule: ProposalRule, { counties }: MonthScores, regionCode: string): boolean {
  const own = counties.find((county) => county.regionCode === regionCode)
  if (!own) return false
  if (rule.code === 'last') {
    const worst = counties.reduce((most, { rank }) => Math.max(most, rank ?? 0), 0)
    return own.rank !== null && own.rank === worst && worst > 1
  }
  const share = shareOf(own, rule.indicator)
  if (share === null) return false
  return rule.code === 'over_limit' ? micro(share) >= micro(rule.line) : micro(share) < micro(rule.line)
}

const shareOf = ({ indicators }: CountyScore, code: Indicator): string | null =>
  indicators.find((each) => each.code === code)?.share ?? null
