import source from '../../content/boundaries/yiyang.json?raw'

type Point = readonly [x: number, y: number]

interface County {
  properties: { code: string; nameZh: string; nameEn: string }
  /** Polygon of WGS 84 degrees: rings of [longitude, latitude]. */
  geometry: { coordinates: Point[][] }
}
const counties: { features: County[] } = JSON.parse(source)

/** The drawing's size in its own units; the city is a little wider than high. */
export const mapWidth = 600
export const mapHeight = 474
const padding = 6

const points = counties.features.flatMap(({ geometry }) => geometry.coordinates.flat())
const west = Math.min(...points.map(([lng]) => lng))
const east = Math.max(...points.map(([lng]) => lng))
const south = Math.min(...points.map(([, lat]) => lat))
const north = Math.max(...points.map(([, lat]) => lat))
/** The whole city: west,south,east,north in degrees. */
export const cityBox = [west, south, east, north].map((degrees) => degrees.toFixed(4)).join(',')
/** At this size a degree of longitude simply is shorter than one of latitude. */
const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
const scale = Math.min(
  (mapWidth - 2 * padding) / ((east - west) * squeeze),
  (mapHeight - 2 * padding) / (north - south),
)

/** WGS 84 degrees to the drawing's units. */
export function project(lng: number, lat: number): Point {
  return [round(padding + (lng - west) * squeeze * scale), round(padding + (north - lat) * scale)]
}

/** The county-level units that have a polygon of their own; the two management zones lie inside others. */
export const countyOutlines = counties.features.map(({ properties, geometry }) => ({
  code: properties.code,
  nameZh: properties.nameZh,
  nameEn: properties.nameEn,
  label: centre(geometry.coordinates[0] ?? []),
  path: geometry.coordinates.map((ring) => outline(ring.map(([lng, lat]) => project(lng, lat)))).join(''),
}))

/** Where the name stands: the middle of the area, so that the names of small counties do not meet. */
function centre(ring: Point[]): Point {
  let [area, x, y] = [0, 0, 0]
  for (const [i, [ax, ay]] of ring.entries()) {
    const [bx, by] = ring[(i + 1) % ring.length] ?? [ax, ay]
    const cross = ax * by - bx * ay
    area += cross
    x += (ax + bx) * cross
    y += (ay + by) * cross
  }
  return project(x / (3 * area), y / (3 * area))
}

/** A closed path without the points that no eye would miss (nearer than this to the line between their neighbours). */
function outline(ring: Point[]): string {
  const middle = ring.length >> 1
  const kept = [...simplify(ring.slice(0, middle + 1), 0.9).slice(0, -1), ...simplify(ring.slice(middle), 0.9)]
  return `M${kept.map(([x, y]) => `${x} ${y}`).join('L')}z`
}

/** Douglas and Peucker's line simplification. */
function simplify(line: Point[], tolerance: number): Point[] {
  const first = line[0]
  const last = line.at(-1)
  if (!first || !last || line.length < 3) return line
  let farthest = 0
  let at = 0
  for (const [i, point] of line.entries()) {
    const distance = distanceToLine(point, first, last)
    if (distance > farthest) [farthest, at] = [distance, i]
  }
  if (farthest < tolerance) return [first, last]
  return [...simplify(line.slice(0, at + 1), tolerance).slice(0, -1), ...simplify(line.slice(at), tolerance)]
}

function distanceToLine([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const length = Math.hypot(bx - ax, by - ay)
  return length === 0 ? Math.hypot(x - ax, y - ay) : Math.abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length
}

function round(n: number): number {
  return Math.round(n * 10) / 10
}
