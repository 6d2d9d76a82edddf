import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { violationCases as cases, violationSteps } from '#db/schema/violation.ts'
import type { caseSteps, executionStates } from '#db/vocabulary.ts'
import { getCaseForStep } from '#domain/violation/queries/case-file.ts'
import { hiddenNamesIn } from '#domain/violation/queries/hidden-names.ts'
import { CaseRefusal } from '#domain/violation/refusal.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { findPersonalData } from '#src/text/personal-data.ts'

export interface CourseStep {
  id: number
  kind: Extract<(typeof caseSteps)[number], 'paid' | 'rectified' | 'rechecked' | 'closed'>
  happenedOn: string | null
  detail: string
}

/** What happened after the publication: payment, rectification, recheck, closure. It stands in the course of the public case. */
export async function recordStep(
  db: Db,
  viewer: Viewer,
  { id, kind, happenedOn, detail }: CourseStep,
  now: Date,
): Promise<void> {
  await record(db, viewer, { id, kind, happenedOn, detail }, now)
}

export interface ExecutionChange {
  id: number
  executionState: (typeof executionStates)[number]
  happenedOn: string | null
  words: string
}

/** Where the execution stands now, with the words that say why; also in the course of the public case. */
export async function recordExecution(
  db: Db,
  viewer: Viewer,
  { id, executionState, happenedOn, words }: ExecutionChange,
  now: Date,
): Promise<void> {
  await record(db, viewer, { id, kind: 'execution', happenedOn, detail: words, executionState }, now)
}

async function record(
  db: Db,
  viewer: Viewer,
  given: Pick<CourseStep, 'id' | 'happenedOn' | 'detail'> & {
    kind: CourseStep['kind'] | 'execution'
    executionState?: ExecutionChange['executionState']
  },
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { id, kind, happenedOn, detail, executionState } = given
    const found = await getCaseForStep(tx, id, { forUpdate: true })
    demandAccount(viewer, 'case.record', { regionCode: found?.regionCode ?? null })
    if (!found) throw new CaseRefusal('not_found', 'no_such_case')
    if (found.state !== 'published') throw new CaseRefusal('conflict', 'not_published')
    const refuse = (field: string, code: string, more: Record<string, string | number> = {}) =>
      new CaseRefusal('rule_broken', 'not_complete', [{ field, code, given: more }])
    if (!happenedOn) throw refuse('happenedOn', 'missing')
    const today = cityDate(now)
    if (happenedOn > today) throw refuse('happenedOn', 'day_ahead', { given: happenedOn, today })
    const personal = findPersonalData(detail)[0]
    if (personal) throw refuse(executionState ? 'words' : 'detail', 'personal_data_always', { ...personal })
    const [hidden] = await hiddenNamesIn(tx, id, detail)
    if (hidden) throw refuse(executionState ? 'words' : 'detail', 'hidden_name', { found: hidden })
    const [written] = await tx
      .insert(violationSteps)
      .values({ caseId: id, kind, happenedOn, detail: detail || null })
      .onConflictDoNothing()
      .returning({ kind: violationSteps.kind })
    if (!written) throw new CaseRefusal('conflict', 'step_there_already')
    await tx
      .update(cases)
      .set({ updatedAt: now, ...(executionState ? { executionState } : {}) })
      .where(eq(cases.id, id))
    await recordEvent(tx, {
      kind: executionState ? 'case.execution_recorded' : 'case.step_recorded',
      subject: `case:${id}`,
      by: viewer,
      at: now,
      before: executionState ? { executionState: found.executionState } : undefined,
      after: { creditCode: found.creditCode, kind, happenedOn, ...(executionState ? { executionState } : {}) },
    })
  })
}
