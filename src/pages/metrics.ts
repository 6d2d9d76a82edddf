import type { APIRoute } from 'astro'
import { metrics } from '#platform/http/metrics.ts'

/** Prometheus. The proxy keeps it inside (deploy/nginx.conf); it holds no personal data. */
export const GET: APIRoute = async () =>
  new Response(await metrics.metrics(), {
    headers: { 'content-type': metrics.contentType, 'cache-control': 'no-store' },
  })
