import type { APIRoute } from 'astro'
import { getEnterprise } from '#domain/enterprise/queries/get.ts'
import { config } from '#platform/config.ts'
import { qrPath } from '#platform/qr.ts'

/** The code of a firm's permanent address, for sign writers. */
export const GET: APIRoute = async ({ params, locals, cache }) => {
  const firm = await getEnterprise(locals.db, params.creditCode ?? '')
  if (!firm) return new Response(null, { status: 404 })
  cache.set({ maxAge: 3600, swr: 86_400, tags: [`enterprise:${firm.creditCode}`] })
  const { size, path } = qrPath(new URL(`/enterprises/${firm.creditCode}`, config().SITE_URL).href)
  return new Response(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`,
    { headers: { 'content-type': 'image/svg+xml' } },
  )
}
