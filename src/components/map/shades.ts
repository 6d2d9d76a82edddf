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

const figures = {
  exceeding: ({ exceeding, firms }) => [exceeding, firms],
  cases: ({ cases, firms }) => [cases, firms],
  overdue: ({ overdue, owed }) => [overdue, owed],
} as const satisfies Record<CountyShade, (of: CountyFigures) => readonly [part: number, of: number]>

export const shadeLevels = 5

/** The counties by one figure, the highest first. */
export function shadedCounties(rows: readonly CountyFigures[], by: CountyShade): ShadedCounty[] {
  const shares = rows.map((row) => {
    const [part, of] = figures[by](row)
    return { code: row.regionCode, part, of, share: of === 0 ? null : part / of }
  })
  const highest = Math.max(...shares.map(({ share }) => share ?? 0))
  return shares
    .map((row) => ({ ...row, level: row.share && highest > 0 ? Math.ceil((shadeLevels * row.share) / highest) : 0 }))
    .sort((a, b) => (b.share ?? -1) - (a.share ?? -1))
}
