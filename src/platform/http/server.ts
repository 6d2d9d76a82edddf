import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import compression from 'compression'
import { sendCached, sendRendering } from '#platform/cache/send.ts'
import { config } from '#platform/config.ts'
import { bodyLimit, drain, isStreamed, readBody, sizeInWords } from '#platform/http/body.ts'
import { securityHeaders } from '#platform/http/headers.ts'
import { Lane, type LaneName, type LaneWidth, laneOf, laneWidths, TurnedAway } from '#platform/http/lanes.ts'
import { observeRequest } from '#platform/http/metrics.ts'
import { plainPage } from '#platform/http/plain-page.ts'
import { isReading, serveStatic } from '#platform/http/static.ts'

type Handler = (req: IncomingMessage, res: ServerResponse, next?: (error?: unknown) => void, locals?: object) => unknown

const limits = {
  /** Request line and headers together; longer addresses are answered with a page that says so. */
  headerBytes: 16 * 1024,
  requestMs: 60_000,
  /** Photos from a telephone by the river. */
  longRequestMs: 30 * 60_000,
  /** A reader who takes an answer slowly gives the turn to others after this. */
  turnMs: 5_000,
  /** When those who are turned away may come again. */
  retryAfterS: 2,
}

/** The web process's server: pages kept from before, limits, static files, then the pages, each in its lane. */
export function createWebServer(
  handler: Handler,
  clientDir: string,
  widths: Record<LaneName, LaneWidth> = laneWidths,
): Server {
  const compress = compression({ threshold: 1024 })
  const siteHost = new URL(config().SITE_URL).host
  const lanes = { saves: new Lane(widths.saves), forms: new Lane(widths.forms), pages: new Lane(widths.pages) }
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      requestTimeout: limits.longRequestMs,
      headersTimeout: 20_000,
      keepAliveTimeout: 65_000,
    },
    async (req, res) => {
      const started = performance.now()
      const requestId = randomUUID()
      req.headers.host = siteHost // what the sender wrote there is never believed: SITE_URL is who we are
      res.once('close', () => observeRequest(req, res, requestId, performance.now() - started))
      if (sendCached(req, res, requestId) || (await sendRendering(req, res, requestId))) return
      res.setHeader('x-request-id', requestId)
      if (!acceptable(req, res)) return
      const lane = laneOf(req.method ?? '', req.url ?? '/')
      const go = async () => {
        if (serveStatic(req, res, clientDir) || !(await takeBody(req, res))) return
        if (lane && !(await takeTurn(req, res, lanes[lane]))) return
        handler(req, res, undefined, { requestId, clientAddress: clientAddress(req) })
      }
      if (lane === 'saves')
        void go() // its answer is a line
      // biome-ignore lint/suspicious/noExplicitAny: compression is typed for Express; it needs Node's own two objects only
      else compress(req as any, res as any, go)
    },
  )
  server.on('clientError', answerBrokenRequest)
  return server
}

/** Waits for the request's turn, which ends with its answer. False when there is no room, or the sender has gone meanwhile. */
async function takeTurn(req: IncomingMessage, res: ServerResponse, lane: Lane): Promise<boolean> {
  const end = await lane.enter().catch((error) => {
    if (error instanceof TurnedAway) return undefined
    throw error
  })
  if (!end) return turnAway(req, res)
  if (res.destroyed) {
    end()
    return false
  }
  const slow = setTimeout(end, limits.turnMs)
  for (const over of ['finish', 'close'])
    res.once(over, () => {
      clearTimeout(slow)
      end()
    })
  return true
}

function turnAway(req: IncomingMessage, res: ServerResponse): false {
  res.setHeader('retry-after', String(limits.retryAfterS))
  if (isReading(req))
    return refuse(
      res,
      503,
      '访问的人太多，暂时无法打开。请等几秒后刷新本页。',
      'Too many people are here at the moment. Please wait a few seconds and reload this page.',
    )
  return refuse(
    res,
    503,
    '访问的人太多，您提交的内容没有保存。请等几秒后刷新本页，即可再次提交，不必重填。',
    'Too many people are here at the moment: what you sent was not saved. Please wait a few seconds and reload this page to send it again; nothing needs to be typed anew.',
  )
}

