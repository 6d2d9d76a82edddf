import { config } from '#platform/config.ts'

/** Where map tiles may come from when the bureau has set its own; else only from here. */
const tiles = () => {
  const url = config().MAP_TILES_URL
  return url ? ` ${new URL(url.replace(/[{}]/g, '')).origin}` : ''
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  `img-src 'self' data:${tiles()}`,
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  ...(config().SITE_URL.startsWith('https:') ? ['upgrade-insecure-requests'] : []),
]

/** Of a page made to stand inside other sites' pages: no script, no form, no cookie, nothing but text, its style and links. */
export const embedHeaders: readonly (readonly [string, string])[] = [
  [
    'content-security-policy',
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *",
  ],
  ['cross-origin-resource-policy', 'cross-origin'],
]

/** Set on every answer. No `unsafe-*`: scripts and styles are files of ours, never inline. */
export const securityHeaders: readonly (readonly [string, string])[] = [
  ['content-security-policy', policy.join('; ')],
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'same-origin'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  // Foreign map tiles, where the bureau has chosen some, would be refused by it.
  ...(config().MAP_TILES_URL ? [] : [['cross-origin-embedder-policy', 'require-corp'] as const]),
  ['permissions-policy', 'camera=(), microphone=(), geolocation=(self), payment=(), usb=(), browsing-topics=()'],
  ...(config().SITE_URL.startsWith('https:') ? [['strict-transport-security', 'max-age=31536000'] as const] : []),
]
