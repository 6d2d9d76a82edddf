import type { APIRoute } from 'astro'
import { sendForAssociation } from '#domain/report/commands/association.ts'
import { associationReport } from '#domain/report/input/association.ts'
import { answerApi, problem } from '#platform/http/api.ts'

/**
 * A report of a verified association, as JSON (domain/report/input/association.ts), with its key: `Authorization: Bearer qyk_…`.
 * Answers 201 with the receipt, which is told this once.
 */
export const POST: APIRoute = ({ request, locals }) =>
  answerApi(async () => {
    const { db, viewer, now } = locals
    const body: unknown = await request.json().catch(() => undefined)
    if (body === undefined) return problem(400, 'The body is not JSON')
    const { handle, receipt, acceptDueOn } = await sendForAssociation(
      db,
      viewer,
      associationReport.parse(body),
      'api',
      now,
    )
    return new Response(JSON.stringify({ data: { handle, receipt, acceptDueOn } }), {
      status: 201,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    })
  })
