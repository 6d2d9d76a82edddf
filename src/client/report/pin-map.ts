import { circleMarker } from 'leaflet'
import { baseMap } from '#src/client/map/base-map.ts'
import { localeOf } from '#src/i18n/locale.ts'

/** The city's map on which a touch sets the pin; the boxes below it say the same in figures, for those who cannot point. */
class PinMap extends HTMLElement {
  async connectedCallback() {
    const base = await baseMap(this, this.dataset, localeOf(location.pathname))
    if (!base) return
    const { map, counties } = base
    this.classList.add('is-live')
    this.setAttribute('role', 'application')
    this.setAttribute('aria-label', this.dataset.label ?? '')
    map.invalidateSize()
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
