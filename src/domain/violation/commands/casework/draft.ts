import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { caseApprovals, caseRevisions } from '#db/schema/casework.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { recordColumns, writeParts } from '#domain/violation/commands/casework/project.ts'
import { type Resolved, resolveContent } from '#domain/violation/commands/casework/resolve.ts'
import { type CaseForStep, getCaseContent, getCaseForStep } from '#domain/violation/queries/case-file.ts'
import { CaseRefusal } from '#domain/violation/refusal.ts'
import { changedFields, changesOnRecord } from '#domain/violation/rules/content-changes.ts'
import type { CaseContent, CaseFinding } from '#domain/violation/rules/draft.ts'
import { savingFindings } from '#domain/violation/rules/draft-check.ts'
import { barToStep } from '#domain/violation/rules/lifecycle.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Account, Viewer } from '#platform/permissions/viewer.ts'

export interface Saved {
  id: number
  revision: number
  /** What is unusual, and what still bars nothing. */
  warnings: CaseFinding[]
}

/**
 * Begins a case. A draft may lack whatever is not known yet; what cannot be true is refused. `system` is an import on the command line.
 * @throws DomainError not_allowed; CaseRefusal not_complete with each problem at its field
 */
export async function draftCase(db: Db, by: Viewer | 'system', content: CaseContent, now: Date): Promise<Saved> {
  const own = by === 'system' || by.role === 'visitor' ? null : by.regionCode
  const account = by === 'system' ? undefined : demandAccount(by, 'case.draft', { regionCode: own })
  return db.transaction(async (tx) => {
    const { resolved, warnings } = await checked(tx, content, undefined, now)
    if (by !== 'system') demandAccount(by, 'case.draft', { regionCode: resolved.content.regionCode })
    const [written] = await tx
      .insert(cases)
      .values({ ...recordColumns(resolved), state: 'draft', createdAt: now, updatedAt: now })
      .returning({ id: cases.id })
      .catch(decisionTaken(content))
    const { id } = written as { id: number }
    await keepRevision(tx, id, 1, resolved.content, account, now)
    await writeParts(tx, id, resolved.content)
    await tx.insert(caseApprovals).values({
      caseId: id,
      step: 'drafted',
      personId: account?.userId ?? null,
      personName: account?.name ?? 'system',
      revision: 1,
      at: now,
    })
    await recordEvent(tx, {
      kind: 'case_draft.drafted',
      subject: `case:${id}`,
      by,
      at: now,
      after: {
        revision: 1,
        regionCode: resolved.content.regionCode,
        category: content.category,
        ...changesOnRecord(undefined, resolved.content).after,
      },
    })
    return { id, revision: 1, warnings }
  })
}

/**
 * Saves a draft anew, whole. Only while it is a draft: what lies with the legal desk or stands on the board is not edited.
 * @param revision the one that the sender's form was loaded with; what another saved since is not overwritten
 * @throws DomainError not_allowed; CaseRefusal no_such_case, changed_meanwhile, not_a_draft, not_complete
 */
export async function editDraft(
  db: Db,
  viewer: Viewer,
  { id, revision, content }: { id: number; revision: number; content: CaseContent },
  now: Date,
): Promise<Saved> {
  return db.transaction(async (tx) => {
    const found = await getCaseForStep(tx, id, { forUpdate: true })
    const account = demandAccount(viewer, 'case.draft', { regionCode: found?.regionCode ?? null })
    if (!found) throw new CaseRefusal('not_found', 'no_such_case')
    const bar = barToStep(found.state, found.approvals, { step: 'edited', personId: account.userId })
    if (bar) throw new CaseRefusal('conflict', bar)
    if (found.revision !== revision) throw new CaseRefusal('conflict', 'changed_meanwhile')
    const { resolved, warnings } = await checked(tx, content, id, now)
    demandAccount(viewer, 'case.draft', { regionCode: resolved.content.regionCode })
    const before = await getCaseContent(tx, id)
    const changed = changedFields(before, resolved.content)
    if (changed.length === 0 && revision > 0) return { id, revision, warnings }
    await tx
      .update(cases)
      .set({ ...recordColumns(resolved), updatedAt: now })
      .where(eq(cases.id, id))
      .catch(decisionTaken(content))
    await keepRevision(tx, id, revision + 1, resolved.content, account, now)
    await writeParts(tx, id, resolved.content)
    await noteEditor(tx, found, account, revision + 1, now)
    await recordEvent(tx, {
      kind: 'case_draft.edited',
      subject: `case:${id}`,
      by: viewer,
      at: now,
      ...changesOnRecord(before, resolved.content, { changed, revision: revision + 1 }),
    })
    return { id, revision: revision + 1, warnings }
  })
}

async function checked(
  tx: Db,
  content: CaseContent,
  own: number | undefined,
  now: Date,
): Promise<{ resolved: Resolved; warnings: CaseFinding[] }> {
  const resolved = await resolveContent(tx, content, own)
  const findings = [...resolved.findings, ...savingFindings(resolved.content, cityDate(now))]
  const refused = findings.filter(({ severity }) => severity === 'refuse')
  if (refused.length > 0) throw new CaseRefusal('rule_broken', 'not_complete', refused)
  return { resolved, warnings: findings }
}

async function keepRevision(
  tx: Db,
  caseId: number,
  revision: number,
  content: CaseContent,
  account: Account | undefined,
  now: Date,
) {
  await tx.insert(caseRevisions).values({
    caseId,
    revision,
    content: content as unknown as Record<string, unknown>,
    savedBy: account?.userId ?? null,
    savedByName: account?.name ?? 'system',
    savedAt: now,
  })
}

/** One line for each who edits in a round: that is what the legal desk asks about. Each saving is a revision of its own. */
async function noteEditor(tx: Db, found: CaseForStep, account: Account, revision: number, now: Date) {
  const round = found.approvals.slice(found.approvals.findLastIndex(({ step }) => step === 'submitted') + 1)
  if (round.some(({ step, personId }) => personId === account.userId && (step === 'drafted' || step === 'edited')))
    return
  await tx
    .insert(caseApprovals)
    .values({ caseId: found.id, step: 'edited', personId: account.userId, personName: account.name, revision, at: now })
}

/** Two drafts can take one number in the same moment; the database lets only one. */
const decisionTaken =
  (content: CaseContent) =>
  (error: unknown): never => {
    for (let each: unknown = error; each instanceof Error; each = each.cause) {
      if ((each as { constraint_name?: string }).constraint_name === 'violation_cases_decision_once')
        throw new CaseRefusal('conflict', 'not_complete', [
          { field: 'decisionNo', code: 'decision_in_use_now', given: { given: content.decisionNo } },
        ])
    }
    throw error
  }
