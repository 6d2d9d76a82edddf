import { micro, plain, quotient } from '#domain/assessment/rules/decimal.ts'
import type { Formula, Indicator, IndicatorRule } from '#domain/assessment/rules/formula.ts'

/** A published row that counts: `part` of `of`. Both are decimals as text. */
export interface ScoreRow {
  indicator: Indicator
  regionCode: string
  /** What it is, as its events name it: `order:12`, `rates:430922:2026-10-03`. No name of a firm or person. */
  ref: string
  /** The day by which it counts in this month. */
  on: string
  part: string
  of: string
}

export interface IndicatorScore {
  code: Indicator
  weight: string
  rows: number
  part: string
  of: string
  /** Null, as the points: nothing was there to count. */
  share: string | null
  points: string | null
}

export interface CountyScore {
  regionCode: string
  /** Of 100; null where too little is known. */
  score: string | null
  /** Equal scores share a rank. */
  rank: number | null
  /** The weights of the indicators with data. */
  weight: string
  indicators: IndicatorScore[]
}

export interface MonthScores {
  month: string
  formula: string
  counties: CountyScore[]
}

/** The scores of a month. Order of the rows does not matter; docs/examples/recompute-county-scores.mjs is the same in another hand. */
export function scoreMonth(
  month: string,
  formula: Formula,
  rows: readonly ScoreRow[],
  regionCodes: readonly string[],
): MonthScores {
  const scored = [...regionCodes].sort().map((regionCode) => {
    const own = rows.filter((row) => row.regionCode === regionCode)
    const indicators = formula.indicators.map((rule) => scoreIndicator(rule, own))
    return { regionCode, ...total(formula, indicators), indicators }
  })
  const ranked = scored.map(({ regionCode, score, weight, indicators }) => {
    const better = scored.filter((other) => score !== null && other.score !== null && micro(other.score) > micro(score))
    return { regionCode, score, rank: score === null ? null : better.length + 1, weight, indicators }
  })
  return { month, formula: formula.version, counties: ranked }
}

function scoreIndicator(rule: IndicatorRule, rows: readonly ScoreRow[]): IndicatorScore {
  const own = rows.filter(({ indicator }) => indicator === rule.code)
  const part = own.reduce((sum, row) => sum + micro(row.part), 0n)
  const of = own.reduce((sum, row) => sum + micro(row.of), 0n)
  const known = { code: rule.code, weight: rule.weight, rows: own.length, part: plain(part), of: plain(of) }
  if (of === 0n) return { ...known, share: null, points: null }
  return { ...known, share: quotient(part, of, 6), points: pointsFor(rule, part, of) }
}

/** weight x (part / of - none) / (full - none), within 0 and the weight. */
function pointsFor({ weight, none, full }: IndicatorRule, part: bigint, of: bigint): string {
  const span = micro(full) - micro(none)
  // Both times `of`, and turned round where less is better.
  const reached = (part * 1_000_000n - micro(none) * of) * (span < 0n ? -1n : 1n)
  const whole = (span < 0n ? -span : span) * of
  const within = reached < 0n ? 0n : reached > whole ? whole : reached
  return quotient(micro(weight) * within, 1_000_000n * whole, 2)
}

function total({ leastWeight }: Formula, indicators: readonly IndicatorScore[]) {
  const known = indicators.filter(({ points }) => points !== null)
  const weight = known.reduce((sum, each) => sum + micro(each.weight), 0n)
  const points = known.reduce((sum, each) => sum + micro(each.points as string), 0n)
  const isEnough = weight > 0n && weight >= micro(leastWeight)
  return { score: isEnough ? quotient(100n * points, weight, 2) : null, weight: plain(weight) }
}
