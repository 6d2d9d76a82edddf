import type { IncomingMessage } from 'node:http'

const KB = 1024
const MB = 1024 * KB

/**
 * The form of a report, and of a message with its receipt, which has no `?_action=` as the other forms there: read as they come in,
 * by their pages (platform/http/multipart.ts), and never whole in memory.
 */
const streamed = /^(\/en)?\/report(\/?(\?|$)|\/follow\/?$)/
export const isStreamed = (method: string, url: string): boolean => method === 'POST' && streamed.test(url)

/** How much a request may carry, by where it goes. Forms are small; the places that take files (20 MB) or long tables are named. */
const larger: readonly [RegExp, number][] = [
  [/^(\/en)?\/office\//, 22 * MB],
  [/^(\/en)?\/filing\/[^/]+\/(files|excel|published)(\/|$)/, 22 * MB],
  // The parts of the form that take files (src/domain/disclosure/rules/items/groups.ts).
  [/^(\/en)?\/filing\/[^/]+\/(basic|approvals|emergency|monitoring)(\/|\?|$)/, 22 * MB],
  [/^(\/en)?\/filing\/orders\/\d+/, 22 * MB],
  [/^(\/en)?\/filing(\/|$)/, 2 * MB],
  [/^(\/en)?\/report\/uploads\//, 1 * MB],
]

export function bodyLimit(url: string): number {
  if (streamed.test(url)) return 202 * MB
  const path = url.split('?', 1)[0] ?? ''
  return larger.find(([pattern]) => pattern.test(path))?.[1] ?? 128 * KB
}

/** 128 KB, 2 MB: as it stands in a message. */
export const sizeInWords = (bytes: number): string => (bytes >= MB ? `${bytes / MB} MB` : `${bytes / KB} KB`)

/**
 * Reads a body whole, counting what really comes: a length may be missing (chunks) but is never believed. Undefined when it
 * is more than allowed; the rest is then for `drain`.
 * @throws when the sender breaks off
 */
export async function readBody(req: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  if (Number(req.headers['content-length'] ?? 0) > limit) return undefined
  const chunks: Buffer[] = []
  let length = 0
  return new Promise((resolve, reject) => {
    req.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= limit) chunks.push(chunk)
      else {
        req.removeAllListeners('data')
        resolve(undefined)
      }
    })
    req.once('end', () => resolve(Buffer.concat(chunks)))
    req.once('error', reject)
  })
}

const quietMs = 3000
const patienceMs = 60_000

/**
 * Throws away what still comes, until all has come, nothing comes any more, or it takes too long. Until then the connection must
 * stay open: a closed door would break the sender's sending, and with it our answer.
 */
export function drain(req: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(quiet)
      clearTimeout(patience)
      resolve()
    }
    const quiet = setTimeout(done, quietMs)
    const patience = setTimeout(done, patienceMs)
    for (const event of ['end', 'close', 'error']) req.on(event, done)
    req.on('data', () => quiet.refresh())
  })
}
