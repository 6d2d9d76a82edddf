import type { APIRoute } from 'astro'
import water from '../../../content/boundaries/yiyang-water.json?raw'

/** The larger waters that the map is drawn on: WGS 84, as in content/boundaries. */
export const GET: APIRoute = () =>
  new Response(water, {
    headers: { 'content-type': 'application/geo+json', 'cache-control': 'public, max-age=86400' },
  })
