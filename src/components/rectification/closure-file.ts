import type { APIContext } from 'astro'
import { fileNumber, problemNo } from '#domain/rectification/input.ts'
import { getClosureFile } from '#domain/rectification/queries/closure-files.ts'
import { readFile } from '#platform/storage/files.ts'
import { fileHeaders } from '#platform/storage/serve.ts'

/** The answer with a file of a closure that the desk's scope allows; else the page that says there is none. */
export async function closureFile(
  { params, locals, rewrite }: APIContext,
  scope: Parameters<typeof getClosureFile>[2],
): Promise<Response> {
  const [no, fileId] = [problemNo.safeParse(params.no).data, fileNumber.safeParse(params.fileId).data]
  const file =
    no === undefined || fileId === undefined ? undefined : await getClosureFile(locals.db, { no, fileId }, scope)
  const bytes = file && (await readFile(file.sha256))
  if (!file || !bytes) return rewrite('/404')
  return new Response(new Uint8Array(bytes), { headers: fileHeaders(file.name, file.mediaType) })
}
