import type { APIRoute } from 'astro'
import { executed, perHundred, type StatisticsLine } from '#src/components/board/statistics.ts'
import { readStatistics } from '#src/components/board/statistics-file.ts'

/** The statistics of any state (`?year=2026&region=430922`): each table with its lines, fines in yuan; `?lang=en`. */
export const GET: APIRoute = async (context) => {
  const found = await readStatistics(context)
  if (found instanceof Response) return found
  const line = ({ code, name, cases, fineFen, done, overdue, firms }: StatisticsLine) => ({
    code,
    name,
    cases,
    fine: fineFen === null ? null : fineFen / 100,
    executed: done,
    executedShare: executed({ cases, done }),
    overdue,
    firms,
    casesPer100Firms: perHundred(cases, firms),
  })
  const { cases, fineFen, done, overdue } = found.whole
  const data = {
    whole: { cases, fine: fineFen / 100, executed: done, overdue },
    ...Object.fromEntries(Object.entries(found.tables).map(([table, lines]) => [table, lines.map(line)])),
  }
  return new Response(JSON.stringify({ fineUnit: 'CNY', data }), {
    headers: { 'content-type': 'application/json', 'access-control-allow-origin': '*' },
  })
}
