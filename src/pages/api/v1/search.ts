import type { APIRoute } from 'astro'
import { apiSearch } from '#domain/search/input.ts'
import { findForPrograms } from '#domain/search/queries/find.ts'
import { addressOf, refOf } from '#domain/search/rules.ts'
import { boardReference, unknownCodes } from '#domain/violation/queries/reference.ts'
import { answerApi, apiList, problem } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'

/**
 * Everything that is public, found by its words: the best of each kind, or with one `kind` page by page. `facets` counts what each
 * further filter would leave; `corrected` says what was searched for where nothing fits what was typed.
 */
export const GET: APIRoute = ({ request, url, locals }) =>
  answerApi(async () => {
    const search = parseApiSearch(apiSearch, url.searchParams)
    const problems = unknownCodes({ region: search.region, sector: [] }, await boardReference(locals.db), 'en')
    if (search.cursor !== undefined && search.kind.length !== 1) {
      problems.push({ field: 'cursor', given: String(search.cursor), message: 'Give one kind to read on in it' })
    }
    if (problems.length > 0) {
      const named = problems.map(({ field, message }) => ({ field, message }))
      return problem(400, 'A parameter is not as documented', named)
    }
    const answer = await findForPrograms(locals.db, search)
    const hits = answer.groups.flatMap((group) => group.hits)
    const read = (search.cursor ?? 0) + hits.length
    const data = hits.map(({ key, kind, titleZh, titleEn, regionCode, year, shown }) => ({
      kind,
      id: refOf(key),
      title: titleZh,
      titleEn,
      url: addressOf(kind, key),
      regionCode,
      year,
      ...shown,
    }))
    const isMore = search.kind.length === 1 && hits.length > 0 && read < answer.total
    return apiList(request, data, answer.total, isMore ? String(read) : null, {
      isTotalCut: answer.hasMore,
      corrected: answer.corrected,
      alternatives: answer.alternatives,
      facets: Object.fromEntries(
        Object.entries(answer.facets).map(([name, counts]) => [name, Object.fromEntries(counts)]),
      ),
    })
  })
