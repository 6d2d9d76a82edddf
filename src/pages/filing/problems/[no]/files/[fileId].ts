import type { APIRoute } from 'astro'
import { closureFile } from '#src/components/rectification/closure-file.ts'

/** A file of a closure of the own firm. */
export const GET: APIRoute = (context) => {
  const { viewer } = context.locals
  return closureFile(context, { enterpriseId: viewer.role === 'visitor' ? 0 : (viewer.enterpriseId ?? 0) })
}
