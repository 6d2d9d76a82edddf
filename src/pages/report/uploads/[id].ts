import type { APIRoute } from 'astro'
import { appendUpload, dropUpload, finishUpload, getUpload } from '#domain/report/commands/uploads.ts'
import { answerUpload } from '#src/actions/report-uploads.ts'

const refOf = (id: string | undefined, request: Request) => ({
  id: id ?? '',
  token: request.headers.get('x-upload-token') ?? '',
})

/** How far it has come: HEAD gives `upload-offset`. */
export const GET: APIRoute = ({ params, request, url, locals }) =>
  answerUpload(url, async () => {
    const row = await getUpload(locals.db, refOf(params.id, request))
    return row ? { status: 200, body: { offset: row.received } } : { status: 404, body: { message: '' } }
  })

/** The next bytes, from `?offset=` on; with the last ones the file is looked at: `?extension=` of its name. */
export const PUT: APIRoute = ({ params, request, url, locals }) =>
  answerUpload(url, async () => {
    const ref = refOf(params.id, request)
    const bytes = Buffer.from(await request.arrayBuffer())
    const offset = await appendUpload(locals.db, ref, Number(url.searchParams.get('offset')) || 0, bytes)
    const row = await getUpload(locals.db, ref)
    if (!row || offset < row.bytes || row.finishedAt) return { status: 200, body: { offset } }
    const { kind } = await finishUpload(
      locals.db,
      ref,
      (url.searchParams.get('extension') ?? '').slice(0, 10),
      locals.machineNow,
    )
    return { status: 200, body: { offset, kind } }
  })

export const DELETE: APIRoute = ({ params, request, url, locals }) =>
  answerUpload(url, async () => {
    await dropUpload(locals.db, refOf(params.id, request))
    return { status: 200, body: {} }
  })
