import { type LatLngBounds, type Map as LeafletMap, latLng } from 'leaflet'
import type { mapMessages } from '#src/i18n/messages/map.ts'

/** In metres, to each side. */
const nearM = 3_000

/** A button that moves the map to where one is; the list follows, as after any move. */
export function offerNearMe(
  element: { notice(text: string): void },
  map: LeafletMap,
  city: LatLngBounds,
  say: (typeof mapMessages)['zh' | 'en'],
): void {
  const ways = document.querySelector('.map-ways')
  if (!ways || !('geolocation' in navigator)) return
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button-quiet map-near'
  button.textContent = say.nearMe
  button.title = say.nearMeHint
  ways.prepend(button, ' ')
  button.addEventListener('click', () => {
    button.disabled = true
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        button.disabled = false
        const here = latLng(coords.latitude, coords.longitude)
        if (!city.contains(here)) return element.notice(say.nearMeOutside)
        map.fitBounds(here.toBounds(2 * nearM))
      },
      () => {
        button.disabled = false
        element.notice(say.nearMeFailed)
      },
      { enableHighAccuracy: false, timeout: 10_000, maximumAge: 60_000 },
    )
  })
}
