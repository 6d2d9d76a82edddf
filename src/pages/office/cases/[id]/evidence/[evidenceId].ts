import type { APIRoute } from 'astro'
import { caseId } from '#domain/violation/input/board.ts'
import { getCaseFile } from '#domain/violation/queries/case-file.ts'
import { listEvidence } from '#domain/violation/queries/evidence.ts'
import { readFile } from '#platform/storage/files.ts'
import { fileHeaders } from '#platform/storage/serve.ts'

/** A file of the evidence, for the office of the case's county. */
export const GET: APIRoute = async ({ params, locals, rewrite }) => {
  const [id, evidenceId] = [caseId.safeParse(params.id).data, caseId.safeParse(params.evidenceId).data]
  const found = id && evidenceId ? await getCaseFile(locals.db, locals.viewer, id) : undefined
  const item = found && (await listEvidence(locals.db, found.id)).find((each) => each.id === evidenceId)
  const bytes = item?.fileSha256 ? await readFile(item.fileSha256) : undefined
  if (!item?.fileName || !item.mediaType || !bytes) return rewrite('/404')
  return new Response(new Uint8Array(bytes), {
    headers: { ...fileHeaders(item.fileName, item.mediaType), 'cache-control': 'no-store' },
  })
}
