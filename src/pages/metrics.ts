import type { APIRoute } from 'astro'
import { metrics } from '#platform/http/metrics.ts'

/** Prometheus. It holds no personal data; whoever wants it kept inside does so at the proxy. */
export const GET: APIRoute = async () =>
  new Response(await metrics.metrics(), {
    headers: { 'content-type': metrics.contentType, 'cache-control': 'no-store' },
  })
