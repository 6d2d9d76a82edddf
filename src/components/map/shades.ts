import type { CountyFigures } from '#domain/enterprise/queries/county-figures.ts'
import type { CountyShade } from '#domain/publication/input.ts'

/** A county on the map by one of its figures. */
export interface ShadedCounty {
  code: string
  /** 0 to 1; for cases per firm. Null where there is nothing to divide by. */
  share: number | null
  part: number
  of: number
  /** 0 (nothing) to 5 (the highest of the city). */
  level: number
}

/** A county with its score of a month; null where too little is known. */
export interface CountyLoss {
  regionCode: string
  score: string | null
}

const figures = {
  exceeding: ({ exceeding, firms }) => [exceeding, firms],
  cases: ({ cases, firms }) => [cases, firms],
  overdue: ({ overdue, owed }) => [overdue, owed],
} as const satisfies Record<Exclude<CountyShade, 'scores'>, (of: CountyFigures) => readonly [part: number, of: number]>

export const shadeLevels = 5

/** The counties by one figure, the highest first. */
export const shadedCounties = (rows: readonly CountyFigures[], by: keyof typeof figures): ShadedCounty[] =>
  levelled(
    rows.map((row) => {
      const [part, of] = figures[by](row)
      return { code: row.regionCode, part, of, share: of === 0 ? null : part / of }
    }),
  )

/** The counties by what they lost of 100 points, the most first. */
export const countiesByLoss = (rows: readonly CountyLoss[]): ShadedCounty[] =>
  levelled(
    rows.map(({ regionCode, score }) => {
      const part = score === null ? 0 : Number((100 - Number(score)).toFixed(2))
      return { code: regionCode, part, of: score === null ? 0 : 100, share: score === null ? null : part / 100 }
    }),
  )

function levelled(shares: readonly Omit<ShadedCounty, 'level'>[]): ShadedCounty[] {
  const highest = Math.max(...shares.map(({ share }) => share ?? 0))
  return shares
    .map((row) => ({ ...row, level: row.share && highest > 0 ? Math.ceil((shadeLevels * row.share) / highest) : 0 }))
    .sort((a, b) => (b.share ?? -1) - (a.share ?? -1))
}
