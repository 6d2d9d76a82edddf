import type { APIRoute } from 'astro'
import { closureFile } from '#src/components/rectification/closure-file.ts'

/** A file of a closure: for the county's bureau, the city and the auditor. */
export const GET: APIRoute = (context) => {
  const { viewer } = context.locals
  return closureFile(context, { regionCode: viewer.role === 'county_officer' ? (viewer.regionCode ?? '') : undefined })
}
