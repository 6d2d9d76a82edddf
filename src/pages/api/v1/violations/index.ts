import type { APIRoute } from 'astro'
import { violationApiSearch } from '#domain/violation/input/board.ts'
import { caseLine } from '#domain/violation/open-data.ts'
import { readOnCases } from '#domain/violation/queries/read-on.ts'
import { boardReference, unknownCodes } from '#domain/violation/queries/reference.ts'
import { answerApi, apiList, problem } from '#platform/http/api.ts'
import { parseSearch } from '#platform/http/search-params.ts'

/** Published cases, newest decision first, with the board's filters; `sort=decided` from the oldest. */
export const GET: APIRoute = ({ request, url, locals, cache }) =>
  answerApi(async () => {
    const { values, problems: misread } = parseSearch(violationApiSearch, url.searchParams)
    const problems = [...misread, ...unknownCodes(values, await boardReference(locals.db), 'en')]
    if (problems.length > 0) {
      const named = problems.map(({ field, message }) => ({ field, message }))
      return problem(400, 'A parameter is not as documented', named)
    }
    const { rows, total, cursor } = await readOnCases(locals.db, values)
    cache.set({ maxAge: 300, swr: 3600, tags: ['board'] })
    return apiList(request, rows.map(caseLine), total, cursor)
  })
