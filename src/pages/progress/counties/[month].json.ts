import type { APIRoute } from 'astro'
import { scoresOf } from '#domain/assessment/queries/scores.ts'
import { canonicalJson } from '#platform/canonical-json.ts'
import { answerApi, problem } from '#platform/http/api.ts'

/**
 * A month's rows, formula and scores as canonical JSON (keys sorted, no blanks), so that docs/examples/recompute-county-scores.mjs comes to
 * the same bytes.
 */
export const GET: APIRoute = ({ params, locals: { db, now }, cache }) =>
  answerApi(async () => {
    const found = await scoresOf(db, params.month ?? '', now)
    if (!found) return problem(404, 'There are no scores of that month; write it like 2026-10')
    cache.set({ maxAge: 300, swr: 0, tags: ['assessment'] })
    return new Response(canonicalJson(found), {
      headers: { 'content-type': 'application/json', 'access-control-allow-origin': '*' },
    })
  })
