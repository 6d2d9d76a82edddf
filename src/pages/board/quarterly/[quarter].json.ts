import type { APIRoute } from 'astro'
import { getQuarterlyList } from '#domain/quarterly/queries/list.ts'
import { quarterName, readQuarter } from '#domain/quarterly/rules.ts'
import { answerApi, apiOne, problem } from '#platform/http/api.ts'

/** One published quarterly list, whole, with the definition that it was made by. */
export const GET: APIRoute = ({ request, params, locals, cache }) =>
  answerApi(async () => {
    const quarter = readQuarter(params.quarter ?? '')
    const list = quarter && (await getQuarterlyList(locals.db, quarter))
    if (!list) return problem(404, 'There is no published list of that quarter; write it like 2026-3')
    cache.set({ maxAge: 300, swr: 3600, tags: ['board'] })
    const { rows, criteria, judgedOutlets, madeAt, publishedAt } = list
    return apiOne(request, {
      quarter: quarterName(list),
      criteria,
      judgedOutlets,
      madeAt: madeAt.toISOString(),
      publishedAt: publishedAt.toISOString(),
      entries: rows.map(({ id: _, ...row }) => row),
    })
  })
