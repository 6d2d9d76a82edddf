import type { APIRoute } from 'astro'
import { mapPointSearch } from '#domain/enterprise/input.ts'
import { enterprisePlaces } from '#domain/enterprise/queries/places.ts'
import { answerApi } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'
import { geoJson } from '#platform/places/geojson.ts'
import { enterpriseLayer, featuresOf } from '#src/components/map/layers.ts'

/** What the map of enterprises shows in a part of it, as GeoJSON: clusters with the share of each standing, and single enterprises. */
export const GET: APIRoute = ({ url, locals }) =>
  answerApi(async () => {
    const { bbox, zoom, ...filter } = parseApiSearch(mapPointSearch, url.searchParams)
    const index = await enterprisePlaces(locals.db, { ...filter, bbox: undefined }, locals.now)
    return geoJson(featuresOf(enterpriseLayer, index.view(bbox, zoom)))
  })
