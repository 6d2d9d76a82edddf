import type { APIRoute } from 'astro'
import { casePointSearch } from '#domain/violation/input/board.ts'
import { casePlaces } from '#domain/violation/queries/places.ts'
import { answerApi } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'
import { geoJson } from '#platform/places/geojson.ts'
import { caseLayer, featuresOf } from '#src/components/map/layers.ts'

/** What the map of cases shows in a part of it, as GeoJSON. */
export const GET: APIRoute = ({ url, locals }) =>
  answerApi(async () => {
    const { bbox, zoom, ...filter } = parseApiSearch(casePointSearch, url.searchParams)
    const index = await casePlaces(locals.db, filter, locals.now)
    return geoJson(featuresOf(caseLayer, index.view(bbox, zoom)))
  })
