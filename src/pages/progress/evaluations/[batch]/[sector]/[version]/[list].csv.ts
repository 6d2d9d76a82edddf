import type { APIRoute } from 'astro'
import { evaluationAddress, evaluationFile } from '#domain/plan/input/evaluation.ts'
import { getEvaluationRows } from '#domain/plan/queries/evaluations.ts'
import { csvFile } from '#platform/http/api.ts'
import { listTable } from '#src/components/plan/report-parts.ts'

/** The same rows as a table. */
export const GET: APIRoute = async ({ params, locals: { db }, rewrite }) => {
  const address = evaluationAddress.safeParse(params).data
  const file = evaluationFile.safeParse(params).data
  const found = address && file && (await getEvaluationRows(db, address, file.version, file.list))
  if (!found) return rewrite('/404')
  return csvFile(
    `${address.batch}-${address.sector}-${file.version}-${found.list}.csv`,
    listTable(JSON.parse(found.rows)),
  )
}
