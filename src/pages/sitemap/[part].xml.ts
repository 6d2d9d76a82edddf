import type { APIRoute } from 'astro'
import { problem } from '#platform/http/api.ts'
import { readPart } from '#src/components/sitemap/parts.ts'
import { urlSet } from '#src/components/sitemap/xml.ts'

/** Up to 10,000 records in both languages; what was taken off the board is not among them. */
export const GET: APIRoute = async ({ params, locals: { db }, cache }) => {
  const entries = await readPart(db, params.part ?? '')
  if (!entries) return problem(404, 'The site map has no such part')
  cache.set({ maxAge: 300, swr: 3600, tags: ['board', 'disclosures', 'enterprises', 'stories'] })
  return new Response(urlSet(entries), { headers: { 'content-type': 'application/xml; charset=utf-8' } })
}
