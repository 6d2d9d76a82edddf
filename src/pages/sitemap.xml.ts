import type { APIRoute } from 'astro'
import { listParts } from '#src/components/sitemap/parts.ts'
import { sitemapIndex } from '#src/components/sitemap/xml.ts'

/** The parts of the site map, each with the newest change in it. */
export const GET: APIRoute = async ({ locals: { db }, cache }) => {
  const parts = await listParts(db)
  cache.set({ maxAge: 300, swr: 3600, tags: ['board', 'disclosures', 'enterprises', 'stories'] })
  return new Response(sitemapIndex(parts), { headers: { 'content-type': 'application/xml; charset=utf-8' } })
}
