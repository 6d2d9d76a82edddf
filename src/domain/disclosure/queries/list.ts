import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { disclosureObligations as obligations } from '#db/schema/obligation.ts'
import { type DisclosureSearch, disclosureLimits, type ListedState } from '#domain/disclosure/input.ts'
import { inFilingState } from '#domain/disclosure/queries/filing-state.ts'
import { filingStateSql } from '#domain/enterprise/queries/filter.ts'
import { cityDate } from '#platform/clock.ts'

/** The years for which anybody had to disclose, newest first. */
export async function listDisclosureYears(db: Db): Promise<number[]> {
  // One step of the primary key (year, enterprise) per year, not a scan of all obligations.
  const rows = (await db.execute(sql`
    with recursive years as (
      (select year from disclosure_obligations order by year desc limit 1)
      union all
      select (select o.year from disclosure_obligations o where o.year < years.year order by o.year desc limit 1)
      from years where years.year is not null
    )
    select year from years where year is not null`)) as unknown as { year: number }[]
  return rows.map(({ year }) => year)
}

type Filter = Pick<DisclosureSearch, 'region' | 'state' | 'exceeding' | 'doubts'> & { year: number }

const filterOf = ({ year, region, state, exceeding, doubts }: Filter, now: Date): SQL =>
  and(
    eq(obligations.year, year),
    region
      ? sql`${obligations.enterpriseId} in (select e.id from enterprises e where e.region_code = ${region})`
      : undefined,
    state ? inFilingState(state, now) : undefined,
    exceeding ? exceedingRows : undefined,
    doubts ? openDoubts : undefined,
  ) as SQL

/** Its version in force has a judged period over the limit. */
const exceedingRows = sql`exists (
  select from disclosures d join disclosure_rows r on r.disclosure_id = d.id
  where d.enterprise_id = ${obligations.enterpriseId} and d.year = ${obligations.year} and d.state = 'published'
    and r.exceedance_count > 0)`

/** 存疑: its version in force has an unusual value whose explanation no regulator has looked at. */
const openDoubts = sql`exists (
  select from disclosures d join disclosure_doubts q on q.disclosure_id = d.id and q.state = 'open'
  where d.enterprise_id = ${obligations.enterpriseId} and d.year = ${obligations.year} and d.state = 'published')`

/**
 * One page of who had to disclose in a year, with what is published. By day of publication, those without one last; of the
 * open ones alone the longest overdue first.
 */
export async function listFilings(db: Db, search: Filter & Pick<DisclosureSearch, 'sort' | 'page'>, now: Date) {
  const where = filterOf(search, now)
  const isOpen = search.state !== undefined && search.state !== 'published' && search.state !== 'published_late'
  const order = {
    // Each in the order of an index: disclosure_obligations_open, disclosure_obligations_published.
    '-published': isOpen
      ? [asc(obligations.dueOn), asc(obligations.enterpriseId)]
      : [sql`${obligations.publishedAt} desc nulls last`, asc(obligations.enterpriseId)],
    name: [asc(enterprises.namePinyin), asc(enterprises.id)],
    '-exceedances': [sql`${exceedances} desc nulls last`, asc(enterprises.namePinyin), asc(enterprises.id)],
  }[search.sort]
  const rows = await db
    .select({
      creditCode: enterprises.creditCode,
      enterpriseName: enterprises.name,
      enterpriseNameEn: enterprises.nameEn,
      regionCode: enterprises.regionCode,
      sectorCode: enterprises.sectorCode,
      dueOn: obligations.dueOn,
      publishedAt: obligations.publishedAt,
      state: filingStateSql(cityDate(now)),
      disclosureId: disclosures.id,
      version: disclosures.version,
      exceedances,
      hasOpenDoubts: sql<boolean>`${openDoubts}`,
    })
    .from(obligations)
    .innerJoin(enterprises, eq(enterprises.id, obligations.enterpriseId))
    .leftJoin(
      disclosures,
      and(
        eq(disclosures.enterpriseId, obligations.enterpriseId),
        eq(disclosures.year, obligations.year),
        eq(disclosures.state, 'published'),
      ),
    )
    .where(where)
    .orderBy(...order)
    .limit(disclosureLimits.pageSize)
    .offset((search.page - 1) * disclosureLimits.pageSize)
  const [counted] = await db.select({ total: sql<number>`count(*)::int` }).from(obligations).where(where)
  return { rows, total: counted?.total ?? 0 }
}
export type Filing = Awaited<ReturnType<typeof listFilings>>['rows'][number]

const exceedances = sql<
  number | null
>`(select sum(r.exceedance_count)::int from disclosure_rows r where r.disclosure_id = ${disclosures.id})`

/** How many of a year stand in each state and region; each facet under the other filters. */
export async function countFilings(db: Db, search: Filter, now: Date) {
  const state = filingStateSql(cityDate(now))
  const [states, regions, [exceeding], [doubts]] = await Promise.all([
    db
      .select({ state, count: sql<number>`count(*)::int` })
      .from(obligations)
      .where(filterOf({ ...search, state: undefined }, now))
      .groupBy(sql`1`),
    db
      .select({ regionCode: enterprises.regionCode, count: sql<number>`count(*)::int` })
      .from(obligations)
      .innerJoin(enterprises, eq(enterprises.id, obligations.enterpriseId))
      .where(filterOf({ ...search, region: undefined }, now))
      .groupBy(enterprises.regionCode),
    db
      .select({ count: sql<number>`count(*)::int` })
      .from(obligations)
      .where(filterOf({ ...search, exceeding: 'yes' }, now)),
    db
      .select({ count: sql<number>`count(*)::int` })
      .from(obligations)
      .where(filterOf({ ...search, doubts: 'open' }, now)),
  ])
  return {
    states: new Map(states.map((row) => [row.state as ListedState, row.count])),
    regions: new Map(regions.map((row) => [row.regionCode, row.count])),
    exceeding: exceeding?.count ?? 0,
    doubts: doubts?.count ?? 0,
  }
}
