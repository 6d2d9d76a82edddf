import type { APIRoute } from 'astro'
import { mapPointSearch } from '#domain/enterprise/input.ts'
import { listClusters } from '#domain/enterprise/queries/clusters.ts'
import { cityDate } from '#platform/clock.ts'
import { answerApi } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'

/** What the map shows in a part of it, as GeoJSON: clusters with the share of each standing, and single enterprises. */
export const GET: APIRoute = ({ url, locals }) =>
  answerApi(async () => {
    const search = parseApiSearch(mapPointSearch, url.searchParams)
    const { clusters, places } = await listClusters(locals.db, search, search, cityDate(locals.now))
    const features = [
      ...clusters.map(({ longitudeDeg, latitudeDeg, ...properties }) => feature(longitudeDeg, latitudeDeg, properties)),
      ...places.map(({ longitudeDeg, latitudeDeg, ...properties }) => feature(longitudeDeg, latitudeDeg, properties)),
    ]
    return new Response(JSON.stringify({ type: 'FeatureCollection', features }), {
      headers: { 'content-type': 'application/geo+json', 'cache-control': 'public, max-age=30' },
    })
  })

const feature = (longitudeDeg: number, latitudeDeg: number, properties: object) => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [longitudeDeg, latitudeDeg] },
  properties,
})
