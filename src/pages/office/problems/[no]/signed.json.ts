import type { APIRoute } from 'astro'
import { problemNo } from '#domain/rectification/input.ts'
import { listSigned } from '#domain/rectification/queries/record.ts'

/** What each signed of a problem's closures, as it stood, with its fingerprint: SHA-256 of the document as canonical JSON. */
export const GET: APIRoute = async ({ params, locals: { db, viewer }, rewrite }) => {
  const no = problemNo.safeParse(params.no).data
  const regionCode = viewer.role === 'county_officer' ? (viewer.regionCode ?? '') : undefined
  const signed = no === undefined ? undefined : await listSigned(db, no, regionCode)
  return signed ? Response.json({ data: signed }) : rewrite('/404')
}
