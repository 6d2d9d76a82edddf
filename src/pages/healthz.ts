import type { APIRoute } from 'astro'

/** The process is up. Says nothing of the database: see /readyz. */
export const GET: APIRoute = () =>
  new Response('ok\n', { headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' } })
