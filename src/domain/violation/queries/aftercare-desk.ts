import { and, asc, desc, eq, inArray, isNotNull, lte, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import {
  caseAppeals as appeals,
  caseSealReadings,
  caseSeals,
  caseCorrections as corrections,
  caseRepairs as repairs,
  caseReplies as replies,
} from '#db/schema/aftercare.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import { demand } from '#platform/permissions/demand.ts'
import { can, reachOf } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

const head = {
  id: cases.id,
  state: cases.state,
  title: cases.title,
  titleEn: cases.titleEn,
  enterpriseName: cases.enterpriseName,
  regionCode: cases.regionCode,
  decisionNo: cases.decisionNo,
  decidedOn: cases.decidedOn,
  fineFen: cases.fineFen,
  executionState: cases.executionState,
  displayUntil: cases.displayUntil,
  removedOn: cases.removedOn,
  removalReason: cases.removalReason,
}

/** The firm's own cases that stand on the board, newest first, and those that left it: the fact and its day. */
export async function listFirmCases(db: Db, viewer: Viewer) {
  const enterpriseId = viewer.role === 'visitor' ? null : viewer.enterpriseId
  demand(viewer, 'case.reply', { enterpriseId })
  const [standing, gone] = await Promise.all([
    db
      .select(head)
      .from(cases)
      .where(and(eq(cases.enterpriseId, enterpriseId as number), eq(cases.state, 'published')))
      .orderBy(desc(cases.decidedOn), desc(cases.id)),
    db
      .select({ id: cases.id, removedOn: cases.removedOn, removalReason: cases.removalReason })
      .from(caseSeals)
      .innerJoin(cases, eq(cases.id, caseSeals.caseId))
      .where(eq(caseSeals.enterpriseId, enterpriseId as number))
      .orderBy(desc(cases.removedOn), desc(cases.id)),
  ])
  return { standing, gone }
}

/** One published case of the firm with all that the firm did there; undefined for another's. */
export async function getFirmCase(db: Db, viewer: Viewer, id: number) {
  const found = await headOf(db, id)
  if (found?.state !== 'published' || !can(viewer, 'case.reply', { enterpriseId: found.enterpriseId })) return undefined
  const [said, asked] = await Promise.all([listReplies(db, id), listRepairs(db, id)])
  return { ...found, replies: said, repairs: asked }
}

/** A case that was published once, with all that came after, for the office of its county and the city. */
export async function getAftercareFile(db: Db, viewer: Viewer, id: number) {
  const found = await headOf(db, id)
  if (!found || found.state === 'draft' || found.state === 'legal_review') return undefined
  if (!can(viewer, 'case.read_draft', { regionCode: found.regionCode })) return undefined
  const [said, appealed, corrected, asked, readings] = await Promise.all([
    listReplies(db, id),
    db.select().from(appeals).where(eq(appeals.caseId, id)).orderBy(asc(appeals.id)),
    db.select().from(corrections).where(eq(corrections.caseId, id)).orderBy(desc(corrections.id)),
    listRepairs(db, id),
    can(viewer, 'case.read_seal')
      ? db
          .select({
            readerName: caseSealReadings.readerName,
            reason: caseSealReadings.reason,
            readAt: caseSealReadings.readAt,
          })
          .from(caseSealReadings)
          .where(eq(caseSealReadings.caseId, id))
          .orderBy(desc(caseSealReadings.id))
      : [],
  ])
  return { ...found, replies: said, appeals: appealed, corrections: corrected, repairs: asked, readings }
}
export type AftercareFile = NonNullable<Awaited<ReturnType<typeof getAftercareFile>>>

async function headOf(db: Db, id: number) {
  const [found] = await db
    .select({ ...head, enterpriseId: cases.enterpriseId })
    .from(cases)
    .where(eq(cases.id, id))
  return found
}

const listReplies = (db: Db, caseId: number) =>
  db.select().from(replies).where(eq(replies.caseId, caseId)).orderBy(desc(replies.version))
export type CaseReply = Awaited<ReturnType<typeof listReplies>>[number]

const listRepairs = (db: Db, caseId: number) =>
  db.select().from(repairs).where(eq(repairs.caseId, caseId)).orderBy(desc(repairs.id))
export type CaseRepair = Awaited<ReturnType<typeof listRepairs>>[number]

/** How many days ahead an ending term of display is shown. */
const endsWithinDays = 30

/** What waits for somebody, the county's own or the whole city's: statements, repairs, corrections, records to be taken down. */
export async function listAftercareDesk(db: Db, viewer: Viewer, now: Date) {
  const regionCode = viewer.role === 'visitor' ? null : viewer.regionCode
  demand(viewer, 'case.read_draft', { regionCode })
  const within: SQL | undefined =
    reachOf(viewer, 'case.read_draft') === 'own_region' ? eq(cases.regionCode, regionCode ?? '') : undefined
  const stands = and(eq(cases.state, 'published'), within)
  const short = { id: cases.id, title: cases.title, titleEn: cases.titleEn, regionCode: cases.regionCode }
  const today = cityDate(now)
  const [said, asked, proposed, fallen, ending] = await Promise.all([
    db
      .select({ ...short, version: replies.version, at: replies.writtenAt })
      .from(replies)
      .innerJoin(cases, eq(cases.id, replies.caseId))
      .where(and(eq(replies.state, 'waiting'), stands))
      .orderBy(asc(replies.writtenAt))
      .limit(100),
    db
      .select({ ...short, state: repairs.state, at: repairs.appliedAt })
      .from(repairs)
      .innerJoin(cases, eq(cases.id, repairs.caseId))
      .where(and(inArray(repairs.state, ['applied', 'supported', 'opposed']), stands))
      .orderBy(asc(repairs.appliedAt))
      .limit(100),
    db
      .select({ ...short, field: corrections.field, at: corrections.proposedAt })
      .from(corrections)
      .innerJoin(cases, eq(cases.id, corrections.caseId))
      .where(and(eq(corrections.state, 'proposed'), stands))
      .orderBy(asc(corrections.proposedAt))
      .limit(100),
    db
      .select({ ...short, withdrawBy: sql<string>`${appeals.withdrawBy}::text` })
      .from(appeals)
      .innerJoin(cases, eq(cases.id, appeals.caseId))
      .where(and(isNotNull(appeals.withdrawBy), stands))
      .orderBy(asc(appeals.withdrawBy))
      .limit(100),
    db
      .select({ ...short, displayUntil: sql<string>`${cases.displayUntil}::text` })
      .from(cases)
      .where(and(lte(cases.displayUntil, addDays(today, endsWithinDays)), stands))
      .orderBy(asc(cases.displayUntil))
      .limit(100),
  ])
  return { replies: said, repairs: asked, corrections: proposed, withdrawals: fallen, ending }
}
