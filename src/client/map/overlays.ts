import {
  DomUtil,
  divIcon,
  type GeoJSON,
  type LayerGroup,
  type Map as LeafletMap,
  layerGroup,
  marker,
  rectangle,
} from 'leaflet'
import type { MapOverlays } from '#src/components/map/overlays.ts'

/** What is drawn under the points: counties shaded by a figure, squares with numbers of reports. The tables below say the same. */
export async function drawOverlays(
  map: LeafletMap,
  counties: GeoJSON,
  address: string,
): Promise<LayerGroup | undefined> {
  const answer = await fetch(address).catch(() => undefined)
  if (!answer?.ok) return undefined
  const { counties: shaded, cells } = (await answer.json()) as MapOverlays
  for (const { code, level } of shaded) {
    counties.eachLayer((layer) => {
      const path = layer as unknown as { feature: { properties: { code: string } }; getElement(): Element | undefined }
      const element = path.feature.properties.code === code ? path.getElement() : undefined
      if (element) DomUtil.addClass(element as HTMLElement, `shade-${level}`)
    })
  }
  return layerGroup(
    cells.flatMap(({ bounds: [west, south, east, north], count, level }) => [
      rectangle(
        [
          [south, west],
          [north, east],
        ],
        { className: `map-cell cell-${level}`, interactive: false, fillOpacity: 1 },
      ),
      marker([(south + north) / 2, (west + east) / 2], {
        icon: divIcon({ className: 'map-cell-count', html: String(count), iconSize: [40, 18] }),
        interactive: false,
        keyboard: false,
        zIndexOffset: -900,
      }),
    ]),
  ).addTo(map)
}
