import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import {
  caseAppeals,
  caseCorrections,
  caseRepairs,
  caseReplies,
  caseSealReadings,
  caseSeals,
} from '#db/schema/aftercare.ts'
import { caseApprovals, caseEvidence, casePenaltyPeriods, caseReferences, caseRevisions } from '#db/schema/casework.ts'
import { jointPunishmentCases, jointPunishmentFeedback, jointPunishments } from '#db/schema/sanction.ts'
import { violationCases, violationMeasures, violationSteps } from '#db/schema/violation.ts'
import { AftercareRefusal } from '#domain/violation/aftercare-refusal.ts'
import type { RemovalReason } from '#domain/violation/rules/aftercare/removal.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/** Everything that says something of a case besides its row and its approvals, which keep who took which step. A test compares with the schema. */
export const sealedTables = {
  measures: violationMeasures,
  steps: violationSteps,
  evidence: caseEvidence,
  references: caseReferences,
  revisions: caseRevisions,
  replies: caseReplies,
  appeals: caseAppeals,
  corrections: caseCorrections,
  repairs: caseRepairs,
} as const

export interface Sealing {
  caseId: number
  reason: RemovalReason
  words: string
  by: string | null
}

/** Puts a case's whole content under seal and takes it out of the tables that queries read. Part of a removal, in its transaction. */
export async function sealCase(tx: Db, { caseId, reason, words, by }: Sealing, now: Date): Promise<void> {
  const [record] = await tx.select().from(violationCases).where(eq(violationCases.id, caseId))
  if (!record) throw new AftercareRefusal('not_found', 'no_such_case')
  const { searchText: _, ...kept } = record
  const parts: Record<string, unknown> = {}
  for (const [name, table] of Object.entries(sealedTables))
    parts[name] = await tx.select().from(table).where(eq(table.caseId, caseId))
  const measureIds = (parts.measures as { id: number }[]).map(({ id }) => id)
  parts.penaltyPeriods =
    measureIds.length > 0
      ? await tx.select().from(casePenaltyPeriods).where(inArray(casePenaltyPeriods.measureId, measureIds))
      : []
  parts.approvals = await tx.select().from(caseApprovals).where(eq(caseApprovals.caseId, caseId))
  // Joint punishments that rest on it: they are lifted and emptied when the removal is heard of (sanction/effects.ts).
  parts.jointPunishments = await tx
    .select({ punishment: jointPunishments })
    .from(jointPunishmentCases)
    .innerJoin(jointPunishments, eq(jointPunishments.id, jointPunishmentCases.punishmentId))
    .where(eq(jointPunishmentCases.caseId, caseId))
  parts.punishmentFeedback = await tx
    .select({ feedback: jointPunishmentFeedback })
    .from(jointPunishmentCases)
    .innerJoin(jointPunishmentFeedback, eq(jointPunishmentFeedback.punishmentId, jointPunishmentCases.punishmentId))
    .where(eq(jointPunishmentCases.caseId, caseId))
  await tx.insert(caseSeals).values({
    caseId,
    enterpriseId: record.enterpriseId,
    reason,
    content: { record: kept, ...parts },
    fileHashes: (parts.evidence as { fileSha256: string | null }[]).flatMap(({ fileSha256 }) => fileSha256 ?? []),
    words: words || null,
    sealedBy: by,
    sealedAt: now,
  })
  for (const table of Object.values(sealedTables)) await tx.delete(table).where(eq(table.caseId, caseId))
}

/** What officers said at their steps is under seal then, in the row nothing of it stays: only of a case that is off the board (trigger). */
export async function emptyApprovals(tx: Db, caseId: number): Promise<void> {
  await tx
    .update(caseApprovals)
    .set({ words: '（已封存）' })
    .where(and(eq(caseApprovals.caseId, caseId), isNotNull(caseApprovals.words)))
}

/**
 * Opens a seal for somebody whom the law lets read it; that it was read, by whom and why, is written first.
 * @throws DomainError not_allowed; AftercareRefusal no_seal
 */
export async function readSeal(
  db: Db,
  viewer: Viewer,
  { caseId, reason }: { caseId: number; reason: string },
  now: Date,
): Promise<{ content: Record<string, unknown>; words: string | null; sealedAt: Date }> {
  return db.transaction(async (tx) => {
    const account = demandAccount(viewer, 'case.read_seal')
    const [seal] = await tx
      .select({ content: caseSeals.content, words: caseSeals.words, sealedAt: caseSeals.sealedAt })
      .from(caseSeals)
      .where(eq(caseSeals.caseId, caseId))
    if (!seal) throw new AftercareRefusal('not_found', 'no_seal')
    await tx
      .insert(caseSealReadings)
      .values({ caseId, readBy: account.userId, readerName: account.name, reason, readAt: now })
    await recordEvent(tx, { kind: 'case_desk.seal_read', subject: `case:${caseId}`, by: viewer, at: now, reason })
    return seal
  })
}
