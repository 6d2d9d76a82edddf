import { and, asc, desc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { closureForms, closureObjections, closureSignatures, closures } from '#db/schema/closure.ts'
import { problems } from '#db/schema/rectification.ts'
import type { ProblemInHand } from '#domain/rectification/commands/lock.ts'
import { isCaseOpen } from '#domain/rectification/queries/case-open.ts'
import {
  afterStep,
  barTo,
  type Closing,
  type ClosureFault,
  type ClosureStep,
  problemStateBy,
} from '#domain/rectification/rules/machine.ts'
import { closureTermsOn } from '#domain/rectification/rules/terms.ts'
import { cityDate } from '#platform/clock.ts'
import { DomainError } from '#platform/errors.ts'
import { handOf } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict } from '#platform/refuse.ts'
import { closureFaultText } from '#src/i18n/messages/rectification-faults.ts'

/** A closure of a problem that is held, as the rules see it. `viewer`: whoever stands in for a signer shares that hand. */
export async function closureInHand(tx: Db, problem: ProblemInHand, viewer: Viewer | 'system', closureId?: number) {
  const [row] = await tx
    .select({ closure: closures, form: closureForms })
    .from(closures)
    .innerJoin(closureForms, eq(closureForms.id, closures.formId))
    .where(and(eq(closures.problemId, problem.id), closureId === undefined ? undefined : eq(closures.id, closureId)))
    .orderBy(desc(closures.id))
    .limit(1)
  if (!row) throw conflict('这个问题还没有申请销号', 'No closure of the problem was requested yet')
  const signatures = await tx
    .select()
    .from(closureSignatures)
    .where(eq(closureSignatures.closureId, row.closure.id))
    .orderBy(asc(closureSignatures.id))
  const objections = await tx
    .select()
    .from(closureObjections)
    .where(eq(closureObjections.closureId, row.closure.id))
    .orderBy(asc(closureObjections.position))
  const { state, windowFrom, windowTo, closedOn } = row.closure
  const hand = (by: string | null) => (viewer === 'system' || viewer.role === 'visitor' ? by : handOf(viewer, by))
  const closing: Closing = {
    ...{ state, closedOn, completedOn: row.form.completedOn, objections },
    signatures: signatures.map((signature) => ({ ...signature, by: hand(signature.by) })),
    window: windowFrom && windowTo ? { from: windowFrom, to: windowTo } : null,
  }
  return { ...row, signatures, objections, closing }
}
export type ClosureInHand = Awaited<ReturnType<typeof closureInHand>>

/**
 * Takes a step of a closure and leads its problem along. @returns the closure after it
 * @throws DomainError with the reason when the rules bar it, at the field that it is about
 */
export async function takeStep(
  tx: Db,
  problem: ProblemInHand,
  { closure, closing }: Pick<ClosureInHand, 'closure' | 'closing'>,
  step: ClosureStep,
  now: Date,
): Promise<Closing> {
  const today = cityDate(now)
  const terms = closureTermsOn(today)
  const bar = barTo(closing, step, { today, terms, isCaseOpen: await isCaseOpen(tx, problem.caseId) })
  if (bar) throw refusalOf(bar)
  const after = afterStep(closing, step, { today, terms })
  await tx
    .update(closures)
    .set({
      ...{ state: after.state, closedOn: after.closedOn, changedAt: now },
      ...{ windowFrom: after.window?.from ?? null, windowTo: after.window?.to ?? null },
    })
    .where(eq(closures.id, closure.id))
  // An answer to an objection after the closure was sent back leaves the problem where it is.
  if (after.state !== closing.state)
    await tx
      .update(problems)
      .set({ state: problemStateBy(after.state), closedOn: after.closedOn, changedAt: now })
      .where(eq(problems.id, problem.id))
  return after
}

const fields: Partial<Record<ClosureFault, string>> = {
  too_few_checkers: 'names',
  named_twice: 'names',
  checked_before: 'names',
  before_completion: 'signedOn',
  before_last_step: 'signedOn',
  in_future: 'signedOn',
}

export function refusalOf(fault: ClosureFault): DomainError {
  const message = `${closureFaultText.zh[fault]} / ${closureFaultText.en[fault]}`
  const field = fields[fault]
  return field ? new DomainError('rule_broken', message, [{ field, message }]) : new DomainError('conflict', message)
}
