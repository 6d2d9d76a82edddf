import type { APIRoute } from 'astro'
import { listSectors } from '#domain/sector/queries.ts'
import { listApiSearch } from '#domain/standard/input.ts'
import { answerApi, apiList } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'
import { pageOfShortList } from '#platform/http/short-list.ts'

export const GET: APIRoute = ({ request, url, locals }) =>
  answerApi(async () => {
    const search = parseApiSearch(listApiSearch, url.searchParams)
    const { page, total, cursor } = pageOfShortList(await listSectors(locals.db), search, ({ code }) => code)
    return apiList(request, page, total, cursor)
  })
