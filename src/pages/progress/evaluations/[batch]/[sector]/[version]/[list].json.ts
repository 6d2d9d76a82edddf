import type { APIRoute } from 'astro'
import { evaluationAddress, evaluationFile } from '#domain/plan/input/evaluation.ts'
import { getEvaluationRows } from '#domain/plan/queries/evaluations.ts'

/** One list of a published version, byte for byte as its SHA-256 was taken. */
export const GET: APIRoute = async ({ params, locals: { db }, rewrite }) => {
  const address = evaluationAddress.safeParse(params).data
  const file = evaluationFile.safeParse(params).data
  const found = address && file && (await getEvaluationRows(db, address, file.version, file.list))
  if (!found) return rewrite('/404')
  return new Response(found.rows, {
    headers: {
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="${address.batch}-${address.sector}-${file.version}-${found.list}.json"`,
      'access-control-allow-origin': '*',
      etag: `"${found.sha256}"`,
    },
  })
}
