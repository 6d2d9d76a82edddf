import { micro, plain, quotient } from '#domain/assessment/rules/decimal.ts'
import type { IndicatorRule } from '#domain/assessment/rules/formula.ts'
import type { IndicatorScore, ScoreRow } from '#domain/assessment/rules/score.ts'

export interface CostlyRow extends ScoreRow {
  /** Points that it cost, to two decimals. */
  cost: string
}

/**
 * Which rows cost the points that are missing: each bears of them what it falls short, as a part of what all fall short.
 * The dearest first; nothing where nothing was lost.
 */
export function costsOf(rule: IndicatorRule, scored: IndicatorScore, rows: readonly ScoreRow[]): CostlyRow[] {
  const lost = scored.points === null ? 0n : micro(rule.weight) - micro(scored.points)
  const isMoreBetter = micro(rule.full) > micro(rule.none)
  const short = rows
    .filter(({ indicator }) => indicator === rule.code)
    .map((row) => ({ row, missing: isMoreBetter ? micro(row.of) - micro(row.part) : micro(row.part) }))
    .filter(({ missing }) => missing > 0n)
  const all = short.reduce((sum, { missing }) => sum + missing, 0n)
  if (lost === 0n || all === 0n) return []
  return short
    .sort((a, b) => (a.missing > b.missing ? -1 : a.missing < b.missing ? 1 : a.row.ref < b.row.ref ? -1 : 1))
    .map(({ row, missing }) => ({ ...row, cost: quotient(lost * missing, 1_000_000n * all, 2) }))
}

/** The points that an indicator did not give; null without data. */
export const lostPoints = ({ weight, points }: IndicatorScore): string | null =>
  points === null ? null : plain(micro(weight) - micro(points))
