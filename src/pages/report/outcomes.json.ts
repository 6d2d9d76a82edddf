import type { APIRoute } from 'astro'
import { noParameters } from '#domain/report/input/public.ts'
import { getReportSummary } from '#domain/report/queries/public/summary.ts'
import { boundsOf } from '#domain/report/rules/place.ts'
import { fewestShown } from '#domain/report/rules/terms.ts'
import { answerApi, apiOne } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'

/** The numbers of the page: by kind, county, month and state, medians, and the coarse map as boxes (west, south, east, north). */
export const GET: APIRoute = ({ request, locals: { db }, url, cache }) =>
  answerApi(async () => {
    parseApiSearch(noParameters, url.searchParams)
    const { map, states, outcomes, ...summary } = await getReportSummary(db)
    cache.set({ maxAge: 300, swr: 0, tags: ['reports'] })
    return apiOne(request, {
      ...summary,
      states: Object.fromEntries(states),
      outcomes: Object.fromEntries(outcomes),
      map: {
        fewest: fewestShown,
        cells: map.cells.map((cell) => ({ bounds: boundsOf(cell), count: cell.count })),
        elsewhere: [...map.merged].map(([regionCode, count]) => ({ regionCode, count })),
      },
    })
  })
