import type { APIRoute } from 'astro'
import { caseId } from '#domain/violation/input/board.ts'
import { caseWhole, removalOf } from '#domain/violation/open-data.ts'
import { getAftercare } from '#domain/violation/queries/aftercare.ts'
import { getCase } from '#domain/violation/queries/get.ts'
import { answerApi, apiOne, problem } from '#platform/http/api.ts'

/** One published case. One that was taken off the board answers 410 with the day, and nothing of its content. */
export const GET: APIRoute = ({ request, params, locals, cache }) =>
  answerApi(async () => {
    const id = caseId.safeParse(params.id).data
    const found = id === undefined ? undefined : await getCase(locals.db, id)
    if (!found) return problem(404, 'There is no such published case')
    cache.set({ maxAge: 300, swr: found.state === 'published' ? 3600 : 0, tags: ['board', `case:${found.id}`] })
    if (found.state !== 'published') {
      return problem(410, `This record was taken off the board on ${found.removedOn} (${found.state})`, [], {
        removal: removalOf(found),
      })
    }
    return apiOne(request, caseWhole(found, await getAftercare(locals.db, found.id)))
  })
