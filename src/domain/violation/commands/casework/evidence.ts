import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { caseEvidence } from '#db/schema/casework.ts'
import type { evidenceKinds } from '#db/vocabulary.ts'
import { getCaseForStep } from '#domain/violation/queries/case-file.ts'
import { hiddenNamesIn } from '#domain/violation/queries/hidden-names.ts'
import { CaseRefusal } from '#domain/violation/refusal.ts'
import { barToStep } from '#domain/violation/rules/lifecycle.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Account, Viewer } from '#platform/permissions/viewer.ts'
import { acceptUpload } from '#platform/storage/accept.ts'
import { putFile } from '#platform/storage/files.ts'
import { findPersonalData } from '#src/text/personal-data.ts'

export interface NewEvidence {
  caseId: number
  kind: (typeof evidenceKinds)[number]
  description: string
  isPublic: boolean
  file?: { bytes: Uint8Array; name: string } | undefined
}

/**
 * Puts an item on the evidence list of a draft. Its file is examined before it is kept (RefusedFile says why not).
 * @throws DomainError not_allowed; CaseRefusal; RefusedFile
 */
export async function addEvidence(db: Db, viewer: Viewer, given: NewEvidence, now: Date): Promise<{ id: number }> {
  await demandDraft(db, viewer, given.caseId)
  const personal = given.isPublic ? findPersonalData(`${given.description}\n${given.file?.name ?? ''}`)[0] : undefined
  if (personal)
    throw new CaseRefusal('rule_broken', 'not_complete', [
      { field: 'description', code: 'personal_data_evidence', given: { ...personal }, clause: 'open_government' },
    ])
  const [hidden] = given.isPublic
    ? await hiddenNamesIn(db, given.caseId, `${given.description}\n${given.file?.name ?? ''}`)
    : []
  if (hidden)
    throw new CaseRefusal('rule_broken', 'not_complete', [
      { field: 'description', code: 'hidden_name', given: { found: hidden }, clause: 'city_rule_names' },
    ])
  const accepted =
    given.file &&
    (await acceptUpload(given.file.bytes, given.file.name, ['pdf', 'jpeg', 'png', 'webp', 'xlsx', 'docx']))
  const stored = accepted && (await putFile(accepted.bytes))
  return db.transaction(async (tx) => {
    const account = await demandDraft(tx, viewer, given.caseId, { forUpdate: true })
    const [written] = await tx
      .insert(caseEvidence)
      .values({
        caseId: given.caseId,
        kind: given.kind,
        description: given.description,
        isPublic: given.isPublic,
        fileSha256: stored?.sha256 ?? null,
        fileName: accepted?.fileName ?? null,
        mediaType: accepted?.mediaType ?? null,
        fileBytes: stored?.size ?? null,
        addedBy: account.userId,
        addedAt: now,
      })
      .returning({ id: caseEvidence.id })
    const { id } = written as { id: number }
    await recordEvent(tx, {
      kind: 'case_draft.evidence_added',
      subject: `case:${given.caseId}`,
      by: viewer,
      at: now,
      after: { evidenceId: id, kind: given.kind, isPublic: given.isPublic, sha256: stored?.sha256 ?? null },
    })
    return { id }
  })
}

/** Takes an item off the list of a draft. Its file stays until the clean-up finds that nothing names it. @throws CaseRefusal */
export async function removeEvidence(
  db: Db,
  viewer: Viewer,
  { caseId, id }: { caseId: number; id: number },
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    await demandDraft(tx, viewer, caseId, { forUpdate: true })
    const [gone] = await tx
      .delete(caseEvidence)
      .where(and(eq(caseEvidence.id, id), eq(caseEvidence.caseId, caseId)))
      .returning({ kind: caseEvidence.kind, sha256: caseEvidence.fileSha256 })
    if (!gone) throw new CaseRefusal('not_found', 'no_such_evidence')
    await recordEvent(tx, {
      kind: 'case_draft.evidence_removed',
      subject: `case:${caseId}`,
      by: viewer,
      at: now,
      before: { evidenceId: id, ...gone },
    })
  })
}

async function demandDraft(db: Db, viewer: Viewer, caseId: number, options = {}): Promise<Account> {
  const found = await getCaseForStep(db, caseId, options)
  const account = demandAccount(viewer, 'case.draft', { regionCode: found?.regionCode ?? null })
  if (!found) throw new CaseRefusal('not_found', 'no_such_case')
  const bar = barToStep(found.state, found.approvals, { step: 'edited', personId: account.userId })
  if (bar) throw new CaseRefusal('conflict', bar)
  return account
}
