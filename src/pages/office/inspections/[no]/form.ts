import type { APIRoute } from 'astro'
import { saveInspection } from '#domain/inspection/commands/visit/save.ts'
import { formSaving } from '#domain/inspection/input.ts'
import { answerApi, problem } from '#platform/http/api.ts'
import { numberOf } from '#src/components/inspection/words.ts'

/**
 * Saves what was typed on the site: `{ revision, fields }`, when there is a network. Sent twice it changes nothing; answers with the new
 * revision, what others changed meanwhile, and the fields that two people filled differently, each with both values.
 */
export const PUT: APIRoute = ({ params, request, locals: { db, viewer, now } }) =>
  answerApi(async () => {
    const sent = await request.json().catch(() => undefined)
    if (sent === undefined) return problem(400, 'The body is not JSON')
    const given = formSaving.parse({ ...sent, no: numberOf(params.no) })
    return Response.json({ ...(await saveInspection(db, viewer, given, now)), savedAt: now })
  })
