import type { APIRoute } from 'astro'
import boundaries from '../../../content/boundaries/yiyang.json?raw'

/** The county boundaries that the map is drawn on: WGS 84, as in content/boundaries. */
export const GET: APIRoute = () =>
  new Response(boundaries, {
    headers: { 'content-type': 'application/geo+json', 'cache-control': 'public, max-age=86400' },
  })
