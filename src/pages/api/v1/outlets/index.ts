import type { APIRoute } from 'astro'
import { outletApiSearch } from '#domain/enterprise/input.ts'
import { listOutletPage } from '#domain/enterprise/queries/outlets.ts'
import { registerReference, unknownCodes } from '#domain/enterprise/queries/reference.ts'
import { cityDate } from '#platform/clock.ts'
import { answerApi, apiList, problem } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'

export const GET: APIRoute = ({ request, url, locals }) =>
  answerApi(async () => {
    const search = parseApiSearch(outletApiSearch, url.searchParams)
    const problems = unknownCodes({ ...search, sector: [] }, await registerReference(locals.db), 'en')
    if (problems.length > 0) {
      return problem(
        400,
        'A parameter is not as documented',
        problems.map(({ field, message }) => ({ field, message })),
      )
    }
    const { rows, total } = await listOutletPage(locals.db, search, search.cursor ?? 0, cityDate(locals.now))
    const last = rows.at(-1)
    const cursor = last && rows.length === search.limit ? String(last.id) : null
    return apiList(
      request,
      rows.map(({ enterpriseId: _owner, limits, ...outlet }) => ({
        ...outlet,
        limits: limits.map(({ outletId: _outlet, ...limit }) => limit),
      })),
      total,
      cursor,
    )
  })
