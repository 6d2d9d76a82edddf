import type { APIRoute } from 'astro'
import { getFirmFile } from '#domain/disclosure/queries/files.ts'
import { can } from '#platform/permissions/matrix.ts'
import { readFile } from '#platform/storage/files.ts'
import { fileHeaders } from '#platform/storage/serve.ts'

/** A file of an enterprise, for itself and its regulators; to others it is not there. */
export const GET: APIRoute = async ({ params, locals, rewrite }) => {
  const file = await getFirmFile(locals.db, params.id ?? '')
  if (!file || !can(locals.viewer, 'disclosure.read_file', file)) return rewrite('/404')
  const bytes = await readFile(file.sha256)
  if (!bytes) return rewrite('/404')
  return new Response(new Uint8Array(bytes), { headers: fileHeaders(file.name, file.mediaType) })
}
