import { createReadStream, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { securityHeaders } from '#platform/http/headers.ts'
import { log } from '#platform/log.ts'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.geojson': 'application/geo+json',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

export const isReading = ({ method }: IncomingMessage) => method === 'GET' || method === 'HEAD'

/** Answers with a file of the build, when the address is one's. @returns whether it did */
export function serveStatic(req: IncomingMessage, res: ServerResponse, clientDir: string): boolean {
  if (!isReading(req)) return false
  const path = decodeURIComponent((req.url ?? '/').split('?', 1)[0]?.replace(/%(?![0-9a-f]{2})/gi, '%25') ?? '/')
  const type = types[extname(path)]
  if (!type) return false
  const file = join(clientDir, normalize(`/${path}`))
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found?.isFile()) return false
  const hashed = path.startsWith('/assets/')
  const etag = `"${found.size.toString(36)}-${Math.trunc(found.mtimeMs).toString(36)}"`
  res.setHeader('etag', etag)
  res.setHeader('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=300')
  for (const [name, value] of securityHeaders) res.setHeader(name, value)
  if (req.headers['if-none-match'] === etag) {
    res.writeHead(304).end()
    return true
  }
  res.setHeader('content-type', type)
  res.setHeader('content-length', found.size)
  if (req.method === 'HEAD') res.end()
  else
    createReadStream(file)
      .on('error', (error) => log.error({ err: error }, 'static file'))
      .pipe(res)
  return true
}
