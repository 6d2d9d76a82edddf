import type { APIRoute } from 'astro'
import { paperId } from '#domain/plan/input/paper.ts'
import { getPaperFile } from '#domain/plan/queries/papers.ts'
import { readFile } from '#platform/storage/files.ts'
import { fileHeaders } from '#platform/storage/serve.ts'

/** The file of a paper that is on file. */
export const GET: APIRoute = async ({ params, locals: { db }, rewrite }) => {
  const id = paperId.safeParse(params.id).data
  const file = id === undefined ? undefined : await getPaperFile(db, id, true)
  const bytes = file && (await readFile(file.sha256))
  if (!file || !bytes) return rewrite('/404')
  return new Response(new Uint8Array(bytes), { headers: fileHeaders(file.name, file.mediaType) })
}
