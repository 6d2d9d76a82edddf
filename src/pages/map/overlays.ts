import type { APIRoute } from 'astro'
import { mapOverlays } from '#domain/publication/input.ts'
import { getReportSummary } from '#domain/report/queries/public/summary.ts'
import { answerApi } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'
import { mapOverlaysOf, readShade } from '#src/components/map/overlays.ts'

/** What is drawn under the points of the map, as its page says it: the counties' figures, the squares of the public's reports. */
export const GET: APIRoute = ({ url, locals: { db, now } }) =>
  answerApi(async () => {
    const { shade, grid } = parseApiSearch(mapOverlays.en, url.searchParams)
    const [figures, reports] = await Promise.all([readShade(db, shade, now), grid ? getReportSummary(db) : undefined])
    return Response.json(mapOverlaysOf(figures, shade, reports?.map), {
      headers: { 'cache-control': 'public, max-age=60' },
    })
  })
