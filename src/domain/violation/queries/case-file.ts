import { asc, desc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { caseApprovals, caseRevisions } from '#db/schema/casework.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { contentFromRecord } from '#domain/violation/queries/record-content.ts'
import type { CaseContent } from '#domain/violation/rules/draft.ts'
import { stageOf } from '#domain/violation/rules/lifecycle.ts'
import { can } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

const columns = {
  id: cases.id,
  state: cases.state,
  title: cases.title,
  titleEn: cases.titleEn,
  category: cases.category,
  regionCode: cases.regionCode,
  enterpriseId: cases.enterpriseId,
  enterpriseName: cases.enterpriseName,
  creditCode: enterprises.creditCode,
  decisionNo: cases.decisionNo,
  decidedOn: cases.decidedOn,
  fineFen: cases.fineFen,
  executionState: cases.executionState,
  originKey: cases.originKey,
  officeNote: cases.officeNote,
  publishedAt: cases.publishedAt,
  createdAt: cases.createdAt,
}

/** The case as its commands need it; with `forUpdate` nobody else takes a step until the transaction ends. */
export async function getCaseForStep(db: Db, id: number, options: { forUpdate?: boolean } = {}) {
  const query = db
    .select(columns)
    .from(cases)
    .leftJoin(enterprises, eq(enterprises.id, cases.enterpriseId))
    .where(eq(cases.id, id))
  const [found] = await (options.forUpdate ? query.for('update', { of: cases }) : query)
  if (!found) return undefined
  const approvals = await listApprovals(db, id)
  return { ...found, approvals, stage: stageOf(found.state, approvals), revision: await lastRevision(db, id) }
}
export type CaseForStep = NonNullable<Awaited<ReturnType<typeof getCaseForStep>>>

/** Who took which step, oldest first. For the office only. */
export const listApprovals = (db: Db, caseId: number) =>
  db
    .select({
      step: caseApprovals.step,
      personId: caseApprovals.personId,
      personName: caseApprovals.personName,
      revision: caseApprovals.revision,
      words: caseApprovals.words,
      at: caseApprovals.at,
    })
    .from(caseApprovals)
    .where(eq(caseApprovals.caseId, caseId))
    .orderBy(asc(caseApprovals.id))

/** 0: nobody has saved it yet (the portal opened it, or it came from an older record). */
async function lastRevision(db: Db, caseId: number): Promise<number> {
  const [last] = await db
    .select({ revision: caseRevisions.revision })
    .from(caseRevisions)
    .where(eq(caseRevisions.caseId, caseId))
    .orderBy(desc(caseRevisions.revision))
    .limit(1)
  return last?.revision ?? 0
}

/** What the officers typed last; of a case that nobody saved yet, what its record says. */
export async function getCaseContent(db: Db, caseId: number): Promise<CaseContent | undefined> {
  const [last] = await db
    .select({ content: caseRevisions.content })
    .from(caseRevisions)
    .where(eq(caseRevisions.caseId, caseId))
    .orderBy(desc(caseRevisions.revision))
    .limit(1)
  if (!last) return contentFromRecord(db, caseId)
  const content = last.content as unknown as CaseContent
  // A firm that came into the register since the draft was saved: the next saving must not unlink it.
  return content.creditCode === '' ? { ...content, creditCode: (await linkedFirm(db, caseId)) ?? '' } : content
}

async function linkedFirm(db: Db, caseId: number): Promise<string | undefined> {
  const [firm] = await db
    .select({ creditCode: enterprises.creditCode })
    .from(cases)
    .innerJoin(enterprises, eq(enterprises.id, cases.enterpriseId))
    .where(eq(cases.id, caseId))
  return firm?.creditCode
}

/** A case with everything the office knows of it; undefined also for who may not read drafts of its county. */
export async function getCaseFile(db: Db, viewer: Viewer, id: number) {
  const found = await getCaseForStep(db, id)
  if (!found || !can(viewer, 'case.read_draft', { regionCode: found.regionCode })) return undefined
  const content = await getCaseContent(db, id)
  return content && { ...found, content }
}
export type CaseFile = NonNullable<Awaited<ReturnType<typeof getCaseFile>>>

/** All that was saved, newest first: what changed from one to the next, rules/content-changes.ts says. */
export const listRevisions = (db: Db, caseId: number, limit = 30) =>
  db
    .select({
      revision: caseRevisions.revision,
      content: caseRevisions.content,
      savedByName: caseRevisions.savedByName,
      savedAt: caseRevisions.savedAt,
    })
    .from(caseRevisions)
    .where(eq(caseRevisions.caseId, caseId))
    .orderBy(desc(caseRevisions.revision))
    .limit(limit)
