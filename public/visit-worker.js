/*
 * Keeps the page of an inspection on the phone of who inspects, so that it opens again where there is no network: the newest copy that
 * came, with its styles and scripts. What is typed is kept by the page itself. Signing out takes all of it away (client/forget-unsent.ts).
 */
const store = 'visit-pages'
const isVisit = (url) => /^(\/en)?\/office\/inspections\/%E6%A3%80/.test(url.pathname)

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  const isPage = request.mode === 'navigate' && isVisit(url)
  if (isPage || ['style', 'script', 'font'].includes(request.destination)) event.respondWith(newest(request))
})

async function newest(request) {
  const kept = await caches.open(store)
  // One copy of a page, whatever stands behind its question mark.
  const name = new URL(request.url).pathname
  try {
    const answer = await fetch(request)
    if (answer.ok && !answer.redirected) await kept.put(name, answer.clone())
    return answer
  } catch (error) {
    const copy = await kept.match(name)
    if (copy) return copy
    throw error
  }
}
