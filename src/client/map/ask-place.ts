import { type Map as LeafletMap, popup } from 'leaflet'
import { type Locale, localePath } from '#src/i18n/locale.ts'
import { gridMessages } from '#src/i18n/messages/grid.ts'

/** A click on an empty spot of the map asks who is responsible there; the address of the answer is the link in it. */
export function askPlace(map: LeafletMap, locale: Locale): void {
  map.on('click', async ({ latlng, originalEvent }) => {
    // A mark's own click opens its card.
    if ((originalEvent.target as HTMLElement).closest('.leaflet-marker-icon, .leaflet-popup, .leaflet-control')) return
    const at = `${latlng.lng.toFixed(5)},${latlng.lat.toFixed(5)}`
    const link = document.createElement('a')
    link.href = `${localePath(locale, '/progress/responsible')}?at=${at}`
    link.textContent = gridMessages[locale].responsible
    const card = popup({ minWidth: 220, maxWidth: 280 }).setLatLng(latlng).setContent(link).openOn(map)
    const answer = await fetch(`${localePath(locale, '/map/at')}?at=${at}`).catch(() => undefined)
    if (!answer?.ok) return
    const found = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('.map-card')
    if (found) card.setContent(document.adoptNode(found) as HTMLElement)
  })
}
