type Point = readonly [longitudeDeg: number, latitudeDeg: number]

/** A town or park by its middle, and how far from it a source may still be its. */
export interface TownPlace {
  id: number
  regionCode: string
  longitudeDeg: number
  latitudeDeg: number
  reachKm: number
}

/** A reach of a river by its course. */
export interface ReachPlace {
  id: number
  regionCode: string
  line: readonly Point[]
  reachKm: number
}

/**
 * The town or park of a county in which a source stands: the nearest whose reach covers it; of two equally near ones the older.
 * Undefined where none does: then the county assigns it.
 */
export const townAt = (point: Point, regionCode: string, towns: readonly TownPlace[]): number | undefined =>
  nearest(
    towns
      .filter((town) => town.regionCode === regionCode)
      .map(({ id, reachKm, longitudeDeg, latitudeDeg }) => ({
        id,
        reachKm,
        km: distanceKm(point, [longitudeDeg, latitudeDeg]),
      })),
  )

/** The river reach of a county along which a point lies. */
export const reachAt = (point: Point, regionCode: string, reaches: readonly ReachPlace[]): number | undefined =>
  nearest(
    reaches
      .filter((reach) => reach.regionCode === regionCode)
      .map(({ id, reachKm, line }) => ({ id, reachKm, km: distanceToLineKm(point, line) })),
  )

const nearest = (found: { id: number; km: number; reachKm: number }[]): number | undefined =>
  found.filter(({ km, reachKm }) => km <= reachKm).sort((a, b) => a.km - b.km || a.id - b.id)[0]?.id

const kmPerDegree = 111.32

/** On the plane that touches the earth at the first point: within a county off by less than a thousandth. */
export function distanceKm(from: Point, to: Point): number {
  const [x, y] = planeKm(from, to)
  return Math.hypot(x, y)
}

function planeKm([longitude, latitude]: Point, [toLongitude, toLatitude]: Point): Point {
  const east = (toLongitude - longitude) * kmPerDegree * Math.cos((latitude * Math.PI) / 180)
  return [east, (toLatitude - latitude) * kmPerDegree]
}

/** To the nearest point of a line, its ends included. */
export function distanceToLineKm(point: Point, line: readonly Point[]): number {
  const [first, ...rest] = line.map((corner) => planeKm(point, corner))
  if (!first) return Number.POSITIVE_INFINITY
  let least = Math.hypot(...first)
  let from = first
  for (const to of rest) {
    least = Math.min(least, toSegment(from, to))
    from = to
  }
  return least
}

/** From the origin to the stretch between two points. */
function toSegment([ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length))
  return Math.hypot(ax + along * dx, ay + along * dy)
}
