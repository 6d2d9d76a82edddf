import type { APIRoute } from 'astro'
import { standardApiSearch } from '#domain/standard/input.ts'
import { listStandards } from '#domain/standard/queries/standards.ts'
import { answerApi, apiList } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'
import { pageOfShortList } from '#platform/http/short-list.ts'

export const GET: APIRoute = ({ request, url, locals }) =>
  answerApi(async () => {
    const search = parseApiSearch(standardApiSearch, url.searchParams)
    const rows = await listStandards(locals.db, search)
    const { page, total, cursor } = pageOfShortList(rows, search, ({ code }) => code)
    return apiList(request, page, total, cursor)
  })
