import type { APIRoute } from 'astro'
import { disclosureId } from '#domain/disclosure/input.ts'
import { getPublicFile } from '#domain/disclosure/queries/public-file.ts'
import { readFile } from '#platform/storage/files.ts'
import { fileHeaders } from '#platform/storage/serve.ts'

/** A file that this version published: process diagram, permit, monitoring report. */
export const GET: APIRoute = async ({ params, locals, rewrite }) => {
  const id = disclosureId.safeParse(params.id).data
  const file = id === undefined ? undefined : await getPublicFile(locals.db, id, params.fileId ?? '')
  const bytes = file && (await readFile(file.sha256))
  if (!file || !bytes) return rewrite('/404')
  return new Response(new Uint8Array(bytes), { headers: fileHeaders(file.name, file.mediaType) })
}
