import type { CountyFigures } from '#domain/enterprise/queries/county-figures.ts'
import type { CountyShade } from '#domain/publication/input.ts'
import type { CoarseMap } from '#domain/report/rules/coarse.ts'
import { boundsOf } from '#domain/report/rules/place.ts'
import { type ShadedCounty, shadedCounties, shadeLevels } from '#src/components/map/shades.ts'

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

export function mapOverlaysOf(
  figures: readonly CountyFigures[],
  shade: CountyShade | undefined,
  reports: CoarseMap | undefined,
): MapOverlays {
  const most = Math.max(1, ...(reports?.cells.map(({ count }) => count) ?? []))
  return {
    counties: shade ? shadedCounties(figures, shade) : [],
    cells: [...(reports?.cells ?? [])]
      .sort((a, b) => b.count - a.count || a.x - b.x || a.y - b.y)
      .map((cell) => ({
        bounds: boundsOf(cell),
        count: cell.count,
        level: Math.ceil((shadeLevels * cell.count) / most),
      })),
  }
}
