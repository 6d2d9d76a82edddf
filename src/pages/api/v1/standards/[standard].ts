import type { APIRoute } from 'astro'
import { getStandard } from '#domain/standard/queries/standards.ts'
import { answerApi, apiOne, problem } from '#platform/http/api.ts'

/** The standard by its address on the site: `gb-4915-2013`. */
export const GET: APIRoute = ({ request, params, locals }) =>
  answerApi(async () => {
    const standard = await getStandard(locals.db, params.standard ?? '')
    return standard ? apiOne(request, standard) : problem(404, 'There is no standard at this address')
  })
