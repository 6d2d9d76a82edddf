import type { APIContext } from 'astro'
import { countFirms } from '#domain/enterprise/queries/firm-numbers.ts'
import { boardFilterOf, boardStatisticsFile } from '#domain/violation/input/board.ts'
import { boardReference, unknownCodes } from '#domain/violation/queries/reference.ts'
import { getStatistics } from '#domain/violation/queries/statistics.ts'
import { problem } from '#platform/http/api.ts'
import { parseSearch } from '#platform/http/search-params.ts'
import { statisticsTables } from '#src/components/board/statistics.ts'

/** The tables of the statistics page for its files, or the refusal. */
export async function readStatistics({ locals: { db }, url, cache }: APIContext) {
  const { values, problems: misread } = parseSearch(boardStatisticsFile, url.searchParams)
  const { lang: locale } = values
  const filter = boardFilterOf(values)
  const reference = await boardReference(db)
  const problems = [...misread, ...unknownCodes(filter, reference, 'en')]
  if (problems.length > 0) {
    const named = problems.map(({ field, message }) => ({ field, message }))
    return problem(400, 'A parameter is not as documented', named)
  }
  const [found, firms] = await Promise.all([getStatistics(db, filter), countFirms(db, filter)])
  cache.set({ maxAge: 300, swr: 3600, tags: ['board', 'enterprises'] })
  return { locale, whole: found.whole, tables: statisticsTables(found, firms, reference, locale) }
}
