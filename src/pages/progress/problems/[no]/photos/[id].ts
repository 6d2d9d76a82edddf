import type { APIRoute } from 'astro'
import { fileNumber, problemNo } from '#domain/rectification/input.ts'
import { getPublicPhoto } from '#domain/rectification/queries/closure-files.ts'
import { readFile } from '#platform/storage/files.ts'
import { fileHeaders } from '#platform/storage/serve.ts'

/** A photo of a closure that is or was open to objections. */
export const GET: APIRoute = async ({ params, locals, rewrite }) => {
  const [no, fileId] = [problemNo.safeParse(params.no).data, fileNumber.safeParse(params.id).data]
  const file = no === undefined || fileId === undefined ? undefined : await getPublicPhoto(locals.db, { no, fileId })
  const bytes = file && (await readFile(file.sha256))
  if (!file || !bytes) return rewrite('/404')
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...fileHeaders(`${no}-${fileId}`, file.mediaType, { inline: true }),
      'cache-control': 'public, max-age=86400',
    },
  })
}