/** Refuses what no page could read: other methods, addresses that are no text. */
function acceptable(req: IncomingMessage, res: ServerResponse): boolean {
  if (!['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].includes(req.method ?? '')) {
    return refuse(res, 405, `不支持的请求方法 ${req.method}。`, `Method ${req.method} is not served here.`)
  }
  if (!isText(req.url ?? '')) {
    return refuse(
      res,
      400,
      '网址中有不是 UTF-8 的字符。请从首页重新查找。',
      'The address holds bytes that are not UTF-8. Please start again from the front page.',
    )
  }
  return true
}

/** Reads what the request carries, within the limit of its address; Astro takes it from `req.body`. */
async function takeBody(req: IncomingMessage & { body?: Buffer }, res: ServerResponse): Promise<boolean> {
  if (isReading(req)) return true
  const limit = bodyLimit(req.url ?? '/')
  const isLarger = Number(req.headers['content-length'] ?? 0) > limit
  if (isStreamed(req.method ?? '', req.url ?? '/') && !isLarger) return true
  // Long requests are let in for a reporter's forms alone.
  const slow = setTimeout(() => req.destroy(), limits.requestMs)
  const body = await readBody(req, limit).catch(() => null)
  clearTimeout(slow)
  if (body === null) return false // the sender has gone
  if (body) {
    req.body = body
    return true
  }
  const page = plainPage(
    413,
    `提交的内容超过这里允许的 ${sizeInWords(limit)}，没有保存。请返回上一页，减少内容或分几次提交。`,
    `What was sent is larger than the ${sizeInWords(limit)} allowed here, and was not saved. Please go back and send less, or in parts.`,
    String(res.getHeader('x-request-id') ?? ''),
  )
  refusalHead(res, 413, { 'content-length': Buffer.byteLength(page) })
  res.write(page)
  await drain(req)
  res.end()
  return false
}

function refuse(res: ServerResponse, status: number, zh: string, en: string): false {
  if (res.req.url?.startsWith('/api/')) {
    refusalHead(res, status, { 'content-type': 'application/problem+json' })
    res.end(JSON.stringify({ type: 'about:blank', status, title: `${en} / ${zh}` }))
    return false
  }
  refusalHead(res, status)
  res.end(plainPage(status, zh, en, String(res.getHeader('x-request-id') ?? '')))
  return false
}

function refusalHead(res: ServerResponse, status: number, more: Record<string, number | string> = {}) {
  for (const [name, value] of securityHeaders) res.setHeader(name, value)
  const type = { 'content-type': 'text/html; charset=utf-8' }
  res.writeHead(status, { ...type, 'cache-control': 'no-store, no-transform', connection: 'close', ...more })
}

function isText(url: string): boolean {
  try {
    decodeURIComponent(url.replaceAll('+', ' ').replace(/%(?![0-9a-f]{2})/gi, '%25'))
    return !/%00/.test(url)
  } catch {
    return false
  }
}

/** The peer, or what our own proxy says of it. Kept for the sign-in's brake; never stored, never logged. */
function clientAddress(req: IncomingMessage): string {
  const forwarded = config().TRUST_PROXY ? req.headers['x-forwarded-for'] : undefined
  const last = (Array.isArray(forwarded) ? forwarded.at(-1) : forwarded)?.split(',').at(-1)?.trim()
  return last || req.socket.remoteAddress || 'unknown'
}

const answered = new WeakSet<Socket>()

/** Requests that Node's parser gives up on, such as an address of 10 MB. */
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket) {
  if (answered.has(socket)) return undefined // the rest of what was answered already
  if (!socket.writable || error.code === 'ECONNRESET') return socket.destroy()
  answered.add(socket)
  const [status, zh, en] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? [
          431,
          `网址或请求头超过 ${limits.headerBytes / 1024} KB。请缩短查询条件。`,
          `The address or the headers are longer than ${limits.headerBytes / 1024} KB. Please shorten the query.`,
        ]
      : [400, '请求的格式不对。', 'The request is malformed.']
  const body = plainPage(status as number, zh as string, en as string)
  // What still comes is read and dropped for a while: a closed door would cut off our answer too.
  socket.on('error', () => {}).resume()
  setTimeout(() => socket.destroy(), 3000).unref()
  socket.end(
    `HTTP/1.1 ${status} ${status === 431 ? 'Request Header Fields Too Large' : 'Bad Request'}\r\n` +
      securityHeaders.map(([name, value]) => `${name}: ${value}\r\n`).join('') +
      `content-type: text/html; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
  return undefined
}
