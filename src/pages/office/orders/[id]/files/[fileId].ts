import type { APIRoute } from 'astro'
import { orderFile } from '#src/components/supervision/order-file.ts'

/** A file of any party's answer: for the county's bureau, the city and the auditor. */
export const GET: APIRoute = (context) => {
  const { viewer } = context.locals
  return orderFile(context, { regionCode: viewer.role === 'county_officer' ? (viewer.regionCode ?? '') : undefined })
}
