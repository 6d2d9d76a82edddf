import type { APIRoute } from 'astro'
import { orderFile } from '#src/components/supervision/order-file.ts'

/** A file of the operator's own answer. */
export const GET: APIRoute = (context) => orderFile(context, { operatorOf: context.locals.viewer, party: 'operator' })
