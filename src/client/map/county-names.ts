import type { FeatureCollection, Polygon, Position } from 'geojson'
import { type DivIcon, divIcon } from 'leaflet'
import type { Locale } from '#src/i18n/locale.ts'
import { escapeHtml } from '#src/text/escape-html.ts'

/** Where each county's name stands on the map: the middle of its area. */
export function countyNames(boundaries: FeatureCollection, locale: Locale): { at: [number, number]; icon: DivIcon }[] {
  return boundaries.features.flatMap(({ geometry, properties }) => {
    const outline = (geometry as Polygon).coordinates[0]
    if (!outline) return []
    const name =
      locale === 'zh' ? properties?.nameZh : String(properties?.nameEn).replace(/ (District|County|City).*/, '')
    const icon = divIcon({ className: 'map-county-name', html: escapeHtml(String(name)), iconSize: [96, 20] })
    return [{ at: middleOf(outline), icon }]
  })
}

/** The centre of gravity of a ring of [longitude, latitude], as [latitude, longitude]. */
function middleOf(ring: Position[]): [number, number] {
  let area = 0
  let lng = 0
  let lat = 0
  for (const [i, [x = 0, y = 0]] of ring.entries()) {
    const [x2 = 0, y2 = 0] = ring[(i + 1) % ring.length] ?? []
    const cross = x * y2 - x2 * y
    area += cross
    lng += (x + x2) * cross
    lat += (y + y2) * cross
  }
  return [lat / (3 * area), lng / (3 * area)]
}
