import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { caseCorrections as corrections } from '#db/schema/aftercare.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { AftercareRefusal, atField } from '#domain/violation/aftercare-refusal.ts'
import { readValue, valueProblem, writeValue } from '#domain/violation/commands/aftercare/corrected-value.ts'
import { lockPublished } from '#domain/violation/commands/aftercare/lock.ts'
import { hiddenNamesIn } from '#domain/violation/queries/hidden-names.ts'
import { type CorrectionField, isShownBefore } from '#domain/violation/rules/aftercare/correction.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { handOf } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { findPersonalData } from '#src/text/personal-data.ts'

export interface CorrectionProposal {
  caseId: number
  field: CorrectionField
  after: string
  isBeforeShown: boolean
  reason: string
  legalBasis: string
}

/** Proposes what a published record should say instead. Nothing changes yet. @throws DomainError not_allowed; AftercareRefusal */
export async function proposeCorrection(
  db: Db,
  viewer: Viewer,
  proposal: CorrectionProposal,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { caseId, field, after, isBeforeShown, reason, legalBasis } = proposal
    const { account } = await lockPublished(tx, viewer, 'case.propose_correction', caseId)
    const problem = await valueProblem(tx, caseId, field, after, cityDate(now))
    if (problem) throw atField('after', problem)
    for (const [at, words] of Object.entries({ correctionReason: reason, legalBasis })) {
      if (findPersonalData(words).length > 0) throw atField(at, 'personal_data')
      if ((await hiddenNamesIn(tx, caseId, words)).length > 0) throw atField(at, 'hidden_name')
    }
    const before = await readValue(tx, caseId, field)
    if (before === after) throw atField('after', 'same_as_before')
    const [written] = await tx
      .insert(corrections)
      .values({
        caseId,
        field,
        before,
        after,
        isBeforeShown: isShownBefore(field, isBeforeShown),
        reason,
        legalBasis,
        proposedBy: account.userId,
        proposedAt: now,
      })
      .onConflictDoNothing()
      .returning({ id: corrections.id })
    if (!written) throw new AftercareRefusal('conflict', 'one_proposed_already')
    await recordEvent(tx, {
      kind: 'case_desk.correction_proposed',
      subject: `case:${caseId}`,
      by: viewer,
      at: now,
      after: { field },
    })
  })
}

/**
 * The second person confirms a correction, which the record then shows, dated, with its reason and basis; or refuses it.
 * @throws DomainError not_allowed; AftercareRefusal proposed_it, decided_already, changed_meanwhile
 */
export async function decideCorrection(
  db: Db,
  viewer: Viewer,
  { id, isConfirmed }: { id: number; isConfirmed: boolean },
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [known] = await tx.select({ caseId: corrections.caseId }).from(corrections).where(eq(corrections.id, id))
    const { found, account } = await lockPublished(tx, viewer, 'case.confirm_correction', known?.caseId ?? 0)
    const [correction] = await tx.select().from(corrections).where(eq(corrections.id, id))
    if (!correction) throw new AftercareRefusal('not_found', 'no_such_entry')
    if (correction.state !== 'proposed') throw new AftercareRefusal('conflict', 'decided_already')
    if (handOf(account, correction.proposedBy) === account.userId) throw new AftercareRefusal('conflict', 'proposed_it')
    if (isConfirmed) {
      const { field, before, after } = correction
      if ((await readValue(tx, found.id, field)) !== before) throw new AftercareRefusal('conflict', 'changed_meanwhile')
      const problem = await valueProblem(tx, found.id, field, after, cityDate(now))
      if (problem) throw new AftercareRefusal('rule_broken', problem)
      await writeValue(tx, found.id, field, after)
      await tx.update(cases).set({ updatedAt: now }).where(eq(cases.id, found.id))
    }
    await tx
      .update(corrections)
      .set({
        state: isConfirmed ? 'confirmed' : 'refused',
        decidedBy: account.userId,
        decidedAt: now,
      })
      .where(eq(corrections.id, id))
    // What stood there and what stands now is in the correction, which goes under seal with its case; the log outlives both.
    await recordEvent(tx, {
      kind: isConfirmed ? 'case.corrected' : 'case_desk.correction_refused',
      subject: `case:${found.id}`,
      by: viewer,
      at: now,
      after: { field: correction.field, creditCode: found.creditCode },
    })
  })
}
