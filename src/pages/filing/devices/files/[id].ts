import type { APIRoute } from 'astro'
import { rowId } from '#domain/device/input/fields.ts'
import { getDeviceFile } from '#domain/device/queries/device.ts'
import { can } from '#platform/permissions/matrix.ts'
import { readFile } from '#platform/storage/files.ts'
import { fileHeaders } from '#platform/storage/serve.ts'

/** A paper of a firm's own device; what belongs to another firm, or to a check of the bureau, is not there. */
export const GET: APIRoute = async ({ params, locals, rewrite }) => {
  const id = rowId.safeParse(params.id).data
  const file = id === undefined ? undefined : await getDeviceFile(locals.db, id)
  if (!file?.isNoCheck || !can(locals.viewer, 'device.apply_stop', file)) return rewrite('/404')
  const bytes = await readFile(file.sha256)
  if (!bytes) return rewrite('/404')
  return new Response(new Uint8Array(bytes), {
    headers: { ...fileHeaders(file.name, file.mediaType), 'cache-control': 'no-store' },
  })
}
