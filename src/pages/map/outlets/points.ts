import type { APIRoute } from 'astro'
import { outletPointSearch } from '#domain/publication/input.ts'
import { outletPlaces } from '#domain/publication/queries.ts'
import { answerApi } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'
import { geoJson } from '#platform/places/geojson.ts'
import { featuresOf, outletLayer } from '#src/components/map/layers.ts'

/** What the map of outlets shows in a part of it, as GeoJSON. */
export const GET: APIRoute = ({ url, locals }) =>
  answerApi(async () => {
    const { bbox, zoom, ...filter } = parseApiSearch(outletPointSearch, url.searchParams)
    const index = await outletPlaces(locals.db, { ...filter, bbox: undefined }, locals.now)
    return geoJson(featuresOf(outletLayer, index.view(bbox, zoom)))
  })
