import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CachedPage, Encoding } from '#platform/cache/page.ts'
import { cacheKey, hasVersion, mayShare } from '#platform/cache/provider.ts'
import { pageStore } from '#platform/cache/store.ts'

const store = pageStore()
const encodings = new Map<string, Encoding>()

/**
 * Sends a kept page straight from the server, before Astro. False when there is none that may be shown. A page past its time
 * but within its grace is sent to everybody except the one request that goes on to render its successor.
 */
export function sendCached(req: IncomingMessage, res: ServerResponse, requestId: string): boolean {
  if (req.method !== 'GET' && req.method !== 'HEAD') return false
  const page = store.get(cacheKey(req.headers.host, req.url ?? '/'))
  if (!page) return false
  const how = standing(page, Date.now())
  if (how === 'old') return false
  send(req, res, requestId, page, how)
  return true
}

/** Sends the page that another request is rendering now, when it is done; false when there is none, or none to be shared. */
export async function sendRendering(req: IncomingMessage, res: ServerResponse, requestId: string): Promise<boolean> {
  if ((req.method !== 'GET' && req.method !== 'HEAD') || !mayShare(req.headers.cookie)) return false
  const key = cacheKey(req.headers.host, req.url ?? '/')
  const asked = store.renderings.now()
  for (;;) {
    const page = await store.renderings.join(key, asked)
    if (page === undefined || page === 'none') return false
    if (page !== 'outdated') {
      send(req, res, requestId, page, 'hit')
      return true
    }
    if (sendCached(req, res, requestId)) return true
  }
}

function send(req: IncomingMessage, res: ServerResponse, requestId: string, page: CachedPage, how: 'hit' | 'stale') {
  if (hasVersion(req.headers['if-none-match'], page.etag)) {
    const kept = page.headers.filter(([name]) => name !== 'content-type')
    res.writeHead(304, [...kept.flat(), 'etag', page.etag, 'vary', 'Accept-Encoding', 'x-request-id', requestId])
    res.end()
    return
  }
  const { head, body } = store.form(page, encodingFor(req.headers['accept-encoding']))
  res.writeHead(page.status, head.concat('x-cache', how, 'x-request-id', requestId))
  if (req.method === 'HEAD') res.end()
  else res.end(body)
}

function standing(page: CachedPage, now: number): 'hit' | 'stale' | 'old' {
  if (page.freshUntil > now) return 'hit'
  if (page.staleUntil <= now || !page.isRefreshing) {
    page.isRefreshing = true
    return 'old'
  }
  return 'stale'
}

/** The smallest form that the reader accepts (RFC 9110, 12.5.3; a weight of 0 is a refusal). */
export function encodingFor(accepted: string | string[] | undefined): Encoding {
  const said = String(accepted ?? '')
  const known = encodings.get(said)
  if (known) return known
  const takes = (name: string) =>
    new RegExp(`(^|[ ,])${name}(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))\\s*(;|,|$)`, 'i').test(said)
  const chosen = takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity'
  if (encodings.size < 200) encodings.set(said, chosen)
  return chosen
}
