import { arrayOverlaps, eq, gte, inArray, lt, or, type SQL, sql } from 'drizzle-orm'
import { violationCases as cases } from '#db/schema/violation.ts'
import type { BoardFilter } from '#domain/violation/input/board.ts'
import { fineBands } from '#domain/violation/rules/measures.ts'

/** The same filters as board_bits, as conditions on the case itself. A case that is not published passes none. */
export function filterConditions(filter: BoardFilter): (SQL | undefined)[] {
  return [
    eq(cases.state, 'published'),
    filter.category.length ? inArray(cases.category, filter.category) : undefined,
    filter.measure.length ? arrayOverlaps(cases.measureKinds, filter.measure) : undefined,
    filter.region.length ? inArray(cases.regionCode, filter.region) : undefined,
    filter.sector.length ? inArray(cases.sectorCode, filter.sector) : undefined,
    ...decidedIn(filter),
    filter.fine.length ? or(...filter.fine.map(inBand)) : undefined,
    filter.control.length ? inArray(cases.controlLevel, filter.control) : undefined,
    filter.execution.length ? inArray(cases.executionState, filter.execution) : undefined,
    filter.repeat ? eq(cases.repeatOffence, true) : undefined,
  ]
}

/** One parameter however many numbers there are. */
export const isOneOf = (ids: number[]): SQL => sql`${cases.id} = any(${`{${ids.join(',')}}`}::int[])`

/** With a year the quarters are spans of days, which an index by day answers; without one, months of any year. */
function decidedIn({ year, quarter }: BoardFilter): (SQL | undefined)[] {
  if (quarter.length === 0) return [year.length ? or(...year.map(inYear)) : undefined]
  if (year.length === 0) return [inArray(sql`extract(quarter from ${cases.decidedOn})::int`, quarter.map(Number))]
  return [or(...year.flatMap((each) => quarter.map((one) => inQuarter(each, Number(one)))))]
}

const inQuarter = (year: number, quarter: number) => {
  const from = `${year}-${String(3 * quarter - 2).padStart(2, '0')}-01`
  return sql`(${cases.decidedOn} >= ${from}::date and ${cases.decidedOn} < ${from}::date + interval '3 months')`
}

const inYear = (year: number) => sql`${cases.decidedOn} between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`

function inBand(band: keyof typeof fineBands): SQL | undefined {
  const [from, to] = fineBands[band]
  return to === Number.POSITIVE_INFINITY
    ? gte(cases.fineFen, from)
    : sql`(${gte(cases.fineFen, from)} and ${lt(cases.fineFen, to)})`
}
