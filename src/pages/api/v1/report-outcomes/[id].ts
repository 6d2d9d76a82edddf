import type { APIRoute } from 'astro'
import { outcomeNumber } from '#domain/report/input/public.ts'
import { outcomeLine } from '#domain/report/open-data.ts'
import { getOutcome } from '#domain/report/queries/public/outcomes.ts'
import { answerApi, apiOne, problem } from '#platform/http/api.ts'

export const GET: APIRoute = ({ request, params, locals, cache }) =>
  answerApi(async () => {
    const number = outcomeNumber.safeParse(params.id)
    const found = number.success ? await getOutcome(locals.db, number.data) : undefined
    if (!found) return problem(404, `There is no outcome ${params.id?.slice(0, 40)}; an outcome has a number`)
    cache.set({ maxAge: 300, swr: 3600, tags: ['reports'] })
    return apiOne(request, outcomeLine(found))
  })
