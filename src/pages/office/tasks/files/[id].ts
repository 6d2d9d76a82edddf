import type { APIRoute } from 'astro'
import { getTaskFile } from '#domain/assessment/queries/tasks.ts'
import { can } from '#platform/permissions/matrix.ts'
import { readFile } from '#platform/storage/files.ts'
import { fileHeaders } from '#platform/storage/serve.ts'

/** A file that shows what was done of a task: for the unit itself, the city and the auditor. */
export const GET: APIRoute = async ({ params, locals: { db, viewer }, rewrite }) => {
  const id = /^[1-9]\d{0,8}$/.test(params.id ?? '') ? Number(params.id) : 0
  const file = await getTaskFile(db, id)
  const isTheirs = file && can(viewer, 'task.read', { regionCode: file.regionCode })
  const bytes = isTheirs && (await readFile(file.sha256))
  if (!file || !bytes) return rewrite('/404')
  return new Response(new Uint8Array(bytes), { headers: fileHeaders(file.name, file.mediaType) })
}
