import type { APIRoute } from 'astro'
import { config } from '#platform/config.ts'

/** Desks, accounts and tables for other sites' pages are not for search engines. */
const closed = ['/account', '/filing', '/office', '/embed']

export const GET: APIRoute = () => {
  const lines = closed.flatMap((path) => [`Disallow: ${path}`, `Disallow: /en${path}`])
  return new Response(
    `User-agent: *\n${lines.join('\n')}\n\nSitemap: ${new URL('/sitemap.xml', config().SITE_URL).href}\n`,
    {
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    },
  )
}
