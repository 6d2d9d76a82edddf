import { and, asc, desc, eq, inArray, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { changeReports as reports } from '#db/schema/change.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { type ChangeSearch, changeLimits } from '#domain/change/input.ts'
import type { ChangeStanding } from '#domain/change/rules.ts'
import { cityDate } from '#platform/clock.ts'

/** The first version of a report's chain: its moment decides whether the report came in time. */
const firstPublishedAt = sql<Date | null>`(
  with recursive chain as (
    select c.id, c.supersedes_id, c.published_at from change_reports c where c.id = change_reports.id
    union all
    select c.id, c.supersedes_id, c.published_at from change_reports c join chain on c.id = chain.supersedes_id
  ) select published_at from chain where supersedes_id is null)`.mapWith(reports.publishedAt)

const columns = {
  id: reports.id,
  kind: reports.kind,
  state: reports.state,
  version: reports.version,
  receivedOn: reports.receivedOn,
  dueOn: reports.dueOn,
  ruleSet: reports.ruleSet,
  documentNo: reports.documentNo,
  authority: reports.authority,
  content: reports.content,
  publishedAt: reports.publishedAt,
  firstPublishedAt,
  caseId: reports.caseId,
}
const firmColumns = {
  creditCode: enterprises.creditCode,
  enterpriseName: enterprises.name,
  enterpriseNameEn: enterprises.nameEn,
  regionCode: enterprises.regionCode,
}
const ofFirm = eq(enterprises.id, reports.enterpriseId)
const endOfDay = sql`((${reports.dueOn} + 1)::timestamp at time zone 'Asia/Shanghai')`

/** What a firm must report and has reported, versions in force only; what is expected first, by its day. */
export const listOwnReports = (db: Db, enterpriseId: number) =>
  db
    .select(columns)
    .from(reports)
    .where(and(eq(reports.enterpriseId, enterpriseId), ne(reports.state, 'superseded')))
    .orderBy(sql`${reports.state} <> 'expected'`, asc(reports.dueOn), desc(reports.publishedAt), desc(reports.id))
export type OwnReport = Awaited<ReturnType<typeof listOwnReports>>[number]

/** One report of the firm that may still be filled in or corrected. */
export async function getOwnReport(db: Db, enterpriseId: number, id: number) {
  const [found] = await db
    .select({ ...columns, signedName: reports.signedName })
    .from(reports)
    .where(and(eq(reports.id, id), eq(reports.enterpriseId, enterpriseId), ne(reports.state, 'superseded')))
  return found
}

/** In the public list: versions in force, and what is expected and overdue. */
const isListed = (now: Date) =>
  or(eq(reports.state, 'published'), and(eq(reports.state, 'expected'), sql`${reports.dueOn} < ${cityDate(now)}::date`))

function filterOf({ year, region, kind, standing, firm }: ChangeSearch, now: Date): SQL {
  const standings = {
    overdue: eq(reports.state, 'expected'),
    voluntary: and(eq(reports.state, 'published'), sql`${reports.dueOn} is null`),
    on_time: sql`${firstPublishedAt} <= ${endOfDay}`,
    late: sql`${firstPublishedAt} > ${endOfDay}`,
  }
  return and(
    isListed(now),
    year ? sql`extract(year from ${reports.receivedOn}) = ${year}` : undefined,
    region ? eq(enterprises.regionCode, region) : undefined,
    kind ? eq(reports.kind, kind) : undefined,
    firm ? eq(enterprises.creditCode, firm) : undefined,
    standing && standings[standing],
  ) as SQL
}

/** One page of what firms reported, and what they should have; the latest event first. */
export async function listChanges(db: Db, search: ChangeSearch, now: Date) {
  const where = filterOf(search, now)
  const [rows, [counted]] = await Promise.all([
    db
      .select({ ...columns, ...firmColumns })
      .from(reports)
      .innerJoin(enterprises, ofFirm)
      .where(where)
      .orderBy(desc(sql`coalesce(${reports.publishedAt}, ${endOfDay})`), desc(reports.id))
      .limit(changeLimits.pageSize)
      .offset((search.page - 1) * changeLimits.pageSize),
    db.select({ total: sql<number>`count(*)::int` }).from(reports).innerJoin(enterprises, ofFirm).where(where),
  ])
  return { rows, total: counted?.total ?? 0 }
}
export type PublicChange = Awaited<ReturnType<typeof listChanges>>['rows'][number]

/** How many would be listed by each standing, kind and county, each under the other filters. */
export async function countChanges(db: Db, search: ChangeSearch, now: Date) {
  const standing = sql<ChangeStanding>`case
    when ${reports.state} = 'expected' then 'overdue' when ${reports.dueOn} is null then 'voluntary'
    when ${firstPublishedAt} <= ${endOfDay} then 'on_time' else 'late' end`
  const count = <T extends string>(column: SQL<T>, without: Partial<ChangeSearch>) =>
    db
      .select({ value: column, count: sql<number>`count(*)::int` })
      .from(reports)
      .innerJoin(enterprises, ofFirm)
      .where(filterOf({ ...search, ...without }, now))
      .groupBy(sql`1`)
  const [standings, kinds, regions] = await Promise.all([
    count(standing, { standing: undefined }),
    count(sql<string>`${reports.kind}::text`, { kind: undefined }),
    count(sql<string>`${enterprises.regionCode}`, { region: undefined }),
  ])
  const map = <T extends string>(rows: { value: T; count: number }[]) =>
    new Map(rows.map((row) => [row.value, row.count]))
  return { standing: map(standings), kind: map(kinds), region: map(regions) }
}

/** One public version with its firm; undefined for what is expected only. */
export async function getChange(db: Db, id: number) {
  const [found] = await db
    .select({
      ...columns,
      ...firmColumns,
      enterpriseId: reports.enterpriseId,
      supersedesId: reports.supersedesId,
      correctionReason: reports.correctionReason,
      signedName: reports.signedName,
    })
    .from(reports)
    .innerJoin(enterprises, ofFirm)
    .where(and(eq(reports.id, id), inArray(reports.state, ['published', 'superseded'])))
  return found
}

/** Every public version of the report that a version belongs to, first to last. */
export async function listChangeVersions(db: Db, id: number) {
  const rows = await db.execute<{ id: number }>(sql`
    with recursive back as (
      select id, supersedes_id from change_reports where id = ${id}
      union all
      select c.id, c.supersedes_id from change_reports c join back on c.id = back.supersedes_id
    ), whole as (
      select id from back where supersedes_id is null
      union all
      select c.id from change_reports c join whole on c.supersedes_id = whole.id
    ) select id from whole`)
  return db
    .select({
      id: reports.id,
      version: reports.version,
      state: reports.state,
      correctionReason: reports.correctionReason,
      publishedAt: sql<Date>`${reports.publishedAt}`.mapWith(reports.publishedAt),
    })
    .from(reports)
    .where(
      inArray(
        reports.id,
        rows.map((row) => row.id),
      ),
    )
    .orderBy(asc(reports.version))
}
