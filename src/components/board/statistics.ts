import { measureKinds } from '#db/vocabulary.ts'
import type { FirmNumbers } from '#domain/enterprise/queries/firm-numbers.ts'
import { type BoardReference, nameOf } from '#domain/violation/queries/reference.ts'
import type { BoardStatistics, Sum } from '#domain/violation/queries/statistics.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { statisticsMessages } from '#src/i18n/messages/statistics.ts'
import { term } from '#src/i18n/terms.ts'

/** One line of a table of the statistics. What was not added up is null. */
export interface StatisticsLine {
  /** As in the data: `2026-3`, `430922`, `paper`. */
  code: string
  name: string
  cases: number
  fineFen: number | null
  done: number | null
  overdue: number | null
  firms: number | null
  /** The parameters of the board that list just these cases; null where no filter says it. */
  state: [name: string, value: string][] | null
}

export type TableName = 'quarter' | 'region' | 'sector' | 'category' | 'measure'

/** The tables of the statistics in their order. */
export function statisticsTables(
  found: BoardStatistics,
  firms: FirmNumbers,
  reference: BoardReference,
  locale: Locale,
): Record<TableName, StatisticsLine[]> {
  const say = statisticsMessages[locale]
  const lines = (sums: Sum[], name: (key: string) => string, filter: TableName, numbers?: Map<string, number>) =>
    sums.map(
      (sum): StatisticsLine => ({
        code: sum.key,
        name: name(sum.key),
        cases: sum.cases,
        fineFen: sum.fineFen,
        done: sum.done,
        overdue: sum.overdue,
        firms: numbers?.get(sum.key) ?? null,
        state: sum.key === 'none' ? null : stateOf(filter, sum.key),
      }),
    )
  return {
    quarter: lines(found.by.quarter, (key) => say.quarterName(...quarterOf(key)), 'quarter'),
    region: lines(found.by.region, (code) => nameOf(reference.region, code, locale), 'region', firms.region),
    sector: lines(
      found.by.sector,
      (code) => (code === 'none' ? say.noSector : nameOf(reference.sector, code, locale)),
      'sector',
      firms.sector,
    ),
    category: lines(found.by.category, (value) => term(locale, 'violationCategory', value as never), 'category'),
    measure: measureKinds
      .map((kind) => ({ kind, cases: found.measures.get(kind) ?? 0 }))
      .filter(({ cases }) => cases > 0)
      .sort((a, b) => b.cases - a.cases)
      .map(({ kind, cases }) => ({
        code: kind,
        name: term(locale, 'measureKind', kind),
        cases,
        fineFen: null,
        done: null,
        overdue: null,
        firms: null,
        state: stateOf('measure', kind),
      })),
  }
}

/** `2026-3` is 2026 and 3. */
export const quarterOf = (key: string): [year: number, quarter: number] => {
  const [year = 0, quarter = 0] = key.split('-').map(Number)
  return [year, quarter]
}

function stateOf(filter: TableName, key: string): [string, string][] {
  if (filter !== 'quarter') return [[filter, key]]
  const [year, quarter] = quarterOf(key)
  return [
    ['year', String(year)],
    ['quarter', String(quarter)],
  ]
}

/** Cases for each hundred firms of the register, to one decimal; null where it has none. */
export const perHundred = (cases: number, firms: number | null): number | null =>
  firms ? Math.round((cases / firms) * 1000) / 10 : null

/** The share of cases whose penalty is executed; null where there is no case. */
export const executed = (line: Pick<StatisticsLine, 'cases' | 'done'>): number | null =>
  line.done === null || line.cases === 0 ? null : line.done / line.cases
