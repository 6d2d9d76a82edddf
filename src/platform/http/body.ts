import type { IncomingMessage } from 'node:http'

const KB = 1024
const MB = 1024 * KB

/** How much a request may carry, by where it goes. Forms are small; the two places that take files or long tables are named. */
const larger: readonly [RegExp, number][] = [
  [/^(\/en)?\/office\/(import|enterprises)/, 12 * MB],
  [/^(\/en)?\/filing(\/|$)/, 2 * MB],
]

export function bodyLimit(url: string): number {
  const path = url.split('?', 1)[0] ?? ''
  return larger.find(([pattern]) => pattern.test(path))?.[1] ?? 128 * KB
}

/** 128 KB, 2 MB: as it stands in a message. */
export const sizeInWords = (bytes: number): string => (bytes >= MB ? `${bytes / MB} MB` : `${bytes / KB} KB`)

/**
 * Reads a body whole, counting what really comes: a length may be missing (chunks) but is never believed. Undefined when it
 * is more than allowed; the rest is then thrown away as it comes, so that the sender gets to read the answer.
 * @throws when the sender breaks off
 */
export async function readBody(req: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  if (Number(req.headers['content-length'] ?? 0) > limit) return discard(req)
  const chunks: Buffer[] = []
  let length = 0
  return new Promise((resolve, reject) => {
    req.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= limit) chunks.push(chunk)
      else {
        req.removeAllListeners('data')
        resolve(discard(req))
      }
    })
    req.once('end', () => resolve(Buffer.concat(chunks)))
    req.once('error', reject)
  })
}

const patienceMs = 3000

function discard(req: IncomingMessage): undefined {
  req.on('error', () => {})
  req.resume()
  setTimeout(() => req.destroy(), patienceMs).unref()
}
