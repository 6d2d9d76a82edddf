import type { APIRoute } from 'astro'
import { orderFile } from '#src/components/supervision/order-file.ts'

/** A file of the firm's own answer. */
export const GET: APIRoute = (context) => {
  const { viewer } = context.locals
  const enterpriseId = viewer.role === 'visitor' ? 0 : (viewer.enterpriseId ?? 0)
  return orderFile(context, { enterpriseId, party: 'firm' })
}
