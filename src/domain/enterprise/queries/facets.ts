import { inArray, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { disclosureObligations as obligations } from '#db/schema/obligation.ts'
import type { EnterpriseFilter } from '#domain/enterprise/input.ts'
import { allOf, type FilterName, filingStateSql, filterConditions } from '#domain/enterprise/queries/filter.ts'

export const facetNames = ['region', 'sector', 'control', 'medium', 'filing', 'exceeding'] as const
export type FacetName = (typeof facetNames)[number]

/** How many enterprises each value of each filter would show; a filter's own choice does not narrow its counts. */
export interface RegisterCounts {
  total: number
  facets: Record<FacetName, Record<string, number>>
}

/** What each facet counts by; a medium counts an enterprise twice that discharges both. */
const columns = {
  region: [sql`region_code`],
  sector: [sql`sector_code`],
  control: [sql`control_level`],
  medium: [sql`case when discharges_water then 'water' end`, sql`case when discharges_air then 'air' end`],
  filing: [sql`filing`],
  exceeding: [sql`case when exceeding then 'yes' end`],
} satisfies Record<FacetName, SQL[]>

/**
 * The total and the counts beside the filters, in one round trip. Without words or factor each part reads an index alone;
 * with them the matching rows are read once and counted from there.
 * @param today the city's day, `YYYY-MM-DD`
 */
export async function countRegister(db: Db, filter: EnterpriseFilter, today: string): Promise<RegisterCounts> {
  const conditions = filterConditions(filter, today)
  if (conditions.filing) conditions.filing = inArray(sql`filing`, filter.filing)
  const set = facetNames.filter((name) => conditions[name])
  const free = facetNames.filter((name) => !conditions[name])
  const base = conditions.q || conditions.factor || conditions.bbox ? sql`materialized` : sql`not materialized`
  const notInBase: FilterName[] = [...facetNames]

  const rows = await db.execute<{ facet: FacetName | 'total'; value: string; count: number }>(sql`
    with matching as ${base} (
      select ${enterprises.id}, ${enterprises.regionCode}, ${enterprises.sectorCode}, ${enterprises.controlLevel},
        ${enterprises.dischargesWater}, ${enterprises.dischargesAir}, ${enterprises.exceedanceCount},
        ${enterprises.exceedanceCount} > 0 as exceeding, ${filingStateSql(today)} as filing
      from ${enterprises} left join ${obligations}
        on ${obligations.enterpriseId} = ${enterprises.id} and ${obligations.year} = ${Number(today.slice(0, 4))}
      where ${allOf(conditions, notInBase) ?? sql`true`}
    ), cells as materialized (
      select region_code, sector_code, control_level, discharges_water, discharges_air, exceeding, filing, count(*) as n
      from matching as enterprises where ${allOf(pick(conditions, set)) ?? sql`true`}
      group by 1, 2, 3, 4, 5, 6, 7
    )
    select 'total' as facet, '' as value, coalesce(sum(n), 0)::int as count from cells
    ${sql.join(free.flatMap((name) => columns[name].map((column) => counted(name, column, sql`sum(n)`, sql`cells`))))}
    ${sql.join(
      set.flatMap((name) => {
        const others = allOf(pick(conditions, set), [name]) ?? sql`true`
        const from = sql`matching as enterprises where ${others}`
        return columns[name].map((column) => counted(name, column, sql`count(*)`, from))
      }),
    )}`)

  const facets = Object.fromEntries(facetNames.map((name) => [name, {}])) as RegisterCounts['facets']
  let total = 0
  for (const { facet, value, count } of rows) {
    if (facet === 'total') total = count
    else if (value !== null) facets[facet][value] = count
  }
  return { total, facets }
}

const counted = (name: FacetName, column: SQL, count: SQL, from: SQL) =>
  sql` union all select ${sql.raw(`'${name}'`)}, (${column})::text, ${count}::int from ${from} group by 2`

const pick = <T extends object>(all: T, names: readonly FacetName[]) =>
  Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name as FacetName))) as T
