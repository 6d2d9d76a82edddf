import 'leaflet/dist/leaflet.css'
import type { FeatureCollection } from 'geojson'
import { circleMarker, control, geoJSON, map as leafletMap, marker, tileLayer } from 'leaflet'
import { countyNames } from '#src/client/map/county-names.ts'
import { localeOf } from '#src/i18n/locale.ts'
import { mapMessages } from '#src/i18n/messages/map.ts'

/** The city's map on which a touch sets the pin; the boxes below it say the same in figures, for those who cannot point. */
class PinMap extends HTMLElement {
  async connectedCallback() {
    const answer = await fetch(this.dataset.boundaries ?? '').catch(() => undefined)
    if (!answer?.ok) return
    const boundaries = (await answer.json()) as FeatureCollection
    const locale = localeOf(location.pathname)
    const say = mapMessages[locale]
    this.classList.add('is-live')
    this.setAttribute('role', 'application')
    this.setAttribute('aria-label', this.dataset.label ?? '')
    const map = leafletMap(this, { zoomControl: false, zoomSnap: 0.5, minZoom: 7, maxZoom: 17 })
    map.attributionControl.setPrefix(false).addAttribution(say.boundaries)
    control.zoom({ zoomInTitle: say.zoomIn, zoomOutTitle: say.zoomOut }).addTo(map)
    if (this.dataset.tiles) tileLayer(this.dataset.tiles, { maxZoom: 18 }).addTo(map)
    const counties = geoJSON(boundaries, {
      interactive: false,
      style: {
        className: this.dataset.tiles ? 'map-county map-county-clear' : 'map-county',
        fillOpacity: this.dataset.tiles ? 0 : 1,
      },
    }).addTo(map)
    for (const { at, icon } of countyNames(boundaries, locale))
      marker(at, { icon, interactive: false, keyboard: false }).addTo(map)
    map.fitBounds(counties.getBounds())

    const form = this.closest('form')
    const [latitude, longitude] = ['latitude', 'longitude'].map((name) =>
      form?.querySelector<HTMLInputElement>(`[name=${name}]`),
    )
    if (!form || !latitude || !longitude) return
    const pin = circleMarker([0, 0], { radius: 9, className: 'intake-pin', interactive: false })
    const show = () => {
      const at: [number, number] = [Number(latitude.value), Number(longitude.value)]
      if (latitude.value && longitude.value && at.every(Number.isFinite) && Math.abs(at[0]) <= 90)
        pin.setLatLng(at).addTo(map)
      else pin.remove()
    }
    map.on('click', ({ latlng }) => {
      latitude.value = latlng.lat.toFixed(5)
      longitude.value = latlng.lng.toFixed(5)
      form.dispatchEvent(new Event('input', { bubbles: true }))
    })
    form.addEventListener('input', show)
    show()
  }
}

customElements.define('pin-map', PinMap)
