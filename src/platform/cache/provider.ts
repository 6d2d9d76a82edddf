import type { CacheProvider, CacheProviderFactory } from 'astro'
import type { CachedPage } from '#platform/cache/page.ts'
import { cachedPage, pageStore } from '#platform/cache/store.ts'

/** Pages that may be kept: found, not found, gone. */
const keepable = new Set([200, 404, 410])

/**
 * Astro's route cache on the process's page store: `Astro.cache.set({ maxAge, swr, tags })` in a page keeps it. Pages found
 * fresh are mostly sent by `sendCached` before Astro is asked; this is the way in, and the way for addresses written oddly.
 */
const provider: CacheProviderFactory = () => {
  const store = pageStore()
  const { renderings } = store

  const answer: NonNullable<CacheProvider['onRequest']> = async ({ request, url }, next) => {
    if (request.method !== 'GET') return next()
    const key = cacheKey(request.headers.get('host'), url.pathname + url.search)
    const asked = renderings.now()
    for (;;) {
      const found = store.get(key)
      if (found && found.freshUntil > Date.now()) return responseOf(found, request, 'hit')
      const other = mayShare(request.headers.get('cookie')) ? renderings.join(key, asked) : undefined
      if (!other) break // and start in the same breath: nobody comes between
      const page = await other
      if (page === 'none') break
      if (page !== 'outdated') return responseOf(page, request, 'hit')
    }
    const { since, end } = renderings.start(key)
    let page: CachedPage | undefined
    try {
      const response = await next()
      const lifetime = lifetimeOf(response)
      if (!lifetime || !keepable.has(response.status) || response.headers.has('set-cookie')) return response
      const body = Buffer.from(await response.arrayBuffer())
      const { status } = response
      page = cachedPage({ status, headers: headersOf(response), body, tags: tagsOf(response), ...lifetime }, Date.now())
      store.put(key, page, since)
      return responseOf(page, request, 'miss')
    } finally {
      end(page)
    }
  }

  return {
    name: 'qingyuan',
    onRequest: answer,
    async invalidate({ tags }) {
      if (tags) store.drop([tags].flat())
    },
  }
}
export default provider

/** Host and address as given; the host is part of it because a page may print it. */
export const cacheKey = (host: string | null | undefined, path: string): string => `${host ?? ''}${path}`

/** Whoever is signed in does not wait for another's rendering: most of their pages are their own. */
export const mayShare = (cookie: string | null | undefined): boolean => !cookie

/** Does the reader already have this version? `given` is the If-None-Match header. */
export function hasVersion(given: string | null | undefined, etag: string): boolean {
  return (
    given !== null &&
    given !== undefined &&
    (given.trim() === '*' || given.split(',').some((one) => one.trim() === etag))
  )
}

function responseOf(page: CachedPage, request: Request, how: 'hit' | 'miss'): Response {
  const headers = new Headers(page.headers)
  headers.set('etag', page.etag)
  headers.set('vary', 'Accept-Encoding')
  headers.set('x-cache', how)
  if (hasVersion(request.headers.get('if-none-match'), page.etag)) return new Response(null, { status: 304, headers })
  return new Response(new Uint8Array(page.body), { status: page.status, headers })
}

/** What the page asked for with `Astro.cache.set`; Astro hands it over as headers that never leave the process. */
function lifetimeOf(response: Response): { maxAgeS: number; swrS: number } | undefined {
  const said = response.headers.get('cdn-cache-control') ?? ''
  const seconds = (name: string) => Number(new RegExp(`(?:^|[ ,])${name}=(\\d+)`).exec(said)?.[1] ?? 0)
  const maxAgeS = seconds('max-age')
  return maxAgeS > 0 ? { maxAgeS, swrS: seconds('stale-while-revalidate') } : undefined
}

const tagsOf = (response: Response): string[] =>
  (response.headers.get('cache-tag') ?? '')
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean)

function headersOf(response: Response): [string, string][] {
  const own = new Set(['cdn-cache-control', 'cache-tag', 'etag', 'vary', 'content-length', 'x-cache'])
  const headers = [...response.headers].filter(([name]) => !own.has(name)) as [string, string][]
  // Readers ask again each time and mostly hear "unchanged": what is taken off the board is off at once.
  if (!response.headers.has('cache-control')) headers.push(['cache-control', 'public, max-age=0, must-revalidate'])
  return headers
}
