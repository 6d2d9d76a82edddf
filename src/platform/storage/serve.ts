const images = new Set(['image/jpeg', 'image/png', 'image/webp'])

/** A file is no page: nothing in it runs, loads or frames anything, in a sandbox of no origin. */
const policy = "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/**
 * Headers for a file that somebody uploaded. It is a download; `inline` shows it in the page's place, for pictures only: browsers
 * refuse to show a PDF in a sandbox, and outside of one its scripts would run.
 */
export function fileHeaders(
  fileName: string,
  mediaType: string,
  { inline = false }: { inline?: boolean } = {},
): Record<string, string> {
  const ascii = fileName.normalize('NFKD').replace(/[^\x20-\x7e]|["\\%;]/g, '_')
  const name = `filename="${ascii}"; filename*=UTF-8''${encodeValue(fileName)}`
  return {
    'content-type': mediaType,
    'content-disposition': `${inline && images.has(mediaType) ? 'inline' : 'attachment'}; ${name}`,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
  }
}

/** RFC 8187 (once 5987): all but attr-char is percent-encoded. */
const encodeValue = (text: string) =>
  encodeURIComponent(text.toWellFormed()).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
