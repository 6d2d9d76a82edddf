import { and, asc, desc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { caseAppeals as appeals, caseCorrections as corrections, caseReplies as replies } from '#db/schema/aftercare.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { shownCorrection } from '#domain/violation/rules/aftercare/correction.ts'

/** What the public sees beside a published case: the firm's words, appeals, corrections. Nothing for one that is not on the board. */
export async function getAftercare(db: Db, caseId: number) {
  const ofCase = and(eq(cases.id, caseId), eq(cases.state, 'published'))
  const [said, refused, appealed, corrected] = await Promise.all([
    db
      .select({
        version: replies.version,
        words: replies.words,
        writtenAt: replies.writtenAt,
        publishedAt: replies.decidedAt,
      })
      .from(replies)
      .innerJoin(cases, eq(cases.id, replies.caseId))
      .where(and(ofCase, eq(replies.state, 'published')))
      .limit(1),
    db
      .select({ version: replies.version, ground: replies.ground, decidedAt: replies.decidedAt })
      .from(replies)
      .innerJoin(cases, eq(cases.id, replies.caseId))
      .where(and(ofCase, eq(replies.state, 'refused')))
      .orderBy(asc(replies.version)),
    db
      .select({
        kind: appeals.kind,
        body: appeals.body,
        filedOn: appeals.filedOn,
        result: appeals.result,
        decidedOn: appeals.decidedOn,
        withdrawBy: appeals.withdrawBy,
      })
      .from(appeals)
      .innerJoin(cases, eq(cases.id, appeals.caseId))
      .where(ofCase)
      .orderBy(asc(appeals.filedOn), asc(appeals.id)),
    db
      .select({
        field: corrections.field,
        before: corrections.before,
        after: corrections.after,
        isBeforeShown: corrections.isBeforeShown,
        reason: corrections.reason,
        legalBasis: corrections.legalBasis,
        correctedAt: corrections.decidedAt,
      })
      .from(corrections)
      .innerJoin(cases, eq(cases.id, corrections.caseId))
      .where(and(ofCase, eq(corrections.state, 'confirmed')))
      .orderBy(desc(corrections.decidedAt), desc(corrections.id)),
  ])
  return {
    reply: said[0] ?? null,
    refusals: refused,
    appeals: appealed,
    corrections: corrected.map(({ reason, legalBasis, correctedAt, ...correction }) => ({
      ...shownCorrection(correction),
      reason,
      legalBasis,
      correctedAt,
    })),
  }
}
export type Aftercare = Awaited<ReturnType<typeof getAftercare>>
