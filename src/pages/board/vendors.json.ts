import type { APIRoute } from 'astro'
import { vendorLine } from '#domain/sanction/open-data.ts'
import { listVendorListings } from '#domain/sanction/queries/vendors.ts'
import { answerApi, apiList } from '#platform/http/api.ts'

/** The vendors' blacklist: what is in force, then the bare records of what ended. */
export const GET: APIRoute = ({ request, locals, cache }) =>
  answerApi(async () => {
    const rows = await listVendorListings(locals.db)
    cache.set({ maxAge: 300, swr: 0, tags: ['board'] })
    return apiList(request, rows.map(vendorLine), rows.length, null)
  })
