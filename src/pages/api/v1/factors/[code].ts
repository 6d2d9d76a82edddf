import type { APIRoute } from 'astro'
import { getFactor } from '#domain/standard/queries/factors.ts'
import { listLimitsOfFactor } from '#domain/standard/queries/standards.ts'
import { answerApi, apiOne, problem } from '#platform/http/api.ts'

export const GET: APIRoute = ({ request, params, locals }) =>
  answerApi(async () => {
    const factor = await getFactor(locals.db, params.code ?? '')
    if (!factor) return problem(404, 'There is no factor with this code')
    return apiOne(request, { ...factor, limits: await listLimitsOfFactor(locals.db, factor.code) })
  })
