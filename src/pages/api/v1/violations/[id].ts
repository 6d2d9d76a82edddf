import type { APIRoute } from 'astro'
import { caseWhole } from '#domain/violation/open-data.ts'
import { getAftercare } from '#domain/violation/queries/aftercare.ts'
import { answerApi, apiOne } from '#platform/http/api.ts'
import { findCase } from '#src/components/board/find-case.ts'

/** One published case. One that was taken off the board answers 410 with the day, and nothing of its content. */
export const GET: APIRoute = (context) =>
  answerApi(async () => {
    const found = await findCase(context)
    if (found instanceof Response) return found
    return apiOne(context.request, caseWhole(found, await getAftercare(context.locals.db, found.id)))
  })
