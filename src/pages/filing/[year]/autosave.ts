import type { APIRoute } from 'astro'
import { autosaveDraft } from '#domain/disclosure/commands/save-draft.ts'
import { autosaving, disclosureYear } from '#domain/disclosure/input.ts'
import { answerApi, problem } from '#platform/http/api.ts'
import { demandAccount } from '#platform/permissions/demand.ts'

/**
 * Saves what changed in an open form: `{ revision, fields }`. Answers with the new revision, what others changed meanwhile, and
 * the fields that two people changed differently, each with both values.
 */
export const PUT: APIRoute = ({ params, request, locals }) =>
  answerApi(async () => {
    const { db, viewer, now } = locals
    const year = disclosureYear.safeParse(params.year).data
    const { enterpriseId } = demandAccount(viewer, 'disclosure.file', {
      enterpriseId: viewer.role === 'firm' ? viewer.enterpriseId : null,
    })
    if (year === undefined || enterpriseId === null) return problem(404, 'No such year')
    const sent = await request.json().catch(() => undefined)
    if (sent === undefined) return problem(400, 'The body is not JSON')
    const save = { enterpriseId, year, ...autosaving.parse(sent), keepRest: true }
    return Response.json({ ...(await autosaveDraft(db, viewer, save, now)), savedAt: now })
  })
