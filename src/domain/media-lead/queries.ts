import { and, asc, desc, eq, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { mediaLeads } from '#db/schema/report.ts'
import { violationCases } from '#db/schema/violation.ts'
import { type MediaLeadSearch, mediaLeadLimits } from '#domain/media-lead/input.ts'
import { demand } from '#platform/permissions/demand.ts'
import { can, reachOf } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { mostOfOneKind, type WaitingSource, workRegion } from '#platform/waiting.ts'

const columns = {
  id: mediaLeads.id,
  source: mediaLeads.source,
  outlet: mediaLeads.outlet,
  title: mediaLeads.title,
  url: mediaLeads.url,
  publishedOn: mediaLeads.publishedOn,
  summary: mediaLeads.summary,
  regionCode: mediaLeads.regionCode,
  enterpriseName: enterprises.name,
  creditCode: enterprises.creditCode,
  state: mediaLeads.state,
  recordedAt: mediaLeads.recordedAt,
  dueAt: mediaLeads.dueAt,
  answer: mediaLeads.answer,
  answerEn: mediaLeads.answerEn,
  answeredAt: mediaLeads.answeredAt,
}

const officeRows = (db: Db) =>
  db
    .select({ ...columns, caseId: mediaLeads.caseId, recordedByName: users.name })
    .from(mediaLeads)
    .leftJoin(enterprises, eq(enterprises.id, mediaLeads.enterpriseId))
    .leftJoin(users, eq(users.id, mediaLeads.recordedBy))

function within(viewer: Viewer): SQL | undefined {
  const own = viewer.role === 'visitor' ? null : viewer.regionCode
  demand(viewer, 'media_lead.handle', { regionCode: own })
  return reachOf(viewer, 'media_lead.handle') === 'own_region' ? eq(mediaLeads.regionCode, own ?? '') : undefined
}

/** One page of the desk: what waits by its clock, what was answered newest first. */
export async function listMediaLeads(db: Db, viewer: Viewer, { state, late, page }: MediaLeadSearch, now: Date) {
  const scope = within(viewer)
  const isLate = and(eq(mediaLeads.state, 'open'), lt(mediaLeads.dueAt, now))
  const where = and(scope, eq(mediaLeads.state, state), late ? isLate : undefined)
  const [rows, total, counted, lateCount] = await Promise.all([
    officeRows(db)
      .where(where)
      .orderBy(
        ...(state === 'open'
          ? [asc(mediaLeads.dueAt), asc(mediaLeads.id)]
          : [desc(mediaLeads.answeredAt), desc(mediaLeads.id)]),
      )
      .limit(mediaLeadLimits.pageSize)
      .offset((page - 1) * mediaLeadLimits.pageSize),
    db.$count(mediaLeads, where),
    db
      .select({ state: mediaLeads.state, count: sql<number>`count(*)::int` })
      .from(mediaLeads)
      .where(scope)
      .groupBy(mediaLeads.state),
    db.$count(mediaLeads, and(scope, isLate)),
  ])
  return { rows, total, states: new Map(counted.map((row) => [row.state, row.count])), late: lateCount }
}

export async function getMediaLead(db: Db, viewer: Viewer, id: number) {
  const [found] = await officeRows(db).where(eq(mediaLeads.id, id))
  return found && can(viewer, 'media_lead.handle', { regionCode: found.regionCode }) ? found : undefined
}

/** What the public reads: leads that were answered, the newest answer first, with a case where it stands on the board. */
export async function listAnsweredLeads(db: Db, page: number | undefined) {
  const isAnswered = eq(mediaLeads.state, 'answered')
  const query = db
    .select({
      ...columns,
      caseId: violationCases.id,
      caseTitle: violationCases.title,
      caseTitleEn: violationCases.titleEn,
    })
    .from(mediaLeads)
    .leftJoin(enterprises, eq(enterprises.id, mediaLeads.enterpriseId))
    .leftJoin(violationCases, and(eq(violationCases.id, mediaLeads.caseId), eq(violationCases.state, 'published')))
    .where(isAnswered)
    .orderBy(desc(mediaLeads.answeredAt), desc(mediaLeads.id))
  const [rows, total] = await Promise.all([
    page === undefined ? query : query.limit(mediaLeadLimits.pageSize).offset((page - 1) * mediaLeadLimits.pageSize),
    db.$count(mediaLeads, isAnswered),
  ])
  return {
    rows: rows as (Omit<(typeof rows)[number], 'answer' | 'answeredAt'> & { answer: string; answeredAt: Date })[],
    total,
  }
}
export type AnsweredLead = Awaited<ReturnType<typeof listAnsweredLeads>>['rows'][number]

/** How many wait for an answer now, and how many of them are late: the public sees it. */
export async function countOpenLeads(db: Db, now: Date) {
  const isOpen = eq(mediaLeads.state, 'open')
  const [open, late] = await Promise.all([
    db.$count(mediaLeads, isOpen),
    db.$count(mediaLeads, and(isOpen, lt(mediaLeads.dueAt, now))),
  ])
  return { open, late }
}

/** Leads without an answer: a county's own; at the city its own, and a county's once the term is over. */
export const waitingMediaLeads: WaitingSource = async (db, account, now) => {
  const region = workRegion(account, 'media_lead.handle')
  if (region === undefined) return []
  const mine =
    region === null ? or(isNull(mediaLeads.regionCode), lt(mediaLeads.dueAt, now)) : eq(mediaLeads.regionCode, region)
  const rows = await db
    .select({ id: mediaLeads.id, title: mediaLeads.title, at: mediaLeads.recordedAt, dueAt: mediaLeads.dueAt })
    .from(mediaLeads)
    .where(and(eq(mediaLeads.state, 'open'), mine))
    .orderBy(asc(mediaLeads.dueAt))
    .limit(mostOfOneKind)
  return rows.map(({ id, title, at, dueAt }) => ({
    kind: 'media.answer',
    subject: `media_lead:${id}`,
    title: { zh: title, en: title },
    path: `/office/media-leads/${id}`,
    dueAt,
    since: at,
  }))
}
