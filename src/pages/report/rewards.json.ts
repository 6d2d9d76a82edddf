import type { APIRoute } from 'astro'
import { noParameters } from '#domain/report/input/public.ts'
import { getRewardLedger } from '#domain/report/queries/reward/ledger.ts'
import { answerApi, apiOne } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'

/** The ledger of rewards by month and grade: number and yuan of what was granted, and of what became of it. */
export const GET: APIRoute = ({ request, locals: { db }, url, cache }) =>
  answerApi(async () => {
    parseApiSearch(noParameters, url.searchParams)
    const ledger = await getRewardLedger(db)
    cache.set({ maxAge: 300, swr: 0, tags: ['reports'] })
    return apiOne(request, { unit: 'CNY', ...ledger })
  })
