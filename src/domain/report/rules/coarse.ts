import { type Cell, cellKey } from '#domain/report/rules/place.ts'

export interface CellCount extends Cell {
  /** The county that handles them; null: the city. */
  regionCode: string | null
  count: number
}

export interface CoarseMap {
  /** Cells with as many reports as may be shown. */
  cells: (Cell & { count: number })[]
  /** What lies in cells with fewer, by county alone. */
  merged: Map<string | null, number>
}

/**
 * The map of reports as the public sees it: a cell with fewer reports than `fewest` is none; its reports are counted with their
 * county, so that nobody is told by the place. Every report is in it once.
 */
export function coarseMap(rows: readonly CellCount[], fewest: number): CoarseMap {
  const sums = new Map<string, number>()
  for (const row of rows) sums.set(cellKey(row), (sums.get(cellKey(row)) ?? 0) + row.count)
  const cells = new Map<string, Cell & { count: number }>()
  const merged = new Map<string | null, number>()
  for (const { x, y, regionCode, count } of rows) {
    const sum = sums.get(cellKey({ x, y })) ?? 0
    if (sum >= fewest) cells.set(cellKey({ x, y }), { x, y, count: sum })
    else merged.set(regionCode, (merged.get(regionCode) ?? 0) + count)
  }
  return { cells: [...cells.values()], merged }
}

/** The day of a conclusion, or only its month where so few were concluded in that county and month that the day would tell. */
export const shownDay = (day: string, concludedThere: number, fewest: number): string =>
  concludedThere < fewest ? day.slice(0, 7) : day
