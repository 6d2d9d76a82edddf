import type { APIRoute } from 'astro'
import { caseId } from '#domain/violation/input/board.ts'
import { getPublicEvidenceFile } from '#domain/violation/queries/evidence.ts'
import { readFile } from '#platform/storage/files.ts'
import { fileHeaders } from '#platform/storage/serve.ts'

/** A file of the evidence that this published case shows. Gone with the case. */
export const GET: APIRoute = async ({ params, locals, rewrite }) => {
  const [id, evidenceId] = [caseId.safeParse(params.id).data, caseId.safeParse(params.evidenceId).data]
  const file = id && evidenceId ? await getPublicEvidenceFile(locals.db, id, evidenceId) : undefined
  const bytes = file && (await readFile(file.sha256))
  if (!file || !bytes) return rewrite('/404')
  return new Response(new Uint8Array(bytes), { headers: fileHeaders(file.name, file.mediaType) })
}
