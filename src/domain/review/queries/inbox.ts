import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { type ReviewSearch, reviewLimits } from '#domain/review/input.ts'
import type { ReviewState } from '#domain/review/rules/state.ts'

export interface InboxRow {
  id: number
  year: number
  version: number
  creditCode: string
  enterpriseName: string
  enterpriseNameEn: string | null
  regionCode: string
  sectorCode: string
  state: ReviewState
  /** When it came into this state. */
  since: Date
  openDoubts: number
  exceedances: number
}

type Filter = Omit<ReviewSearch, 'page'>

/** Versions in force with their state: rules/state.ts as columns. One lateral look at the few reviews of each. */
const inForce = sql`
  select d.id, d.year, d.version, d.enterprise_id, e.credit_code, e.name, e.name_en, e.region_code, e.sector_code,
    case when r.returned_at is not null then 'returned' when r.city_at is not null then 'agreed'
      when r.county_at is not null then 'waiting_city' else 'waiting_county' end as state,
    coalesce(r.returned_at, r.city_at, r.county_at, d.published_at) as since,
    (select count(*)::int from disclosure_doubts q where q.disclosure_id = d.id and q.state = 'open') as open_doubts
  from disclosures d
  join enterprises e on e.id = d.enterprise_id
  left join lateral (
    select min(reviewed_at) filter (where opinion = 'returned') as returned_at,
      min(reviewed_at) filter (where level = 'city' and opinion <> 'returned') as city_at,
      min(reviewed_at) filter (where level = 'county' and opinion <> 'returned') as county_at
    from disclosure_reviews where disclosure_id = d.id
  ) r on true
  where d.state = 'published'`

const where = ({ year, state, region, sector, doubts }: Filter): SQL => {
  const conditions = [
    year === undefined ? undefined : sql`year = ${year}`,
    state && sql`state = ${state}`,
    region && sql`region_code = ${region}`,
    sector && sql`sector_code = ${sector}`,
    doubts && sql`open_doubts > 0`,
  ].filter((condition) => condition !== undefined)
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}

/** One page of the inbox: what waits for somebody first, the oldest at the top; what is done after it. */
export async function listInbox(db: Db, search: ReviewSearch): Promise<{ rows: InboxRow[]; total: number }> {
  const rows = (await db.execute(sql`
    with version as (${inForce})
    select v.id, v.year, v.version, v.credit_code as "creditCode", v.name as "enterpriseName", v.name_en as "enterpriseNameEn",
      v.region_code as "regionCode", v.sector_code as "sectorCode", v.state, v.since, v.open_doubts as "openDoubts",
      (select coalesce(sum(exceedance_count), 0)::int from disclosure_rows w where w.disclosure_id = v.id) as exceedances,
      count(*) over ()::int as total
    from version v where ${where(search)}
    order by state not in ('waiting_county', 'waiting_city'), since, id
    limit ${reviewLimits.pageSize} offset ${(search.page - 1) * reviewLimits.pageSize}`)) as unknown as (InboxRow & {
    total: number
    since: string | Date
  })[]
  return {
    rows: rows.map(({ total: _, since, ...row }) => ({ ...row, since: new Date(since) })),
    total: rows[0]?.total ?? 0,
  }
}

/** How many stand in each state, county and sector, and have open doubts; each facet under the other filters. */
export async function countInbox(db: Db, search: Filter) {
  const by = async (column: SQL, filter: Filter) =>
    new Map(
      (
        (await db.execute(sql`
          with version as (${inForce})
          select ${column}::text as key, count(*)::int as count from version where ${where(filter)} group by 1`)) as unknown as {
          key: string
          count: number
        }[]
      ).map(({ key, count }) => [key, count] as const),
    )
  const [years, states, regions, sectors, doubts] = await Promise.all([
    by(sql`year`, { ...search, year: undefined }),
    by(sql`state`, { ...search, state: undefined }),
    by(sql`region_code`, { ...search, region: undefined }),
    by(sql`sector_code`, { ...search, sector: undefined }),
    by(sql`case when open_doubts > 0 then 'open' else '' end`, { ...search, doubts: undefined }),
  ])
  return { years, states, regions, sectors, openDoubts: doubts.get('open') ?? 0 }
}
