import { and, asc, eq, inArray, isNotNull, ne, or, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Db } from '#db/client.ts'
import {
  caseAppeals as appeals,
  caseCorrections as corrections,
  caseRepairs as repairs,
  caseReplies as replies,
} from '#db/schema/aftercare.ts'
import { caseApprovals } from '#db/schema/casework.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { lastStep } from '#domain/violation/queries/inbox.ts'
import { publishBy } from '#domain/violation/rules/clock.ts'
import { reachOf } from '#platform/permissions/matrix.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import {
  endOf,
  mostOfOneKind,
  type Waiting,
  type WaitingKind,
  type WaitingSource,
  workRegion,
} from '#platform/waiting.ts'

const short = { id: cases.id, title: cases.title, titleEn: cases.titleEn, enterpriseName: cases.enterpriseName }

/** Cases on their way to the board, and what comes after the publication: what this account may do now and nobody barred it from. */
export const waitingCases: WaitingSource = async (db, account) => {
  const lists = await Promise.all([
    drafts(db, account),
    onTheirWay(db, account, 'case.review', sql`${lastStep} is distinct from 'passed'`),
    onTheirWay(db, account, 'case.publish', sql`${lastStep} = 'passed'`),
    after(db, account),
  ])
  return lists.flat()
}

const byMe = (account: Account) =>
  sql`exists (select from ${caseApprovals} a where a.case_id = ${cases.id} and a.person_id = ${account.userId})`

/** Drafts: all of a county's; at the city those that the officer began or changed. */
async function drafts(db: Db, account: Account): Promise<Waiting[]> {
  const region = workRegion(account, 'case.draft')
  if (region === undefined) return []
  const mine = region === null ? byMe(account) : eq(cases.regionCode, region)
  return listCases(db, 'case.finish', and(eq(cases.state, 'draft'), mine))
}

async function onTheirWay(
  db: Db,
  account: Account,
  step: 'case.review' | 'case.publish',
  stands: SQL,
): Promise<Waiting[]> {
  const region = workRegion(account, step)
  if (region === undefined) return []
  const within = region === null ? undefined : eq(cases.regionCode, region)
  return listCases(db, step, and(eq(cases.state, 'legal_review'), within, stands, sql`not ${byMe(account)}`))
}

async function listCases(db: Db, kind: WaitingKind, where: SQL | undefined): Promise<Waiting[]> {
  const rows = await db
    .select({ ...short, decidedOn: cases.decidedOn, at: cases.updatedAt })
    .from(cases)
    .where(and(inArray(cases.state, ['draft', 'legal_review']), where))
    .orderBy(asc(cases.decidedOn), asc(cases.id))
    .limit(mostOfOneKind)
  return rows.map((row) => ({
    ...lineOf(row, kind, `/office/cases/${row.id}`),
    dueAt: row.decidedOn === null ? undefined : endOf(publishBy(row.decidedOn)),
  }))
}

const titleOf = ({ title, enterpriseName }: { title: string; enterpriseName: string }) =>
  title.includes(enterpriseName) ? title : `${enterpriseName} · ${title}`

const lineOf = (
  row: { id: number; title: string; titleEn: string | null; enterpriseName: string; at: Date },
  kind: WaitingKind,
  path = `/office/cases/${row.id}/after`,
): Waiting => ({
  kind,
  subject: `case:${row.id}`,
  title: { zh: titleOf(row), en: row.titleEn ?? titleOf(row) },
  path,
  since: row.at,
})

/** Statements, corrections, repairs, and records that a court or a review took the ground from. */
async function after(db: Db, account: Account): Promise<Waiting[]> {
  const region = workRegion(account, 'case.opine_repair')
  const notMe = (column: AnyPgColumn) => or(sql`${column} is null`, ne(column, account.userId))
  const lists = await Promise.all([
    reachOf(account, 'case.moderate_reply')
      ? standing(db, 'case.reply', replies, replies.writtenAt, eq(replies.state, 'waiting'))
      : [],
    reachOf(account, 'case.confirm_correction')
      ? standing(
          db,
          'case.correction',
          corrections,
          corrections.proposedAt,
          and(eq(corrections.state, 'proposed'), notMe(corrections.proposedBy)),
        )
      : [],
    region
      ? standing(
          db,
          'case.repair_opinion',
          repairs,
          repairs.appliedAt,
          and(eq(repairs.state, 'applied'), eq(cases.regionCode, region)),
        )
      : [],
    reachOf(account, 'case.decide_repair')
      ? standing(
          db,
          'case.repair',
          repairs,
          repairs.appliedAt,
          and(inArray(repairs.state, ['supported', 'opposed']), notMe(repairs.countyBy)),
        )
      : [],
    reachOf(account, 'case.withdraw') ? fallen(db) : [],
  ])
  return lists.flat()
}

async function standing(
  db: Db,
  kind: WaitingKind,
  table: typeof replies | typeof corrections | typeof repairs,
  at: AnyPgColumn<{ data: Date }>,
  where: SQL | undefined,
): Promise<Waiting[]> {
  const rows = await db
    .select({ ...short, at })
    .from(table)
    .innerJoin(cases, eq(cases.id, table.caseId))
    .where(and(where, eq(cases.state, 'published')))
    .orderBy(asc(at))
    .limit(mostOfOneKind)
  return rows.map((row) => lineOf({ ...row, at: row.at as Date }, kind))
}

async function fallen(db: Db): Promise<Waiting[]> {
  const rows = await db
    .select({ ...short, at: appeals.resultEnteredAt, withdrawBy: appeals.withdrawBy })
    .from(appeals)
    .innerJoin(cases, eq(cases.id, appeals.caseId))
    .where(and(isNotNull(appeals.withdrawBy), eq(cases.state, 'published')))
    .orderBy(asc(appeals.withdrawBy))
    .limit(mostOfOneKind)
  return rows.map(({ withdrawBy, at, ...row }) => ({
    ...lineOf({ ...row, at: at ?? new Date(0) }, 'case.withdraw'),
    dueAt: endOf(withdrawBy),
  }))
}
