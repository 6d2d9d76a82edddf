import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isInside } from '#db/inside.ts'
import type { Random } from '#db/seed/random.ts'

export type Point = readonly [longitudeDeg: number, latitudeDeg: number]
type Ring = readonly Point[]

interface Boundaries {
  features: { properties: { code: string }; geometry: { coordinates: Ring[] } }[]
}

const file = fileURLToPath(new URL('../../../content/boundaries/yiyang.json', import.meta.url))

/** Outer ring of each county by its code (content/boundaries). The management zones have none. */
export function readBoundaries(): Map<string, Ring> {
  const { features } = JSON.parse(readFileSync(file, 'utf8')) as Boundaries
  return new Map(features.map(({ properties, geometry }) => [properties.code, geometry.coordinates[0] as Ring]))
}

/** Open water, roughly: where nothing may stand. Ellipses of [longitude, latitude, half width, half height] in degrees. */
const lakes: readonly (readonly [number, number, number, number])[] = [
  [112.515, 29.205, 0.065, 0.05], // Datong Lake
  [112.66, 28.875, 0.17, 0.05], // South Dongting Lake, west of Chapanzhou
  [112.52, 28.82, 0.1, 0.045], // its bays east of Yuanjiang town
  [112.3, 28.9, 0.025, 0.02], // Muping Lake's eastern bay
  [111.02, 28.3, 0.05, 0.02], // Zhexi reservoir
]

export const onWater = ([x, y]: Point): boolean =>
  lakes.some(([cx, cy, width, height]) => ((x - cx) / width) ** 2 + ((y - cy) / height) ** 2 < 1)

export interface Anchor {
  /** 镇, 街道 or park as it stands in an address. */
  name: string
  place: Point
  /** How far firms scatter, in km (one deviation). */
  spreadKm: number
  weight: number
  park?: boolean
}

/** A point near the anchor, inside the county's ring and on dry land; the anchor itself when the scatter finds none. */
export function scatter(random: Random, anchor: Anchor, ring: Ring): Point {
  for (let attempt = 0; attempt < 40; attempt++) {
    const [x, y] = anchor.place
    const point: Point = [
      rounded(x + (random.normal() * anchor.spreadKm) / 97.5),
      rounded(y + (random.normal() * anchor.spreadKm) / 111),
    ]
    if (isInside(...point, [ring]) && !onWater(point)) return point
  }
  return anchor.place
}

/** A point within a few hundred metres: where on the grounds an outlet is. */
export const nearby = (random: Random, [x, y]: Point): Point => [
  rounded(x + random.between(-0.0022, 0.0022)),
  rounded(y + random.between(-0.0018, 0.0018)),
]

const rounded = (degrees: number) => Math.round(degrees * 1e5) / 1e5
