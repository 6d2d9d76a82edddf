import type { APIRoute } from 'astro'
import { orderId } from '#domain/supervision/input.ts'
import { orderInFull } from '#domain/supervision/open-data.ts'
import { getOrder } from '#domain/supervision/queries/order.ts'
import { answerApi, apiOne, problem } from '#platform/http/api.ts'

/** One order with its exceedances, anomalies, answers and steps. */
export const GET: APIRoute = ({ request, params, locals: { db, now }, cache }) =>
  answerApi(async () => {
    const id = orderId.safeParse(params.id).data
    const found = id === undefined ? undefined : await getOrder(db, id)
    if (!found) return problem(404, `There is no order ${params.id?.slice(0, 40)}; /api/v1/orders lists them`)
    cache.set({ maxAge: 30, swr: 0, tags: ['orders', `supervision:${found.id}`] })
    return apiOne(request, orderInFull(found, now))
  })
