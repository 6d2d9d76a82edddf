import type { APIRoute } from 'astro'
import { punishmentApiSearch } from '#domain/sanction/input.ts'
import { punishmentLine } from '#domain/sanction/open-data.ts'
import { exportPunishments } from '#domain/sanction/queries/punishments.ts'
import { answerApi, apiList } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'

/** Joint punishments, the newest first (`?state=in_force&measure=…&region=…`): all of them in one answer. */
export const GET: APIRoute = ({ request, url, locals, cache }) =>
  answerApi(async () => {
    const rows = await exportPunishments(locals.db, parseApiSearch(punishmentApiSearch, url.searchParams))
    cache.set({ maxAge: 300, swr: 0, tags: ['board'] })
    return apiList(request, rows.map(punishmentLine), rows.length, null)
  })
