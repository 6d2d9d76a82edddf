import type { APIRoute } from 'astro'
import { orderApiSearch } from '#domain/supervision/input.ts'
import { orderLine } from '#domain/supervision/open-data.ts'
import { readOnOrders } from '#domain/supervision/queries/list.ts'
import { answerApi, apiList } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'

/** Orders as the page lists them, filters included, page by page as /api/v1/orders gives them. */
export const GET: APIRoute = ({ request, url, locals: { db, now }, cache }) =>
  answerApi(async () => {
    const { limit, cursor, ...filter } = parseApiSearch(orderApiSearch, url.searchParams)
    const found = await readOnOrders(db, filter, limit, cursor, now)
    cache.set({ maxAge: 30, swr: 0, tags: ['orders'] })
    return apiList(
      request,
      found.rows.map((row) => orderLine(row, now)),
      found.total,
      found.cursor,
    )
  })
