import { and, desc, eq, gte, isNull, lt, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { memberships, users } from '#db/schema/account.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { reports } from '#db/schema/report.ts'
import { violationCases } from '#db/schema/violation.ts'
import { type OutcomeFilter, outcomeLimits } from '#domain/report/input/public.ts'
import { shownDay } from '#domain/report/rules/coarse.ts'
import { fewestShown } from '#domain/report/rules/terms.ts'

const isConcluded = eq(reports.state, 'concluded')
/** The public sees cases that stand on the board, no draft. */
const onBoard = and(eq(violationCases.id, reports.caseId), eq(violationCases.state, 'published'))

/** What the public reads of an outcome. Neither the report's own number nor its day, place or enterprise is among it. */
const columns = {
  no: sql<number>`${reports.outcomeNo}`,
  kind: reports.kind,
  regionCode: reports.regionCode,
  outcome: sql<NonNullable<(typeof reports.$inferSelect)['outcome']>>`${reports.outcome}`,
  concludedOn: sql<string>`${reports.concludedOn}`,
  text: sql<string>`${reports.publicOutcome}`,
  textEn: reports.publicOutcomeEn,
  caseId: violationCases.id,
  /** The association that wants to be named, while its account is a verified association's. */
  creditedTo: sql<string | null>`case when ${reports.wantsCredit} then ${memberships.organisation} end`,
}

const outcomeRows = (db: Db) =>
  db
    .select(columns)
    .from(reports)
    .leftJoin(violationCases, onBoard)
    .leftJoin(users, and(eq(users.id, reports.submittedBy), isNull(users.disabledAt)))
    .leftJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.role, 'ngo')))

function conditions({ kind, outcome, region, month }: OutcomeFilter): SQL | undefined {
  return and(
    isConcluded,
    kind ? eq(reports.kind, kind) : undefined,
    outcome ? eq(reports.outcome, outcome) : undefined,
    region ? eq(reports.regionCode, region) : undefined,
    month ? gte(reports.concludedOn, `${month}-01`) : undefined,
    month ? lt(reports.concludedOn, sql`${`${month}-01`}::date + interval '1 month'`) : undefined,
  )
}

/** One page of outcomes, the newest number first. */
export async function listOutcomes(db: Db, filter: OutcomeFilter, page: number) {
  const where = conditions(filter)
  const [rows, total, dayOf] = await Promise.all([
    outcomeRows(db)
      .where(where)
      .orderBy(desc(reports.outcomeNo))
      .limit(outcomeLimits.pageSize)
      .offset((page - 1) * outcomeLimits.pageSize),
    db.$count(reports, where),
    publicDays(db),
  ])
  return { rows: rows.map(dayOf), total }
}
export type Outcome = Awaited<ReturnType<typeof listOutcomes>>['rows'][number]

/** Outcomes to read on from a number, for programs and files. */
export async function readOnOutcomes(db: Db, filter: OutcomeFilter, limit: number, cursor?: number) {
  const where = conditions(filter)
  const [rows, total, dayOf] = await Promise.all([
    outcomeRows(db)
      .where(and(where, cursor === undefined ? undefined : lt(reports.outcomeNo, cursor)))
      .orderBy(desc(reports.outcomeNo))
      .limit(limit + 1),
    db.$count(reports, where),
    publicDays(db),
  ])
  const page = rows.slice(0, limit).map(dayOf)
  return { rows: page, total, cursor: rows.length > limit ? String(page.at(-1)?.no) : null }
}

export async function getOutcome(db: Db, no: number): Promise<Outcome | undefined> {
  const [found] = await outcomeRows(db).where(and(isConcluded, eq(reports.outcomeNo, no)))
  return found && (await publicDays(db))(found)
}

/** Gives a row its day, or its month where few were concluded in the same county and month. */
async function publicDays(db: Db) {
  const month = sql<string>`to_char(${reports.concludedOn}, 'YYYY-MM')`
  const counted = await db
    .select({ regionCode: reports.regionCode, month, count: sql<number>`count(*)::int` })
    .from(reports)
    .where(isConcluded)
    .groupBy(reports.regionCode, month)
  const counts = new Map(counted.map((row) => [`${row.regionCode} ${row.month}`, row.count]))
  return <R extends { regionCode: string | null; concludedOn: string }>(row: R): R => ({
    ...row,
    concludedOn: shownDay(
      row.concludedOn,
      counts.get(`${row.regionCode} ${row.concludedOn.slice(0, 7)}`) ?? 0,
      fewestShown,
    ),
  })
}

/** How many reports of an enterprise were found true, in whole or in part, and are concluded. */
export const countFoundTrue = (db: Db, creditCode: string): Promise<number> =>
  db.$count(
    reports,
    and(
      sql`${reports.enterpriseId} = (select id from ${enterprises} where credit_code = ${creditCode})`,
      isConcluded,
      sql`${reports.outcome} in ('true', 'partly_true')`,
    ),
  )
