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

/** One page of the ledger with the counts beside its filters; a filter's own choice does not narrow its counts. */
export async function listScreening(db: Db, search: ScreeningSearch) {
  const where = whereOf(search)
  const [found, total, counts] = await Promise.all([
    pageOfRows(db, where, search),
    db.$count(rows, where),
    countFacets(db, search),
  ])
  return { rows: found, total, counts }
}

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

async function countFacets(db: Db, filter: ScreeningFilter): Promise<ScreeningCounts> {
  const counted = await Promise.all(
    Object.entries(facets).map(async ([name, value]) => {
      const others = Object.entries(conditions(filter)).flatMap(([other, condition]) =>
        other === name ? [] : [condition],
      )
      const found = await db
        .select({ value, count: count() })
        .from(rows)
        .where(and(...others))
        .groupBy(sql`1`)
      return [name, new Map(found.map((row) => [row.value, row.count]))] as const
    }),
  )
  return Object.fromEntries(counted) as ScreeningCounts
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
