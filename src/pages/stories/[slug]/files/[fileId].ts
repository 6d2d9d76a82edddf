import type { APIRoute } from 'astro'
import { getStoryFile } from '#domain/story/queries/public.ts'
import { readFile } from '#platform/storage/files.ts'
import { fileHeaders } from '#platform/storage/serve.ts'

/** A picture or attachment of a public story. */
export const GET: APIRoute = async ({ params, locals, rewrite }) => {
  const file = await getStoryFile(locals.db, params.slug ?? '', params.fileId ?? '')
  const bytes = file && (await readFile(file.sha256))
  if (!file || !bytes) return rewrite('/404')
  return new Response(new Uint8Array(bytes), { headers: fileHeaders(file.name, file.mediaType, { inline: true }) })
}
