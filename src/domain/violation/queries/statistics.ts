import { and, inArray, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { boardSums as sums } from '#db/schema/board-sums.ts'
import { boardFilterOf, type StatisticsFilter } from '#domain/violation/input/board.ts'
import { countBoard } from '#domain/violation/queries/counts.ts'

/** Cases of one quarter, county, sector or category; fines in fen. */
export interface Sum {
  /** `2026-3` for a quarter, else the code; `none` for cases of a firm without a sector. */
  key: string
  cases: number
  fineFen: number
  done: number
  overdue: number
}

export const breakdowns = ['quarter', 'region', 'sector', 'category'] as const
export type Breakdown = (typeof breakdowns)[number]

export interface BoardStatistics {
  whole: Sum
  by: Record<Breakdown, Sum[]>
  /** Cases in which the measure was ordered; one case may have several. */
  measures: Map<string, number>
  repeats: number
}

/** The published cases of a state, added up in every way that the statistics show, in two reads side by side. */
export async function getStatistics(db: Db, filter: StatisticsFilter): Promise<BoardStatistics> {
  const where = and(
    filter.year.length ? inArray(sums.year, filter.year) : undefined,
    filter.region.length ? inArray(sums.regionCode, filter.region) : undefined,
    filter.sector.length ? inArray(sums.sectorCode, filter.sector) : undefined,
    filter.category.length ? inArray(sums.category, filter.category) : undefined,
  )
  const [rows, counts] = await Promise.all([
    db.execute<{ of: Breakdown | 'whole' } & Record<keyof Sum, string>>(sql`
      select case when grouping(${sums.year}) = 0 then 'quarter' when grouping(${sums.regionCode}) = 0 then 'region'
               when grouping(${sums.sectorCode}) = 0 then 'sector' when grouping(${sums.category}) = 0 then 'category'
               else 'whole' end as of,
        coalesce(${sums.year} || '-' || ${sums.quarter}, ${sums.regionCode}, nullif(${sums.sectorCode}, ''),
          ${sums.category}::text, 'none') as key,
        coalesce(sum(${sums.cases}), 0) as cases, coalesce(sum(${sums.fineFen}), 0) as "fineFen",
        coalesce(sum(${sums.done}), 0) as done, coalesce(sum(${sums.overdue}), 0) as overdue
      from ${sums} where ${where ?? sql`true`}
      group by grouping sets ((${sums.year}, ${sums.quarter}), (${sums.regionCode}), (${sums.sectorCode}), (${sums.category}), ())
      order by ${sums.year}, ${sums.quarter}, sum(${sums.cases}) desc, key`),
    countBoard(db, boardFilterOf(filter)),
  ])
  const by: BoardStatistics['by'] = { quarter: [], region: [], sector: [], category: [] }
  let whole: Sum = { key: 'whole', cases: 0, fineFen: 0, done: 0, overdue: 0 }
  for (const { of, key, cases, fineFen, done, overdue } of rows) {
    const sum = { key, cases: Number(cases), fineFen: Number(fineFen), done: Number(done), overdue: Number(overdue) }
    if (of === 'whole') whole = { ...sum, key: 'whole' }
    else by[of].push(sum)
  }
  return { whole, by, measures: counts.facets.measure, repeats: counts.facets.repeat.get('yes') ?? 0 }
}

/** Which years, counties, sectors and categories there are to choose from, each with its cases beside the other choices. */
export const countChoices = (db: Db, filter: StatisticsFilter) => countBoard(db, boardFilterOf(filter))
