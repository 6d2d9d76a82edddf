import type { APIRoute } from 'astro'
import { scoresOf } from '#domain/assessment/queries/scores.ts'
import { answerApi, csvFile, problem } from '#platform/http/api.ts'

const columns = ['indicator', 'regionCode', 'ref', 'on', 'part', 'of'] as const

/** The rows that a month's scores are computed from. */
export const GET: APIRoute = ({ params, locals: { db, now }, cache }) =>
  answerApi(async () => {
    const month = params.month ?? ''
    const found = await scoresOf(db, month, now)
    if (!found) return problem(404, 'There are no scores of that month; write it like 2026-10')
    cache.set({ maxAge: 300, swr: 0, tags: ['assessment'] })
    return csvFile(`county-scores-${month}.csv`, [
      columns,
      ...found.rows.map((row) => columns.map((name) => row[name])),
    ])
  })
