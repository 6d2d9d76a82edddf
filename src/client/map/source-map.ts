import type { FeatureCollection, Point } from 'geojson'
import { type LatLngBounds, type Map as LeafletMap, latLngBounds, layerGroup, type Marker, marker } from 'leaflet'
import { askPlace } from '#src/client/map/ask-place.ts'
import { baseMap } from '#src/client/map/base-map.ts'
import { openCard } from '#src/client/map/card.ts'
import { clusterIcon, placeIcon } from '#src/client/map/marks.ts'
import { offerNearMe } from '#src/client/map/near-me.ts'
import { drawOverlays } from '#src/client/map/overlays.ts'
import { followView } from '#src/client/map/same-set.ts'
import { type ClusterProperties, type PointProperties, pointLabel } from '#src/components/map/labels.ts'
import { type MapLayerName, standingsOf, toneOf } from '#src/components/map/tones.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { mapMessages } from '#src/i18n/messages/map.ts'

/**
 * Turns the drawn county map into one that can be moved. The server clusters; each view is one request. Whatever the map
 * shows, the list beside it shows too (same-set.ts).
 */
class SourceMap extends HTMLElement {
  readonly #locale = (this.dataset.locale ?? 'zh') as Locale
  readonly #layer = (this.dataset.layer ?? 'enterprises') as MapLayerName
  readonly #say = mapMessages[this.#locale]
  readonly #marks = layerGroup()
  readonly #byKey = new Map<string, Marker>()
  #asked: AbortController | undefined

  async connectedCallback() {
    const canvas = document.createElement('div')
    canvas.className = 'map-canvas'
    canvas.setAttribute('role', 'application')
    canvas.setAttribute('aria-label', this.#say.mapLabel)
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    this.append(canvas)
    this.classList.add('is-live')
    const base = await baseMap(canvas, this.dataset, this.#locale, {
      zoomAnimation: !still,
      fadeAnimation: !still,
      markerZoomAnimation: !still,
      inertia: !still,
    })
    if (!base) {
      canvas.remove()
      this.classList.remove('is-live')
      return
    }
    const { map, counties } = base
    const city = counties.getBounds()
    map.setMaxBounds(city.pad(0.6))
    map.fitBounds(this.#given() ?? city)
    if (this.dataset.overlays) void drawOverlays(map, counties, this.dataset.overlays)
    this.#marks.addTo(map)
    offerNearMe(this, map, city, this.#say)
    askPlace(map, this.#locale)

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
      this.notice('')
    } catch (error) {
      if ((error as Error).name !== 'AbortError') this.notice(this.#say.loadFailed)
    }
  }

  #show(map: LeafletMap, { features }: FeatureCollection<Point, PointProperties | ClusterProperties>) {
    this.#marks.clearLayers()
    this.#byKey.clear()
    for (const { geometry, properties } of features) {
      const [lng = 0, lat = 0] = geometry.coordinates
      if ('tones' in properties) this.#addCluster(map, [lat, lng], properties)
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
    const [standing, tone] = standingsOf(this.#layer).find(([, tone]) => tone === 'vermilion') ?? []
    const word = standing ? this.#say[standing] : ''
    const worst = (cluster.tones.alarm ?? 0) + (tone ? (cluster.tones[tone] ?? 0) : 0)
    this.#add(mark, this.#say.cluster(cluster.count, worst, word))
  }

  #addPlace(at: [number, number], place: PointProperties) {
    const label = pointLabel(this.#layer, place, this.#locale)
    const mark = marker(at, { icon: placeIcon(place, toneOf(this.#layer, place.standing), label), keyboard: true })
    openCard(mark, place, this.#locale)
    this.#byKey.set(place.key, mark)
    this.#add(mark, label)
  }

  #add(mark: Marker, label: string) {
    mark.addTo(this.#marks)
    mark.getElement()?.setAttribute('aria-label', label)
  }

  /** What the pointer or the focus is at in the list is marked on the map. */
  #pointFromList() {
    const show = (event: Event, on: boolean) => {
      const key = (event.target as HTMLElement).closest<HTMLElement>('[data-key]')?.dataset.key
      if (key) this.#byKey.get(key)?.getElement()?.classList.toggle('is-shown', on)
    }
    for (const type of ['mouseover', 'focusin']) document.addEventListener(type, (event) => show(event, true))
    for (const type of ['mouseout', 'focusout']) document.addEventListener(type, (event) => show(event, false))
  }

  /** A line over the map; empty takes it away. */
  notice(text: string) {
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

export type { SourceMap }

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
