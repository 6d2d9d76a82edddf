import { newestMonth, scoresOf } from '#domain/assessment/queries/scores.ts'
import { type CountyFigures, listCountyFigures } from '#domain/enterprise/queries/county-figures.ts'
import type { CountyShade } from '#domain/publication/input.ts'
import type { CoarseMap } from '#domain/report/rules/coarse.ts'
import { boundsOf } from '#domain/report/rules/place.ts'
import { cityDate } from '#platform/clock.ts'
import {
  type CountyLoss,
  countiesByLoss,
  type ShadedCounty,
  shadedCounties,
  shadeLevels,
} from '#src/components/map/shades.ts'

export interface ReportCell {
  /** West, south, east, north. WGS 84 degrees. */
  bounds: [number, number, number, number]
  count: number
  /** 1 to 5. */
  level: number
}

/** What the map draws besides its points. */
export interface MapOverlays {
  counties: ShadedCounty[]
  cells: ReportCell[]
}

/** What the counties are compared by: their figures, or their scores of the newest month. */
export interface ShadeFigures {
  figures: readonly CountyFigures[]
  scores: readonly CountyLoss[]
}

/** Reads what a shade needs. */
export async function readShade(
  db: App.Locals['db'],
  shade: CountyShade | undefined,
  now: Date,
): Promise<ShadeFigures> {
  if (shade === 'scores')
    return { figures: [], scores: (await scoresOf(db, newestMonth(now), now))?.scores.counties ?? [] }
  return { figures: shade ? await listCountyFigures(db, cityDate(now)) : [], scores: [] }
}

export function mapOverlaysOf(
  { figures, scores }: ShadeFigures,
  shade: CountyShade | undefined,
  reports: CoarseMap | undefined,
): MapOverlays {
  const most = Math.max(1, ...(reports?.cells.map(({ count }) => count) ?? []))
  return {
    counties: shade === 'scores' ? countiesByLoss(scores) : shade ? shadedCounties(figures, shade) : [],
    cells: [...(reports?.cells ?? [])]
      .sort((a, b) => b.count - a.count || a.x - b.x || a.y - b.y)
      .map((cell) => ({
        bounds: boundsOf(cell),
        count: cell.count,
        level: Math.ceil((shadeLevels * cell.count) / most),
      })),
  }
}
