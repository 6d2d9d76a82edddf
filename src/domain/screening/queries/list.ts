import { and, asc, count, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { screeningRows as rows } from '#db/schema/screening.ts'
import { type ScreeningFilter, type ScreeningSearch, screeningLimits } from '#domain/screening/input.ts'

const columns = {
  id: rows.id,
  batch: rows.batch,
  creditCode: rows.creditCode,
  enterpriseName: rows.enterpriseName,
  regionCode: rows.regionCode,
  sectorCode: rows.sectorCode,
  controlLevel: rows.controlLevel,
  exceeded: rows.exceeded,
  onlineExceeded: rows.onlineExceeded,
  openProblems: rows.openProblems,
  missing: rows.missing,
  screenedOn: rows.screenedOn,
}
export type ScreeningListRow = Awaited<ReturnType<typeof pageOfRows>>[number]

/**
 * One page of the ledger, how many there are, and the counts beside the filters; a filter's own choice does not narrow its counts.
 * `own`: the county whose desk it is.
 */
export async function listScreening(db: Db, search: ScreeningSearch, own?: string) {
  const [found, { counts, total }] = await Promise.all([
    pageOfRows(db, and(ofCounty(own), whereOf(search)), search),
    countFacets(db, search, own),
  ])
  return { rows: found, total, counts }
}

const ofCounty = (own: string | undefined) => (own === undefined ? undefined : eq(rows.regionCode, own))

const pageOfRows = (db: Db, where: SQL | undefined, { sort, page }: Pick<ScreeningSearch, 'sort' | 'page'>) =>
  db
    .select(columns)
    .from(rows)
    .where(where)
    .orderBy(...orders[sort], asc(rows.namePinyin), asc(rows.id))
    .limit(screeningLimits.pageSize)
    .offset((page - 1) * screeningLimits.pageSize)

const orders: Record<ScreeningSearch['sort'], SQL[]> = {
  name: [],
  '-problems': [sql`${rows.openProblems} desc nulls first`],
  '-screened': [sql`${rows.screenedOn} desc nulls last`],
  '-changed': [sql`${rows.changedAt} desc nulls last`],
}

export const whereOf = (filter: ScreeningFilter): SQL | undefined => and(...Object.values(conditions(filter)))

const answered = (column: SQL, value: 'yes' | 'no' | 'unknown' | undefined) =>
  value && (value === 'unknown' ? sql`${column} is null` : value === 'yes' ? sql`${column}` : sql`not ${column}`)

const conditions = (filter: ScreeningFilter) => ({
  q: filter.q
    ? sql`(strpos(${rows.enterpriseName}, ${filter.q}) > 0 or strpos(lower(${rows.creditCode}), lower(${filter.q})) > 0 or strpos(replace(${rows.namePinyin}, ' ', ''), lower(${filter.q})) > 0)`
    : undefined,
  region: filter.region === undefined ? undefined : eq(rows.regionCode, filter.region),
  batch: filter.batch && eq(rows.batch, Number(filter.batch)),
  sector: filter.sector === undefined ? undefined : eq(rows.sectorCode, filter.sector),
  level: filter.level && eq(rows.controlLevel, filter.level),
  screened:
    filter.screened &&
    (filter.screened === 'yes' ? sql`${rows.screenedOn} is not null` : sql`${rows.screenedOn} is null`),
  complete: filter.complete && (filter.complete === 'yes' ? sql`${rows.missing} = '{}'` : sql`${rows.missing} <> '{}'`),
  exceeded: answered(sql`${rows.exceeded}`, filter.exceeded),
  online: answered(sql`${rows.onlineExceeded}`, filter.online),
  problems:
    filter.problems && (filter.problems === 'yes' ? sql`${rows.openProblems} > 0` : sql`${rows.openProblems} = 0`),
})

const answer = (column: SQL) =>
  sql<string>`case when ${column} then 'yes' when not ${column} then 'no' else 'unknown' end`
const facets = {
  region: sql<string>`${rows.regionCode}`,
  batch: sql<string>`${rows.batch}::text`,
  sector: sql<string>`${rows.sectorCode}`,
  level: sql<string>`${rows.controlLevel}::text`,
  screened: sql<string>`case when ${rows.screenedOn} is null then 'no' else 'yes' end`,
  complete: sql<string>`case when ${rows.missing} = '{}' then 'yes' else 'no' end`,
  exceeded: answer(sql`${rows.exceeded}`),
  online: answer(sql`${rows.onlineExceeded}`),
  problems: sql<string>`case when ${rows.openProblems} > 0 then 'yes' else 'no' end`,
}
export type ScreeningCounts = Record<keyof typeof facets, Map<string, number>>

/**
 * All counts in one reading of the table: a line that fits every filter counts in each facet, one that fits all but one filter in that
 * one's facet alone.
 */
async function countFacets(
  db: Db,
  { q, ...filter }: ScreeningFilter,
  own: string | undefined,
): Promise<{ counts: ScreeningCounts; total: number }> {
  const chosen = Object.entries(conditions(filter)).flatMap(([name, condition]) =>
    condition ? [{ name, condition }] : [],
  )
  const failing = chosen.map(({ condition }) => sql`((${condition}) is not true)::int`)
  const failed = chosen.map(({ name, condition }) => sql`when (${condition}) is not true then ${name}`)
  const names = Object.keys(facets) as (keyof typeof facets)[]
  const found = (await db.execute(sql`
    with hit as materialized (
      select ${sql.join(
        names.map((name) => sql`${facets[name]} as ${sql.identifier(name)}`),
        sql`, `,
      )}, ${chosen.length > 0 ? sql`case ${sql.join(failed, sql` `)} end` : sql`null::text`} as failed
      from ${rows}
      where ${and(ofCounty(own), conditions({ q }).q, failing.length > 1 ? sql`${sql.join(failing, sql` + `)} <= 1` : undefined) ?? sql`true`}
    )
    select 'total' as facet, null as value, count(*)::int as count from hit where failed is null
    ${sql.join(
      names.map(
        (name) => sql`union all select ${name}, ${sql.identifier(name)}, count(*)::int from hit
          where failed is null or failed = ${name} group by 2`,
      ),
      sql` `,
    )}`)) as unknown as { facet: string; value: string | null; count: number }[]
  const counts = Object.fromEntries(names.map((name) => [name, new Map<string, number>()])) as ScreeningCounts
  for (const { facet, value, count: n } of found)
    if (facet !== 'total' && value !== null) counts[facet as keyof ScreeningCounts].set(value, n)
  return { counts, total: found.find(({ facet }) => facet === 'total')?.count ?? 0 }
}

export interface Coverage {
  regionCode: string
  batch: number
  firms: number
  screened: number
  complete: number
  exceeded: number
  withProblems: number
}

/** 排查覆盖: of all firms of the plan, how many are screened and complete, by county and batch. */
export async function coverageOf(db: Db, regionCode?: string): Promise<Coverage[]> {
  return db
    .select({
      regionCode: rows.regionCode,
      batch: rows.batch,
      firms: count(),
      screened: sql<number>`count(${rows.screenedOn})::int`,
      complete: sql<number>`(count(*) filter (where ${rows.missing} = '{}'))::int`,
      exceeded: sql<number>`(count(*) filter (where ${rows.exceeded} or ${rows.onlineExceeded}))::int`,
      withProblems: sql<number>`(count(*) filter (where ${rows.openProblems} > 0))::int`,
    })
    .from(rows)
    .where(regionCode === undefined ? undefined : eq(rows.regionCode, regionCode))
    .groupBy(rows.regionCode, rows.batch)
    .orderBy(asc(rows.batch), desc(rows.regionCode))
}
