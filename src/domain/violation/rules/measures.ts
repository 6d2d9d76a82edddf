import type { measureKinds } from '#db/vocabulary.ts'

export type MeasureKind = (typeof measureKinds)[number]

/** Measures that run from a day to a day; the others happen once. */
export const isLasting = (kind: MeasureKind): boolean =>
  kind === 'seizure' || kind === 'restricted_production' || kind === 'stopped_production'

/** Measures with an amount of money. */
export const isFine = (kind: MeasureKind): boolean => kind === 'fine' || kind === 'daily_penalty'

/** Bands of the fine, in fen: from (inclusive) to (exclusive). */
export const fineBands = {
  none: [0, 1],
  under_50k: [1, 50_000_00],
  from_50k: [50_000_00, 200_000_00],
  from_200k: [200_000_00, 1_000_000_00],
  from_1m: [1_000_000_00, Number.POSITIVE_INFINITY],
} as const
export type FineBand = keyof typeof fineBands

export function fineBand(fineFen: number): FineBand {
  const bands = Object.entries(fineBands) as [FineBand, readonly [number, number]][]
  return bands.find(([, [from, to]]) => fineFen >= from && fineFen < to)?.[0] ?? 'none'
}
