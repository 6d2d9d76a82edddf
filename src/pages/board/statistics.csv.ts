import type { APIRoute } from 'astro'
import { csvText } from '#platform/sheet/write.ts'
import { executed, perHundred } from '#src/components/board/statistics.ts'
import { readStatistics } from '#src/components/board/statistics-file.ts'
import { statisticsMessages } from '#src/i18n/messages/statistics.ts'

/** The statistics of any state (`?year=2026&region=430922`) as text with commas, all tables below each other; `?lang=en`. */
export const GET: APIRoute = async (context) => {
  const found = await readStatistics(context)
  if (found instanceof Response) return found
  const say = statisticsMessages[found.locale]
  const rows = Object.entries(found.tables).flatMap(([table, lines]) =>
    lines.map((line) => [
      table,
      line.code,
      line.name,
      line.cases,
      line.fineFen === null ? null : line.fineFen / 100,
      line.done,
      executed(line),
      line.overdue,
      line.firms,
      perHundred(line.cases, line.firms),
    ]),
  )
  const head = [
    say.table,
    say.code,
    say.name,
    say.cases,
    say.fineYuan,
    say.executedCases,
    say.executedShare,
    say.overdue,
    say.firms,
    say.per100,
  ]
  return new Response(csvText([head, ...rows, [say.rows(rows.length)]]), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="board-statistics.csv"',
      'access-control-allow-origin': '*',
    },
  })
}
