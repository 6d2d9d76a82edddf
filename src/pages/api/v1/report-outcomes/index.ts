import type { APIRoute } from 'astro'
import { outcomeApiSearch } from '#domain/report/input/public.ts'
import { outcomeLine } from '#domain/report/open-data.ts'
import { readOnOutcomes } from '#domain/report/queries/public/outcomes.ts'
import { answerApi, apiList } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'

/** Outcomes of public reports, the newest first (`?kind=…&region=…&outcome=…&month=2026-11`). Nothing of a reporter is in them. */
export const GET: APIRoute = ({ request, url, locals, cache }) =>
  answerApi(async () => {
    const { limit, cursor, ...filter } = parseApiSearch(outcomeApiSearch, url.searchParams)
    const found = await readOnOutcomes(locals.db, filter, limit, cursor)
    cache.set({ maxAge: 300, swr: 3600, tags: ['reports'] })
    return apiList(request, found.rows.map(outcomeLine), found.total, found.cursor)
  })
