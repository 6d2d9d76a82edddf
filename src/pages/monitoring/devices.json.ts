import type { APIRoute } from 'astro'
import { installDownload } from '#domain/device/input/search.ts'
import { installationLine } from '#domain/device/open-data.ts'
import { searchInstallations } from '#domain/device/queries/installations.ts'
import { answerApi, apiList } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'

/** Every outlet that must have a device, or has one, by the same filters as the page. */
export const GET: APIRoute = ({ request, url, locals: { db, now }, cache }) =>
  answerApi(async () => {
    const { lang: _, ...search } = parseApiSearch(installDownload, url.searchParams)
    const { rows, found } = await searchInstallations(db, search, now)
    cache.set({ maxAge: 30, swr: 0, tags: ['monitoring'] })
    return apiList(request, rows.map(installationLine), found, null)
  })
