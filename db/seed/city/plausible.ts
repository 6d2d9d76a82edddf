import type { Figures } from '#db/seed/city/figures.ts'
import type { Random } from '#db/seed/random.ts'

/** What is part of what; the share of it that waste water usually holds. */
const parts = [
  ['w01017', 'w01018', 0.18, 0.42],
  ['w21003', 'w21001', 0.25, 0.7],
  ['w20117', 'w20116', 0.1, 0.5],
] as const

/**
 * The figures of an outlet drawn one by one may give more ammonia than total nitrogen: here they are brought together, as they
 * are in water. Who exceeds the permitted total says why.
 */
export function hangingTogether(random: Random, rows: readonly Figures[]): Figures[] {
  const made = rows.map((row) => ({ ...row }))
  const outlets = Map.groupBy(made, ({ outlet }) => outlet)
  for (const ofOutlet of outlets.values()) {
    for (const [part, whole, low, high] of parts) {
      const [small, large] = [part, whole].map((code) => ofOutlet.find(({ factorCode }) => factorCode === code))
      if (small?.mean && large?.mean && small.mean > large.mean * high) {
        shrink(small, (large.mean * random.between(low, high)) / small.mean)
      }
    }
  }
  for (const row of made) {
    const { totalTonnes: total, permittedTonnes: permitted } = row
    if (total !== null && permitted !== null && total > permitted) row.unusualReason = random.pick(reasons)
  }
  return made
}

/** A maximum that is over its limit stays: its exceedances are counted. */
function shrink(row: Figures, factor: number): void {
  const by = (value: number | null) => (value === null ? null : Number((value * factor).toPrecision(3)))
  row.min = by(row.min)
  row.mean = by(row.mean)
  if (!row.exceedanceCount) row.max = by(row.max)
  row.totalTonnes = row.totalTonnes === null ? null : Number((row.totalTonnes * factor).toPrecision(4))
}

const reasons = [
  '年内生产时间较许可核算时间长，已申请变更排污许可证。',
  '下半年治理设施检修期间排放浓度偏高，全年总量超出许可量，已制定削减计划。',
  '产量较上一年增加，全年总量超出许可量，正在办理许可量调整。',
]
