import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { closureObjections, closures } from '#db/schema/closure.ts'
import { problemHistory, problems } from '#db/schema/rectification.ts'
import { closureInHand, takeStep } from '#domain/rectification/commands/closure/in-hand.ts'
import { holdProblem, lockProblem } from '#domain/rectification/commands/lock.ts'
import type { closureObjection, objectionDecision } from '#domain/rectification/input.ts'
import { noSuchProblem } from '#domain/rectification/refuse.ts'
import { refusePersonalData } from '#domain/rectification/rules/public-words.ts'
import { closureTermsOn } from '#domain/rectification/rules/terms.ts'
import { type Proved, spendProof } from '#domain/report/commands/proof.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict } from '#platform/refuse.ts'

/**
 * 异议: anybody says why a problem is not solved, while the window is open. The closure then waits until it is decided.
 * @param proved that a person or a patient program sends it; spent in the same transaction. Null: not asked (tests)
 * @throws DomainError not_found; conflict outside of the window, or when so many stand there already; too_often
 */
export async function objectToClosure(
  db: Db,
  viewer: Viewer,
  given: z.output<typeof closureObjection>,
  { now, machineNow, proved }: { now: Date; machineNow: Date; proved: Proved | null },
): Promise<{ no: string; position: number }> {
  demand(viewer, 'closure.object')
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const problem = await holdProblem(tx, given.no)
    if (!problem) throw noSuchProblem()
    const held = await closureInHand(tx, problem, viewer)
    await takeStep(tx, problem, held, { kind: 'object' }, now)
    const most = closureTermsOn(cityDate(now)).objectionsPerClosure.value
    if (held.objections.length >= most)
      throw conflict(
        `已收到 ${most} 条异议，正在核实，暂不再收`,
        `${most} objections stand there already and are being looked into: no more are taken`,
      )
    if (proved) await spendProof(tx, proved, machineNow)
    const position = held.objections.length + 1
    await tx.insert(closureObjections).values({
      ...{ closureId: held.closure.id, position, words: given.words, contact: given.contact || null, at: now },
    })
    await tx
      .insert(problemHistory)
      .values({ problemId: problem.id, step: 'objected', closureId: held.closure.id, by: null, at: now })
    // Who objects is in no event, signed in or not.
    await recordEvent(tx, {
      kind: 'problem.objected',
      subject: `problem:${problem.no}`,
      by: { role: 'visitor' },
      at: now,
      after: { position, creditCode: problem.creditCode },
    })
    return { no: problem.no, position }
  })
}

/**
 * 答复异议: by somebody of the city who signed nothing of this closure. Upheld, the problem goes back to rectification.
 * @throws DomainError not_allowed; not_found; conflict when it was decided, or for who signed; rule_broken at the field
 */
export async function decideObjection(
  db: Db,
  viewer: Viewer,
  given: z.output<typeof objectionDecision>,
  now: Date,
): Promise<{ no: string }> {
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [found] = await tx
      .select({ no: problems.no, closureId: closures.id })
      .from(closureObjections)
      .innerJoin(closures, eq(closures.id, closureObjections.closureId))
      .innerJoin(problems, eq(problems.id, closures.problemId))
      .where(eq(closureObjections.id, given.id))
    const { problem, account } = await lockProblem(tx, found?.no ?? '', viewer, 'closure.decide_objection')
    const held = await closureInHand(tx, problem, viewer, found?.closureId)
    const objection = held.objections.findIndex(({ id }) => id === given.id)
    const upheld = given.decision === 'upheld'
    const after = await takeStep(tx, problem, held, { kind: 'decide', objection, upheld, by: account.userId }, now)
    for (const field of ['answer', 'publicWords'] as const) refusePersonalData(field, given[field])
    await tx
      .update(closureObjections)
      .set({
        ...{ state: given.decision, answer: given.answer, decidedBy: account.userId, decidedAt: now },
        publicWords: given.publicWords || null,
      })
      .where(eq(closureObjections.id, given.id))
    const step = `objection_${given.decision}` as const
    await tx.insert(problemHistory).values({
      ...{ problemId: problem.id, step, words: given.answer, closureId: held.closure.id },
      ...{ by: account.userId, at: now },
    })
    await recordEvent(tx, {
      kind: `problem.${step}`,
      subject: `problem:${problem.no}`,
      by: viewer,
      at: now,
      before: { state: problem.state },
      after: { closure: after.state, creditCode: problem.creditCode, words: given.answer },
    })
    return { no: problem.no }
  })
}
