import type { APIRoute } from 'astro'
import { disclosureApiSearch } from '#domain/disclosure/input.ts'
import { listDisclosures } from '#domain/disclosure/queries/open-data.ts'
import { answerApi, apiList } from '#platform/http/api.ts'

export const GET: APIRoute = ({ request, url, locals }) =>
  answerApi(async () => {
    const search = disclosureApiSearch.parse(Object.fromEntries(url.searchParams))
    const { rows, total, cursor } = await listDisclosures(locals.db, search)
    return apiList(request, rows, total, cursor)
  })
