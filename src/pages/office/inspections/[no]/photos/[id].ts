import type { APIRoute } from 'astro'
import { inspectionNumber } from '#domain/inspection/input.ts'
import { getPhoto } from '#domain/inspection/queries/record.ts'
import { readFile } from '#platform/storage/files.ts'
import { fileHeaders } from '#platform/storage/serve.ts'
import { deskScope } from '#src/components/inspection/scope.ts'
import { numberOf } from '#src/components/inspection/words.ts'

/** A photograph of an inspection, for the desks that may see it. */
export const GET: APIRoute = async ({ params, locals: { db, viewer }, rewrite }) => {
  const no = inspectionNumber.safeParse(numberOf(params.no)).data
  const id = /^[1-9]\d{0,8}$/.test(params.id ?? '') ? Number(params.id) : undefined
  const photo = no === undefined || id === undefined ? undefined : await getPhoto(db, { no, id }, deskScope(viewer))
  const bytes = photo && (await readFile(photo.sha256))
  if (!photo || !bytes) return rewrite('/404')
  return new Response(new Uint8Array(bytes), { headers: fileHeaders(photo.name, photo.mediaType, { inline: true }) })
}
