import 'leaflet/dist/leaflet.css'
import type { FeatureCollection } from 'geojson'
import {
  CRS,
  control,
  type GeoJSON,
  geoJSON,
  type Map as LeafletMap,
  map as leafletMap,
  type MapOptions,
  marker,
  tileLayer,
} from 'leaflet'
import { countyNames } from '#src/client/map/county-names.ts'
import { gcj02Mercator } from '#src/client/map/datum.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { mapMessages } from '#src/i18n/messages/map.ts'

export interface BaseMap {
  map: LeafletMap
  counties: GeoJSON
}

/**
 * The ground of every map: the city's counties and waters as we draw them, or the tiles that the bureau has chosen with the counties'
 * borders over them. `told` is what baseData() wrote on the element. Undefined when the boundaries could not be had.
 */
export async function baseMap(
  canvas: HTMLElement,
  told: DOMStringMap,
  locale: Locale,
  options: MapOptions = {},
): Promise<BaseMap | undefined> {
  const [boundaries, water] = await Promise.all([read(told.boundaries), told.tiles ? undefined : read(told.water)])
  if (!boundaries) return undefined
  const say = mapMessages[locale]
  const map = leafletMap(canvas, {
    crs: told.tilesDatum === 'gcj02' && told.tiles ? gcj02Mercator : CRS.EPSG3857,
    zoomControl: false,
    zoomSnap: 0.5,
    minZoom: 7,
    maxZoom: 17,
    ...options,
  })
  map.attributionControl.setPrefix(false).addAttribution(told.tiles ? (told.tilesBy ?? '') : say.base)
  control.zoom({ zoomInTitle: say.zoomIn, zoomOutTitle: say.zoomOut }).addTo(map)
  if (told.tiles) tileLayer(told.tiles, { maxZoom: 18 }).addTo(map)
  const counties = geoJSON(boundaries, {
    interactive: false,
    style: (feature) => ({
      className: `map-county map-county-${feature?.properties?.code}${told.tiles ? ' map-county-clear' : ''}`,
      fillOpacity: told.tiles ? 0 : 1,
    }),
  }).addTo(map)
  if (water) geoJSON(water, { interactive: false, style: { className: 'map-water', fillOpacity: 1 } }).addTo(map)
  for (const { at, icon } of countyNames(boundaries, locale))
    marker(at, { icon, interactive: false, keyboard: false, zIndexOffset: -1000 }).addTo(map)
  return { map, counties }
}

async function read(address: string | undefined): Promise<FeatureCollection | undefined> {
  if (!address) return undefined
  const answer = await fetch(address).catch(() => undefined)
  return answer?.ok ? answer.json() : undefined
}
