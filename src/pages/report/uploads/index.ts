import type { APIRoute } from 'astro'
import { startUpload } from '#domain/report/commands/uploads.ts'
import { answerUpload } from '#src/actions/report-uploads.ts'

/** Begins an upload of `?bytes=`: its address, and the token that belongs to it. */
export const POST: APIRoute = ({ url, locals }) =>
  answerUpload(url, async () => {
    const { id, token } = await startUpload(locals.db, Number(url.searchParams.get('bytes')) || 0, locals.machineNow)
    return { status: 201, body: { id, token, offset: 0 } }
  })
