import type { IncomingMessage, ServerResponse } from 'node:http'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { log } from '#platform/log.ts'

/** The server counts, the built page /metrics shows: two copies of this module in one process, so the numbers are shared. */
const shared = globalThis as { qingyuanMetrics?: Registry }
if (!shared.qingyuanMetrics) {
  shared.qingyuanMetrics = new Registry()
  collectDefaultMetrics({ register: shared.qingyuanMetrics })
}
export const metrics = shared.qingyuanMetrics

const name = 'http_request_duration_seconds'
const seconds =
  (metrics.getSingleMetric(name) as Histogram<'method' | 'area' | 'status'> | undefined) ??
  new Histogram({
    name,
    help: 'Time from the request to the end of its answer',
    labelNames: ['method', 'area', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [metrics],
  })

/**
 * Of what a reporter sends and follows nothing is counted or logged: whoever reads the numbers each second would learn the minute of a
 * report, and whoever watches a line would know whose it is. A fault is, so that it can be mended.
 */
export const isReporters = (url: string): boolean =>
  /^(?:\/en)?\/report\/?(?:(?:follow|uploads)\b.*)?(?:\?.*)?$/.test(url) || /^\/_actions\/follow\./.test(url)

/** Counts and logs one answer. Only the first step of the path is kept: no ids, no queries, no addresses. */
export function observeRequest(req: IncomingMessage, res: ServerResponse, requestId: string, ms: number): void {
  const status = res.statusCode
  if (isReporters(req.url ?? '/') && status < 500) return
  const area = areaOf(req.url ?? '/')
  seconds.observe({ method: req.method ?? '', area, status: String(status) }, ms / 1000)
  const line = { requestId, method: req.method, area, status, ms: Math.round(ms) }
  if (status >= 500) log.error(line, 'request')
  else log.debug(line, 'request')
}

const areas = new Set([
  'enterprises',
  'disclosures',
  'board',
  'map',
  'monitoring',
  'report',
  'progress',
  'library',
  'data',
  'log',
  'filing',
  'office',
  'api',
  'assets',
  'sign-in',
  'account',
  'healthz',
  'readyz',
  'metrics',
])

function areaOf(url: string): string {
  const path = url.split('?', 1)[0] ?? ''
  const first = (path.startsWith('/en/') ? path.slice(3) : path).split('/')[1] ?? ''
  return first === '' || first === 'en' ? 'home' : areas.has(first) ? first : 'other'
}
