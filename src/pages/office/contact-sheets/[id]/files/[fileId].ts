import type { APIRoute } from 'astro'
import { jointId } from '#domain/joint/input.ts'
import { getSheetFile } from '#domain/joint/queries/sheets.ts'
import { readFile } from '#platform/storage/files.ts'
import { fileHeaders } from '#platform/storage/serve.ts'

/** A file of a sheet's answer, for the bureaus and the auditor. */
export const GET: APIRoute = async ({ params, locals: { db, viewer }, rewrite }) => {
  const [id, fileId] = [jointId.safeParse(params.id).data, jointId.safeParse(params.fileId).data]
  const file = id === undefined || fileId === undefined ? undefined : await getSheetFile(db, viewer, id, fileId)
  const bytes = file && (await readFile(file.sha256))
  if (!file || !bytes) return rewrite('/404')
  return new Response(new Uint8Array(bytes), { headers: fileHeaders(file.name, file.mediaType) })
}
