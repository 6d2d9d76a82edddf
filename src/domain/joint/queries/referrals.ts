import { and, asc, count, desc, eq, gte, isNull, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { referralHistory as history, referrals } from '#db/schema/joint.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { jointLimits, type ReferralFilter } from '#domain/joint/input.ts'
import { referralClocks } from '#domain/joint/rules/referral.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

const columns = {
  id: referrals.id,
  year: referrals.year,
  no: referrals.no,
  kind: referrals.kind,
  state: referrals.state,
  regionCode: referrals.regionCode,
  receiver: referrals.receiver,
  caseId: referrals.caseId,
  caseTitle: cases.title,
  enterpriseName: cases.enterpriseName,
  measureKinds: cases.measureKinds,
  proposedAt: referrals.proposedAt,
  decidedAt: referrals.decidedAt,
  sentAt: referrals.sentAt,
  copiedAt: referrals.copiedAt,
  receivedAt: referrals.receivedAt,
  answerDays: referrals.answerDays,
  answeredAt: referrals.answeredAt,
  reviewAskedAt: referrals.reviewAskedAt,
  reviewedAt: referrals.reviewedAt,
  isTakenUp: referrals.isTakenUp,
  closedAt: referrals.closedAt,
}
export type ReferralLine = Awaited<ReturnType<typeof listReferrals>>['rows'][number]

const within = (viewer: Viewer): SQL | undefined =>
  viewer.role === 'county_officer' ? eq(referrals.regionCode, viewer.regionCode ?? '') : undefined

const select = (db: Db) => db.select(columns).from(referrals).innerJoin(cases, eq(cases.id, referrals.caseId))

/** One page of referrals, the newest first, with counts beside the filters and the clocks of each. */
export async function listReferrals(db: Db, viewer: Viewer, filter: ReferralFilter, page: number, now: Date) {
  const own = within(viewer)
  const conditions = {
    state: filter.state && eq(referrals.state, filter.state),
    kind: filter.kind && eq(referrals.kind, filter.kind),
    region: filter.region === undefined ? undefined : eq(referrals.regionCode, filter.region),
  }
  const where = and(own, ...Object.values(conditions))
  const facet = async (name: keyof typeof conditions, value: SQL) => {
    const others = Object.entries(conditions).flatMap(([other, condition]) => (other === name ? [] : [condition]))
    const rows = await db
      .select({ value: sql<string>`${value}`, count: count() })
      .from(referrals)
      .where(and(own, ...others))
      .groupBy(sql`1`)
    return new Map(rows.map((row) => [row.value, row.count]))
  }
  const [rows, total, state, kind, region, open] = await Promise.all([
    select(db)
      .where(where)
      .orderBy(desc(referrals.id))
      .limit(jointLimits.pageSize)
      .offset((page - 1) * jointLimits.pageSize),
    db.$count(referrals, where),
    facet('state', sql`${referrals.state}::text`),
    facet('kind', sql`${referrals.kind}::text`),
    facet('region', sql`${referrals.regionCode}`),
    select(db).where(and(own, isNull(referrals.closedAt))),
  ])
  const overdue = open.filter((row) => referralClocks(row, now).some(({ standing }) => standing === 'overdue')).length
  return { rows, total, counts: { state, kind, region }, open: open.length, overdue }
}

/** One referral with its course; undefined also for another county's. */
export async function getReferral(db: Db, viewer: Viewer, id: number) {
  const [found] = await db
    .select({
      ...columns,
      grounds: referrals.grounds,
      legalBasis: referrals.legalBasis,
      proposedBy: referrals.proposedBy,
      policeDocumentNo: referrals.policeDocumentNo,
      policeReason: referrals.policeReason,
      result: referrals.result,
    })
    .from(referrals)
    .innerJoin(cases, eq(cases.id, referrals.caseId))
    .where(and(eq(referrals.id, id), within(viewer)))
  if (!found) return undefined
  const steps = await db
    .select({
      step: history.step,
      happenedAt: history.happenedAt,
      words: history.words,
      at: history.at,
      name: users.name,
    })
    .from(history)
    .leftJoin(users, eq(users.id, history.by))
    .where(eq(history.referralId, id))
    .orderBy(asc(history.id))
  return { ...found, steps }
}
export type Referral = NonNullable<Awaited<ReturnType<typeof getReferral>>>

/** The referrals of a case, for its page in the office. */
export const referralsOfCase = (db: Db, caseId: number) =>
  select(db).where(eq(referrals.caseId, caseId)).orderBy(asc(referrals.id))

/** The open referrals of a scope, the longest waiting first: for the inbox. */
export const openReferrals = (db: Db, regionCode: string | undefined) =>
  select(db)
    .where(and(isNull(referrals.closedAt), regionCode === undefined ? undefined : eq(referrals.regionCode, regionCode)))
    .orderBy(asc(referrals.proposedAt))

/** How many were transferred by each county since a day, and what became of them: figures, for the public. */
export async function countReferrals(db: Db, since: Date) {
  const rows = await db
    .select({
      regionCode: referrals.regionCode,
      sent: sql<number>`(count(*) filter (where ${referrals.sentAt} is not null))::int`,
      accepted: sql<number>`(count(*) filter (where ${referrals.isTakenUp}))::int`,
      refused: sql<number>`(count(*) filter (where not ${referrals.isTakenUp}))::int`,
    })
    .from(referrals)
    .where(gte(referrals.proposedAt, since))
    .groupBy(referrals.regionCode)
  return new Map(rows.map(({ regionCode, ...row }) => [regionCode, row]))
}
