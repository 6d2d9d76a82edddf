import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { type ReachPlace, reachAt, type TownPlace, townAt } from '#db/grid-place.ts'
import { gridCells as cells } from '#db/schema/grid.ts'
import { onDay } from '#domain/grid/queries/columns.ts'
import { type Responsible, responsibleInCells } from '#domain/grid/queries/responsible.ts'
import { placeOf } from '#domain/report/rules/where.ts'
import regionsOfCity from '../../../../content/reference/regions.json' with { type: 'json' }

/** What is in force on a day, as the rules of places take it. */
export async function gridPlaces(db: Db, day: string, regionCode?: string) {
  const rows = await db
    .select({
      id: cells.id,
      level: cells.level,
      regionCode: cells.regionCode,
      longitudeDeg: cells.longitudeDeg,
      latitudeDeg: cells.latitudeDeg,
      reachKm: cells.reachKm,
      line: cells.line,
    })
    .from(cells)
    .where(and(onDay(day, cells), regionCode === undefined ? undefined : eq(cells.regionCode, regionCode)))
  return {
    counties: rows.filter(({ level }) => level === 'county'),
    towns: rows.filter((row): row is typeof row & TownPlace => row.level === 'town'),
    reaches: rows.filter((row): row is typeof row & ReachPlace => row.level === 'river'),
  }
}

export interface ResponsibleAt {
  /** Null beyond the city. */
  regionCode: string | null
  rows: Responsible[]
}

/**
 * Who is responsible at a place (WGS 84): the nearest town or park of the county in whose boundary it lies, or of a management zone
 * carved out of that county, and the river reach beside it.
 */
export async function responsibleAt(db: Db, point: readonly [number, number], day: string): Promise<ResponsibleAt> {
  const [longitudeDeg, latitudeDeg] = point
  const where = placeOf({ longitudeDeg, latitudeDeg })
  if (where.kind === 'elsewhere') return { regionCode: null, rows: [] }
  const { counties, towns, reaches } = await gridPlaces(db, day)
  const candidates = [where.regionCode, ...zonesIn(where.regionCode)]
  const town = townAt(
    point,
    where.regionCode,
    towns.filter((row) => candidates.includes(row.regionCode)).map((row) => ({ ...row, regionCode: where.regionCode })),
  )
  const regionCode = towns.find(({ id }) => id === town)?.regionCode ?? where.regionCode
  const county = counties.find((row) => row.regionCode === regionCode)?.id
  const found = [town, reachAt(point, regionCode, reaches), county].filter((id) => id !== undefined)
  return { regionCode, rows: await responsibleInCells(db, found, day) }
}

const zonesIn = (regionCode: string): string[] =>
  regionsOfCity.regions
    .filter((region) => 'carvedFrom' in region && (region.carvedFrom as string[]).includes(regionCode))
    .map(({ code }) => code)
