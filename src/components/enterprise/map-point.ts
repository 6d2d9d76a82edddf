import { type Locale, localePath } from '#src/i18n/locale.ts'
import { mapMessages } from '#src/i18n/messages/map.ts'

export interface MapSource {
  creditCode: string
  name: string
  nameEn: string | null
  longitudeDeg: number
  latitudeDeg: number
  dischargesWater: boolean
  dischargesAir: boolean
  standing: PointStanding
}

/** How the newest disclosure stands to its limits; `none`: nothing has been disclosed. */
export type PointStanding = 'over' | 'near' | 'within' | 'none'

export const standingTones = { over: 'vermilion', near: 'amber', within: 'river', none: 'slate' } as const

export const pointShape = ({ dischargesWater, dischargesAir }: Pick<MapSource, 'dischargesWater' | 'dischargesAir'>) =>
  dischargesWater && dischargesAir ? 'square' : dischargesAir ? 'triangle' : 'circle'

/** An enterprise as a point of the map: the shape says what it discharges, the colour how it stands. */
export function mapPoint(source: MapSource, locale: Locale) {
  const name = (locale === 'en' && source.nameEn) || source.name
  return {
    lng: source.longitudeDeg,
    lat: source.latitudeDeg,
    shape: pointShape(source),
    tone: standingTones[source.standing],
    label: `${name}: ${mapMessages[locale][source.standing]}`,
    href: localePath(locale, `/enterprises/${source.creditCode}`),
  } as const
}

/** More than this many points in one drawing nobody can tell apart. */
const mostDrawn = 500
const order: Record<PointStanding, number> = { over: 0, near: 1, within: 2, none: 3 }

/** The places that the drawing without script shows: all, or of many those that matter most. */
export function drawablePoints<T extends { standing: PointStanding }>(places: T[]): T[] {
  if (places.length <= mostDrawn) return places
  return [...places].sort((a, b) => order[a.standing] - order[b.standing]).slice(0, mostDrawn)
}

/** The part of the map that holds all these places, with a margin: west,south,east,north. Undefined when there are none. */
export function extentOf(places: Pick<MapSource, 'longitudeDeg' | 'latitudeDeg'>[]): string | undefined {
  if (places.length === 0) return undefined
  const extent = { west: 180, south: 90, east: -180, north: -90 }
  for (const { longitudeDeg, latitudeDeg } of places) {
    extent.west = Math.min(extent.west, longitudeDeg)
    extent.east = Math.max(extent.east, longitudeDeg)
    extent.south = Math.min(extent.south, latitudeDeg)
    extent.north = Math.max(extent.north, latitudeDeg)
  }
  const margin = 0.02
  const sides = [extent.west - margin, extent.south - margin, extent.east + margin, extent.north + margin]
  return sides.map((degrees) => degrees.toFixed(4)).join(',')
}
