import type { APIRoute } from 'astro'
import { readingApiSearch } from '#domain/monitoring/input/live.ts'
import { listReadingPage } from '#domain/monitoring/queries/live/page.ts'
import { answerApi, apiList, problem } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'

/** Readings of one factor at one outlet, oldest first, as the device sent them; without `from` and `to` the newest day of them. */
export const GET: APIRoute = ({ request, url, locals, cache }) =>
  answerApi(async () => {
    const search = parseApiSearch(readingApiSearch, url.searchParams)
    const page = await listReadingPage(locals.db, search, locals.now)
    if (page.missing !== undefined) return problem(404, page.missing)
    if (page.refused) return problem(400, 'A parameter is not as documented', [page.refused])
    cache.set({ maxAge: 5, tags: ['monitoring'] })
    return apiList(request, page.rows, null, page.cursor)
  })
