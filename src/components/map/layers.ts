import type { EnterprisePlace } from '#domain/enterprise/queries/places.ts'
import type { OutletStanding } from '#domain/publication/queries.ts'
import { mediaShape } from '#domain/publication/rules.ts'
import type { CasePlace } from '#domain/violation/queries/places.ts'
import { countOf, type MapView, type Place } from '#platform/places/cluster.ts'
import { type ClusterProperties, type PointProperties, pointLabel, type Shape } from '#src/components/map/labels.ts'
import {
  type MapLayerName,
  type MapStanding,
  standingsOf,
  type Tone,
  toneOf,
  tonesInOrder,
} from '#src/components/map/tones.ts'
import { type Locale, localePath } from '#src/i18n/locale.ts'

interface Layer<P extends Place<string>> {
  name: MapLayerName
  point: (place: P) => Omit<PointProperties, 'standing' | 'count'>
}

/** Circle water, triangle air, square both. */
export const shapeOf = ({
  dischargesWater,
  dischargesAir,
}: {
  dischargesWater: boolean
  dischargesAir: boolean
}): Shape => (dischargesWater && dischargesAir ? 'square' : dischargesAir ? 'triangle' : 'circle')

type Firm = Parameters<typeof shapeOf>[0] & { creditCode: string; name: string; nameEn: string | null }
const firmPoint = ({ creditCode, name, nameEn, ...firm }: Firm) => ({
  key: creditCode,
  creditCode,
  name,
  nameEn,
  shape: shapeOf(firm),
})

export const enterpriseLayer: Layer<EnterprisePlace> = { name: 'enterprises', point: firmPoint }

export const caseLayer: Layer<CasePlace> = { name: 'cases', point: firmPoint }

export const outletLayer: Layer<OutletStanding> = {
  name: 'outlets',
  point: ({ creditCode, outletCode, enterpriseName, enterpriseNameEn, outletKind }) => ({
    key: `${creditCode}-${outletCode}`,
    creditCode,
    name: `${enterpriseName} ${outletCode}`,
    nameEn: enterpriseNameEn && `${enterpriseNameEn} ${outletCode}`,
    shape: mediaShape([outletKind]),
  }),
}

export function pointOf<P extends Place<string>>({ name, point }: Layer<P>, place: P): PointProperties {
  const worst = standingsOf(name).find(([standing]) => place.standings[standing])
  return { ...point(place), standing: worst?.[0] ?? 'none', count: countOf(place) }
}

/** A part of the map as GeoJSON. */
export function featuresOf<P extends Place<string>>(layer: Layer<P>, { clusters, places }: MapView<string, P>) {
  return {
    type: 'FeatureCollection' as const,
    features: [
      ...clusters.map(({ longitudeDeg, latitudeDeg, count, standings, expandsAt }) =>
        feature(longitudeDeg, latitudeDeg, { count, tones: tonesOf(layer.name, standings), expandsAt }),
      ),
      ...places.map((place) => feature(place.longitudeDeg, place.latitudeDeg, pointOf(layer, place))),
    ],
  }
}

function tonesOf(layer: MapLayerName, standings: Record<string, number>): Partial<Record<Tone, number>> {
  const tones: Partial<Record<Tone, number>> = {}
  for (const [standing, tone] of standingsOf(layer))
    if (standings[standing]) tones[tone] = (tones[tone] ?? 0) + (standings[standing] ?? 0)
  return tones
}

const feature = (longitudeDeg: number, latitudeDeg: number, properties: PointProperties | ClusterProperties) => ({
  type: 'Feature' as const,
  geometry: { type: 'Point' as const, coordinates: [toTheMetre(longitudeDeg), toTheMetre(latitudeDeg)] },
  properties,
})

const toTheMetre = (degrees: number) => Math.round(degrees * 1e5) / 1e5

/** More than this many points in one drawing nobody can tell apart. */
const mostDrawn = 500

/** What the drawing without script shows: all places as links, or of many those that stand worst. */
export function drawnPoints<P extends Place<string>>(layer: Layer<P>, places: readonly P[], locale: Locale) {
  const rank = (standing: MapStanding) => tonesInOrder.indexOf(toneOf(layer.name, standing))
  const points = places.map((place) => ({ ...pointOf(layer, place), lng: place.longitudeDeg, lat: place.latitudeDeg }))
  const drawn =
    points.length <= mostDrawn ? points : points.sort((a, b) => rank(a.standing) - rank(b.standing)).slice(0, mostDrawn)
  return drawn.map((point) => drawnPoint(layer.name, point, locale))
}

function drawnPoint(
  layer: MapLayerName,
  { creditCode, shape, standing, lng, lat, ...point }: PointProperties & { lng: number; lat: number },
  locale: Locale,
) {
  const path = localePath(locale, `/enterprises/${creditCode}`)
  return {
    lng,
    lat,
    shape,
    tone: toneOf(layer, standing),
    label: pointLabel(layer, { ...point, standing }, locale),
    href: layer === 'cases' ? `${path}#cases` : path,
  }
}

/** An enterprise by itself, on its own page. */
export const enterprisePoint = (
  firm: Firm & { longitudeDeg: number; latitudeDeg: number; standing: MapStanding },
  locale: Locale,
) => {
  const place = { ...firmPoint(firm), standing: firm.standing, count: 1 }
  return drawnPoint('enterprises', { ...place, lng: firm.longitudeDeg, lat: firm.latitudeDeg }, locale)
}

/** The part of the map that holds all these places, with a margin: west,south,east,north. Undefined when there are none. */
export function extentOf(places: readonly Place<string>[]): string | undefined {
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
