import 'leaflet/dist/leaflet.css'
import type { FeatureCollection, Point } from 'geojson'
import {
  control,
  geoJSON,
  type LatLngBounds,
  type Map as LeafletMap,
  latLngBounds,
  layerGroup,
  map as leafletMap,
  type Marker,
  marker,
  tileLayer,
} from 'leaflet'
import { countyNames } from '#src/client/map/county-names.ts'
import { type ClusterProperties, clusterIcon, type PlaceProperties, placeIcon } from '#src/client/map/marks.ts'
import { followView } from '#src/client/map/same-set.ts'
import { type Locale, localePath } from '#src/i18n/locale.ts'
import { mapMessages } from '#src/i18n/messages/map.ts'
import { escapeHtml } from '#src/text/escape-html.ts'

/**
 * Turns the drawn county map into one that can be moved. The server clusters; each view is one request. Whatever the map
 * shows, the list beside it shows too (same-set.ts).
 */
class SourceMap extends HTMLElement {
  readonly #locale = (this.dataset.locale ?? 'zh') as Locale
  readonly #say = mapMessages[this.#locale]
  readonly #marks = layerGroup()
  readonly #byCode = new Map<string, Marker>()
  #asked: AbortController | undefined

  async connectedCallback() {
    const boundaries = (await (await fetch(this.dataset.boundaries ?? '')).json()) as FeatureCollection
    const canvas = document.createElement('div')
    canvas.className = 'map-canvas'
    canvas.setAttribute('role', 'application')
    canvas.setAttribute('aria-label', this.#say.mapLabel)
    this.append(canvas)
    this.classList.add('is-live')

    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    const map = leafletMap(canvas, {
      zoomControl: false,
      zoomSnap: 0.5,
      maxZoom: 17,
      minZoom: 7,
      zoomAnimation: !still,
      fadeAnimation: !still,
      markerZoomAnimation: !still,
      inertia: !still,
    })
    map.attributionControl.setPrefix(false).addAttribution(this.#say.boundaries)
    control.zoom({ zoomInTitle: this.#say.zoomIn, zoomOutTitle: this.#say.zoomOut }).addTo(map)
    if (this.dataset.tiles) tileLayer(this.dataset.tiles, { maxZoom: 18 }).addTo(map)
    const counties = geoJSON(boundaries, {
      interactive: false,
      style: {
        className: this.dataset.tiles ? 'map-county map-county-clear' : 'map-county',
        fillOpacity: this.dataset.tiles ? 0 : 1,
      },
    }).addTo(map)
    for (const { at, icon } of countyNames(boundaries, this.#locale)) {
      marker(at, { icon, interactive: false, keyboard: false, zIndexOffset: -1000 }).addTo(map)
    }
    map.setMaxBounds(counties.getBounds().pad(0.6))
    map.fitBounds(this.#given() ?? counties.getBounds())
    this.#marks.addTo(map)

    map.on('moveend', () => void this.#draw(map))
    await this.#draw(map)
    followView(map, this.dataset.filters ?? '')
    this.#pointFromList()
  }

  /** The part of the map that the address asks for. */
  #given(): LatLngBounds | undefined {
    const [west, south, east, north] = (this.dataset.bbox ?? '').split(',').map(Number)
    if (north === undefined || west === undefined || south === undefined || east === undefined) return undefined
    return Number.isFinite(west + south + east + north) ? latLngBounds([south, west], [north, east]) : undefined
  }

  async #draw(map: LeafletMap) {
    this.#asked?.abort()
    this.#asked = new AbortController()
    const around = map.getBounds().pad(0.15)
    const query = new URLSearchParams(this.dataset.filters)
    query.set('bbox', bboxText(around))
    query.set('zoom', String(Math.floor(map.getZoom())))
    try {
      const answer = await fetch(`${this.dataset.points}?${query}`, { signal: this.#asked.signal })
      if (!answer.ok) throw new Error(String(answer.status))
      this.#show(map, await answer.json())
      this.#notice('')
    } catch (error) {
      if ((error as Error).name !== 'AbortError') this.#notice(this.#say.loadFailed)
    }
  }

  #show(map: LeafletMap, { features }: FeatureCollection<Point, PlaceProperties | ClusterProperties>) {
    this.#marks.clearLayers()
    this.#byCode.clear()
    for (const { geometry, properties } of features) {
      const [lng = 0, lat = 0] = geometry.coordinates
      if ('count' in properties) this.#addCluster(map, [lat, lng], properties)
      else this.#addPlace([lat, lng], properties)
    }
  }

  #addCluster(map: LeafletMap, at: [number, number], cluster: ClusterProperties) {
    const mark = marker(at, { icon: clusterIcon(cluster), keyboard: true })
    mark.on('click keypress', (event) => {
      if (
        event.type === 'click' ||
        (event as unknown as { originalEvent: KeyboardEvent }).originalEvent.key === 'Enter'
      ) {
        map.setView(at, Math.min(17, cluster.expandsAt))
      }
    })
    this.#add(mark, this.#say.cluster(cluster.count, cluster.standings.over))
  }

  #addPlace(at: [number, number], place: PlaceProperties) {
    const name = (this.#locale === 'en' && place.nameEn) || place.name
    const label = `${name}: ${this.#say[place.standing]}`
    const mark = marker(at, { icon: placeIcon(place, label), keyboard: true })
    const href = localePath(this.#locale, `/enterprises/${place.creditCode}`)
    const cases =
      place.violationCount > 0
        ? `<br><a href="${href}#cases">${escapeHtml(this.#say.cases(place.violationCount))}</a>`
        : ''
    mark.bindPopup(`<a href="${href}">${escapeHtml(name)}</a><br>${escapeHtml(this.#say[place.standing])}${cases}`)
    this.#byCode.set(place.creditCode, mark)
    this.#add(mark, label)
  }

  #add(mark: Marker, label: string) {
    mark.addTo(this.#marks)
    mark.getElement()?.setAttribute('aria-label', label)
  }

  /** What the pointer or the focus is at in the list is marked on the map. */
  #pointFromList() {
    const show = (event: Event, on: boolean) => {
      const code = (event.target as HTMLElement).closest<HTMLElement>('[data-code]')?.dataset.code
      if (code) this.#byCode.get(code)?.getElement()?.classList.toggle('is-shown', on)
    }
    for (const type of ['mouseover', 'focusin']) document.addEventListener(type, (event) => show(event, true))
    for (const type of ['mouseout', 'focusout']) document.addEventListener(type, (event) => show(event, false))
  }

  #notice(text: string) {
    let notice = this.querySelector('.map-notice')
    if (!notice && text) {
      notice = document.createElement('p')
      notice.className = 'map-notice'
      notice.setAttribute('role', 'status')
      this.append(notice)
    }
    if (text && notice) notice.textContent = text
    else notice?.remove()
  }
}

const bboxText = (bounds: LatLngBounds) =>
  [
    Math.max(-180, bounds.getWest()),
    Math.max(-90, bounds.getSouth()),
    Math.min(180, bounds.getEast()),
    Math.min(90, bounds.getNorth()),
  ]
    .map((degrees) => degrees.toFixed(5))
    .join(',')

customElements.define('source-map', SourceMap)
