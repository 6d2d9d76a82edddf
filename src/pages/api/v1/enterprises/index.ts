import type { APIRoute } from 'astro'
import { enterpriseApiSearch } from '#domain/enterprise/input.ts'
import { listOpenEnterprises } from '#domain/enterprise/queries/open-data.ts'
import { placeOf } from '#domain/enterprise/queries/order.ts'
import { registerReference, unknownCodes } from '#domain/enterprise/queries/reference.ts'
import { cityDate } from '#platform/clock.ts'
import { answerApi, apiList, problem } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'
import { searchProblemMessages } from '#src/i18n/messages/search-problems.ts'

export const GET: APIRoute = ({ request, url, locals }) =>
  answerApi(async () => {
    const search = parseApiSearch(enterpriseApiSearch, url.searchParams)
    const place = search.cursor === undefined ? undefined : placeOf(search.cursor)
    const problems = unknownCodes(search, await registerReference(locals.db), 'en')
    if (search.cursor !== undefined && !place) {
      problems.push({ field: 'cursor', given: search.cursor, message: searchProblemMessages.en.notCursor })
    }
    if (problems.length > 0) {
      return problem(
        400,
        'A parameter is not as documented',
        problems.map(({ field, message }) => ({ field, message })),
      )
    }
    const { rows, total, cursor } = await listOpenEnterprises(locals.db, search, place, cityDate(locals.now))
    return apiList(request, rows, total, cursor)
  })
