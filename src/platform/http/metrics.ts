import type { IncomingMessage, ServerResponse } from 'node:http'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { log } from '#platform/log.ts'

export const metrics = new Registry()
collectDefaultMetrics({ register: metrics })

const seconds = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Time from the request to the end of its answer',
  labelNames: ['method', 'area', 'status'] as const,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers: [metrics],
})

/** Counts and logs one answer. Only the first step of the path is kept: no ids, no queries, no addresses. */
export function observeRequest(req: IncomingMessage, res: ServerResponse, requestId: string, ms: number): void {
  const area = areaOf(req.url ?? '/')
  const status = res.statusCode
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
