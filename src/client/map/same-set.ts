import type { Map as LeafletMap } from 'leaflet'

/**
 * Keeps the page's words true to the map: when the map was moved, the address gets its bounds and the parts marked
 * `data-live` (headline, list, filters) are taken from the page that the server writes for that address.
 */
export function followView(map: LeafletMap, filters: string): void {
  let asked: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  map.on('moveend', () => {
    clearTimeout(timer)
    timer = setTimeout(async () => {
      asked?.abort()
      asked = new AbortController()
      const address = addressOf(map, filters)
      const answer = await fetch(address, { signal: asked.signal }).catch(() => undefined)
      if (!answer?.ok) return
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      for (const part of document.querySelectorAll<HTMLElement>('[data-live]')) {
        const fresh = page.querySelector(`[data-live="${part.dataset.live}"]`)
        if (fresh) part.replaceChildren(...fresh.childNodes)
      }
      history.replaceState(history.state, '', address)
    }, 250)
  })
}

function addressOf(map: LeafletMap, filters: string): string {
  const bounds = map.getBounds()
  const query = new URLSearchParams(filters)
  const degrees = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]
  query.set('bbox', degrees.map((value) => value.toFixed(4)).join(','))
  return `${location.pathname}?${query}`
}
