import { eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { caseApprovals } from '#db/schema/casework.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { resolveContent } from '#domain/violation/commands/casework/resolve.ts'
import { type CaseForStep, getCaseContent, getCaseForStep } from '#domain/violation/queries/case-file.ts'
import { evidenceFindings } from '#domain/violation/queries/evidence.ts'
import { CaseRefusal } from '#domain/violation/refusal.ts'
import { latestDisplay } from '#domain/violation/rules/aftercare/display-terms.ts'
import { submissionFindings } from '#domain/violation/rules/draft-check.ts'
import { type ApprovalStep, barToStep, stateAfter } from '#domain/violation/rules/lifecycle.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import { can, handOf, type Permission } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

export interface CaseStepInput {
  id: number
  /** The text that the person has read: a step on another one is refused. */
  revision: number
  words: string
}

/** 送审. Complete, and without personal data in what the public reads. @throws CaseRefusal */
export const submitCase = (db: Db, viewer: Viewer, input: CaseStepInput, now: Date): Promise<void> =>
  takeStep(db, viewer, 'submitted', ['case.draft'], input, now)

/** 法制审核通过: by somebody who had no hand in the draft. @throws CaseRefusal */
export const passCase = (db: Db, viewer: Viewer, input: CaseStepInput, now: Date): Promise<void> =>
  takeStep(db, viewer, 'passed', ['case.review'], input, now)

/** 退回, with reasons: by the legal desk, or by who was to publish it. @throws CaseRefusal */
export const returnCase = (db: Db, viewer: Viewer, input: CaseStepInput, now: Date): Promise<void> =>
  takeStep(db, viewer, 'returned', ['case.review', 'case.publish'], input, now)

/** 公布: the third person's step. From its commit the case is on the board. @throws CaseRefusal */
export const publishCase = (db: Db, viewer: Viewer, input: CaseStepInput, now: Date): Promise<void> =>
  takeStep(db, viewer, 'published', ['case.publish'], input, now)

const eventKinds = {
  submitted: 'case_draft.submitted',
  passed: 'case_draft.passed',
  returned: 'case_draft.returned',
  published: 'case.published',
} as const

async function takeStep(
  db: Db,
  viewer: Viewer,
  step: Exclude<ApprovalStep, 'drafted' | 'edited'>,
  permissions: readonly [Permission, ...Permission[]],
  { id, revision, words }: CaseStepInput,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const found = await getCaseForStep(tx, id, { forUpdate: true })
    const scope = { regionCode: found?.regionCode ?? null }
    const permission = permissions.find((each) => can(viewer, each, scope)) ?? permissions[0]
    const account = demandAccount(viewer, permission, scope)
    if (!found) throw new CaseRefusal('not_found', 'no_such_case')
    const approvals = found.approvals.map((given) => ({ ...given, personId: handOf(account, given.personId) }))
    const bar = barToStep(found.state, approvals, { step, personId: account.userId })
    if (bar) throw new CaseRefusal('conflict', bar)
    if (found.revision !== revision) throw new CaseRefusal('conflict', 'changed_meanwhile')
    if (step === 'returned' && words.length < 5)
      throw new CaseRefusal('rule_broken', 'not_complete', [
        { field: 'words', code: 'return_without_reason', given: { least: 5 } },
      ])
    if (step !== 'returned') await demandComplete(tx, found, now)

    await tx.insert(caseApprovals).values({
      caseId: id,
      step,
      personId: account.userId,
      personName: account.name,
      revision,
      words: words || null,
      at: now,
    })
    const isPublished = step === 'published'
    await tx
      .update(cases)
      .set({
        state: stateAfter(step),
        updatedAt: now,
        ...(isPublished ? { publishedAt: now, displayUntil: latestDisplay(found.decidedOn as string) } : {}),
      })
      .where(eq(cases.id, id))
    if (isPublished && found.enterpriseId !== null) {
      await tx
        .update(enterprises)
        .set({ violationCount: sql`${enterprises.violationCount} + 1` })
        .where(eq(enterprises.id, found.enterpriseId))
    }
    await recordEvent(tx, {
      kind: eventKinds[step],
      subject: `case:${id}`,
      by: viewer,
      at: now,
      before: { state: found.state },
      after: {
        state: stateAfter(step),
        revision,
        creditCode: found.creditCode,
        regionCode: found.regionCode,
        category: found.category,
        decisionNo: found.decisionNo,
        decidedOn: found.decidedOn,
        fineFen: found.fineFen,
      },
      // What was said stands with the approval, which is sealed with its case; the log outlives both.
    })
  })
}

/** Asked again at each step: the day has moved on, the register may have changed, and a case may come from an older record. */
async function demandComplete(tx: Db, found: CaseForStep, now: Date): Promise<void> {
  const content = await getCaseContent(tx, found.id)
  if (!content) throw new CaseRefusal('not_found', 'no_such_case')
  const today = cityDate(now)
  const findings = [
    ...(await resolveContent(tx, content, found.id)).findings,
    ...submissionFindings(content, today),
    ...(await evidenceFindings(tx, found.id)),
  ].filter(({ severity }) => severity === 'refuse')
  if (found.decidedOn !== null && latestDisplay(found.decidedOn) < today)
    findings.push({
      severity: 'refuse',
      field: 'decidedOn',
      code: 'display_over',
      given: { until: latestDisplay(found.decidedOn) },
    })
  if (findings.length > 0) throw new CaseRefusal('rule_broken', 'not_complete', findings)
}
