import { config } from '#platform/config.ts'

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Did a writing request come from a page of ours? Browsers say so in Sec-Fetch-Site (which no page can forge) and Origin;
 * a form of another site, also of another port or subdomain, is refused whatever its content type. A program that sends
 * neither must send `Origin` itself: it holds no cookies that others could ride on.
 */
export function isFromHere(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin') return false
  const origin = headers.get('origin')
  if (origin === null) return site === 'same-origin'
  return isOurOrigin(origin)
}

/** SITE_URL's origin; on the machine itself also its other names. The Host header is not asked: anyone can write it. */
function isOurOrigin(origin: string): boolean {
  const ours = new URL(config().SITE_URL)
  if (origin === ours.origin) return true
  if (!URL.canParse(origin) || !loopback.has(ours.hostname)) return false
  const given = new URL(origin)
  return loopback.has(given.hostname) && given.port === ours.port && given.protocol === ours.protocol
}
