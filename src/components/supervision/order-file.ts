import type { APIContext } from 'astro'
import { orderId } from '#domain/supervision/input.ts'
import { getOrderFile } from '#domain/supervision/queries/order.ts'
import { readFile } from '#platform/storage/files.ts'
import { fileHeaders } from '#platform/storage/serve.ts'

/** The answer with a file of an order that the desk's scope allows; else the page that says there is none. */
export async function orderFile(
  { params, locals, rewrite }: APIContext,
  scope: Parameters<typeof getOrderFile>[2],
): Promise<Response> {
  const [id, fileId] = [orderId.safeParse(params.id).data, orderId.safeParse(params.fileId).data]
  const file =
    id === undefined || fileId === undefined ? undefined : await getOrderFile(locals.db, { id, fileId }, scope)
  const bytes = file && (await readFile(file.sha256))
  if (!file || !bytes) return rewrite('/404')
  return new Response(new Uint8Array(bytes), { headers: fileHeaders(file.name, file.mediaType) })
}
