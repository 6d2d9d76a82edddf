import { and, asc, count, desc, eq, inArray, lt, ne, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '#db/client.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { problems } from '#db/schema/rectification.ts'
import { violationCases } from '#db/schema/violation.ts'
import { type ProblemFilter, type ProblemSort, problemLimits } from '#domain/rectification/input.ts'
import { notLookedAtIn } from '#domain/rectification/queries/waiting.ts'
import { ofCase } from '#domain/rectification/queries/withheld.ts'

const previous = alias(problems, 'previous')

export const problemColumns = {
  id: problems.id,
  no: problems.no,
  enterpriseId: problems.enterpriseId,
  creditCode: enterprises.creditCode,
  enterpriseName: enterprises.name,
  enterpriseNameEn: enterprises.nameEn,
  controlLevel: enterprises.controlLevel,
  outletId: problems.outletId,
  outletCode: outlets.code,
  outletName: outlets.name,
  regionCode: problems.regionCode,
  sectorCode: problems.sectorCode,
  batch: problems.batch,
  kind: problems.kind,
  source: problems.source,
  sourceRef: problems.sourceRef,
  foundOn: problems.foundOn,
  ...ofCase,
  /** Only a case that is on the board is named. */
  caseId: violationCases.id,
  execution: problems.execution,
  planState: problems.planState,
  plan: problems.plan,
  measures: problems.measures,
  deadline: problems.deadline,
  recheckReportNo: problems.recheckReportNo,
  recheckOn: problems.recheckOn,
  recheckMet: problems.recheckMet,
  state: problems.state,
  previousNo: previous.no,
  closedOn: problems.closedOn,
  enteredAt: problems.enteredAt,
  changedAt: problems.changedAt,
  version: problems.version,
}
export type ProblemLine = Awaited<ReturnType<typeof readOnProblems>>['rows'][number]

export const selectProblems = (db: Db) =>
  db
    .select(problemColumns)
    .from(problems)
    .innerJoin(enterprises, eq(enterprises.id, problems.enterpriseId))
    .leftJoin(outlets, eq(outlets.id, problems.outletId))
    .leftJoin(violationCases, and(eq(violationCases.id, problems.caseId), eq(violationCases.state, 'published')))
    .leftJoin(previous, eq(previous.id, problems.previousId))

/** Whose problems a list shows. */
export interface ProblemScope {
  enterpriseId?: number | undefined
  regionCode?: string | undefined
}

/** One page of the ledger with the counts beside its filters; a filter's own choice does not narrow its counts. */
export async function listProblems(
  db: Db,
  filter: ProblemFilter,
  { page, sort = 'newest' }: { page: number; sort?: ProblemSort },
  scope: ProblemScope,
  today: string,
) {
  const where = and(scoped(scope), ...Object.values(conditions(filter, today)))
  const [rows, total, counts] = await Promise.all([
    selectProblems(db)
      .where(where)
      .orderBy(...orders[sort])
      .limit(problemLimits.pageSize)
      .offset((page - 1) * problemLimits.pageSize),
    db.$count(problems, where),
    countFacets(db, filter, scope, today),
  ])
  return { rows, total, counts }
}

const orders: Record<ProblemSort, SQL[]> = {
  newest: [desc(problems.foundOn), desc(problems.id)],
  oldest: [asc(problems.foundOn), asc(problems.id)],
  deadline: [sql`(${problems.state} = 'closed')`, sql`${problems.deadline} asc nulls last`, asc(problems.id)],
  changed: [desc(problems.changedAt), desc(problems.id)],
  closed: [sql`${problems.closedOn} desc nulls last`, desc(problems.id)],
}

/** Every problem of one firm, the newest first, open ones before. */
export const problemsOfFirm = (db: Db, enterpriseId: number, most = 200) =>
  selectProblems(db)
    .where(eq(problems.enterpriseId, enterpriseId))
    .orderBy(sql`(${problems.state} = 'closed')`, desc(problems.foundOn), desc(problems.id))
    .limit(most)

/** Other problems of a firm that one form can close with it: neither on their way nor closed. */
export const listClosable = (db: Db, enterpriseId: number) =>
  selectProblems(db)
    .where(and(eq(problems.enterpriseId, enterpriseId), inArray(problems.state, ['found', 'rectifying'])))
    .orderBy(asc(problems.no))

/** One problem by its number. */
export async function problemOf(db: Db, no: string): Promise<ProblemLine | undefined> {
  const [found] = await selectProblems(db).where(eq(problems.no, no))
  return found
}

/** Problems in the order in which they were entered, downwards, from one on: for downloads and programs. */
export async function readOnProblems(
  db: Db,
  filter: ProblemFilter,
  limit: number,
  before: number | undefined,
  today: string,
) {
  const where = and(...Object.values(conditions(filter, today)))
  const rows = await selectProblems(db)
    .where(and(where, before === undefined ? undefined : lt(problems.id, before)))
    .orderBy(desc(problems.id))
    .limit(limit + 1)
  const shown = rows.slice(0, limit)
  return {
    rows: shown,
    total: await db.$count(problems, where),
    cursor: rows.length > limit ? String(shown.at(-1)?.id) : null,
  }
}

/** Whether a line is late: beyond its deadline, and the firm has not asked for its closure. */
const isLate = (today: string) =>
  sql`coalesce(${problems.state} in ('found', 'rectifying') and ${problems.deadline} < ${today}::date, false)`

const scoped = ({ enterpriseId, regionCode }: ProblemScope): SQL | undefined =>
  and(
    enterpriseId === undefined ? undefined : eq(problems.enterpriseId, enterpriseId),
    regionCode === undefined ? undefined : eq(problems.regionCode, regionCode),
  )

const conditions = (given: ProblemFilter, today: string): Record<string, SQL | undefined> => ({
  region: given.region ? eq(problems.regionCode, given.region) : undefined,
  sector: given.sector ? eq(problems.sectorCode, given.sector) : undefined,
  batch: given.batch ? eq(problems.batch, Number(given.batch)) : undefined,
  kind: given.kind ? eq(problems.kind, given.kind) : undefined,
  source: given.source ? eq(problems.source, given.source) : undefined,
  state: given.state ? eq(problems.state, given.state) : undefined,
  unchecked: given.unchecked ? notLookedAtIn(today.slice(0, 7)) : undefined,
  late: given.late ? (given.late === 'yes' ? isLate(today) : sql`not ${isLate(today)}`) : undefined,
})

async function countFacets(db: Db, filter: ProblemFilter, scope: ProblemScope, today: string) {
  const facets = {
    region: sql<string>`${problems.regionCode}`,
    sector: sql<string>`${problems.sectorCode}`,
    batch: sql<string>`${problems.batch}::text`,
    kind: sql<string>`${problems.kind}::text`,
    source: sql<string>`${problems.source}::text`,
    state: sql<string>`${problems.state}::text`,
    late: sql<string>`case when ${isLate(today)} then 'yes' else 'no' end`,
  }
  const counted = await Promise.all(
    Object.entries(facets).map(async ([name, value]) => {
      const others = Object.entries(conditions(filter, today)).flatMap(([other, condition]) =>
        other === name ? [] : [condition],
      )
      const rows = await db
        .select({ value, count: count() })
        .from(problems)
        .where(and(scoped(scope), ...others))
        .groupBy(sql`1`)
      return [name, new Map(rows.map((row) => [row.value, row.count]))] as const
    }),
  )
  return Object.fromEntries(counted) as Record<keyof typeof facets, Map<string, number>>
}

/** How many there are of each county, sector, batch and state, with those that are late: the plan's figures are sums of it. */
export const countProblems = (db: Db, filter: ProblemFilter, today: string) =>
  db
    .select({
      regionCode: problems.regionCode,
      sectorCode: problems.sectorCode,
      batch: problems.batch,
      state: problems.state,
      count: count(),
      late: sql<number>`(count(*) filter (where ${isLate(today)}))::int`,
    })
    .from(problems)
    .where(and(...Object.values(conditions(filter, today))))
    .groupBy(problems.regionCode, problems.sectorCode, problems.batch, problems.state)
    .orderBy(problems.regionCode, problems.sectorCode, problems.batch, problems.state)

/** How many problems of a desk are open, beyond their deadline, and not looked at this month. */
export async function countOpen(db: Db, scope: ProblemScope, today: string) {
  const [found] = await db
    .select({
      open: count(),
      late: sql<number>`(count(*) filter (where ${isLate(today)}))::int`,
      unchecked: sql<number>`(count(*) filter (where ${notLookedAtIn(today.slice(0, 7))}))::int`,
    })
    .from(problems)
    .where(and(scoped(scope), ne(problems.state, 'closed')))
  return found ?? { open: 0, late: 0, unchecked: 0 }
}
