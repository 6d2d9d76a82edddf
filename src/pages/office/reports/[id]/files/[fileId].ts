import { Readable } from 'node:stream'
import type { APIRoute } from 'astro'
import { reportNumber } from '#domain/report/input/handling.ts'
import { readCleanCopy } from '#domain/report/queries/office/files.ts'
import { fileHeaders } from '#platform/storage/serve.ts'

const endings: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
}

/** A clean copy of a report's evidence, for its handlers: to be saved, run by nothing, kept by no cache. Its name is ours. */
export const GET: APIRoute = async ({ params, locals, rewrite }) => {
  const [id, fileId] = [reportNumber.safeParse(params.id).data, reportNumber.safeParse(params.fileId).data]
  const copy = id && fileId ? await readCleanCopy(locals.db, locals.viewer, id, fileId) : undefined
  if (!copy) return rewrite('/404')
  const name = `report-${id}-${fileId}.${endings[copy.mediaType] ?? 'bin'}`
  return new Response(Readable.toWeb(Readable.from(copy.pieces)) as ReadableStream<Uint8Array>, {
    headers: {
      ...fileHeaders(name, copy.mediaType),
      'content-length': String(copy.bytes),
      'cache-control': 'no-store',
    },
  })
}
