import { and, asc, eq, lt, notExists } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { closureObjections, closures } from '#db/schema/closure.ts'
import { problemHistory, problems } from '#db/schema/rectification.ts'
import { closureInHand, takeStep } from '#domain/rectification/commands/closure/in-hand.ts'
import { holdProblem } from '#domain/rectification/commands/lock.ts'
import { cityDate } from '#platform/clock.ts'
import { DomainError } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'

/**
 * 销号: problems whose public window is over without an objection left open, one by one; each leaves both ledgers' open rows. One
 * whose case is still open waits. Repeating it does nothing. @returns how many were closed
 */
export async function closeDue(db: Db, now: Date): Promise<number> {
  const due = await db
    .select({ no: problems.no })
    .from(closures)
    .innerJoin(problems, eq(problems.id, closures.problemId))
    .where(
      and(
        eq(closures.state, 'public_window'),
        lt(closures.windowTo, cityDate(now)),
        notExists(
          db
            .select({ id: closureObjections.id })
            .from(closureObjections)
            .where(and(eq(closureObjections.closureId, closures.id), eq(closureObjections.state, 'open'))),
        ),
      ),
    )
    .orderBy(asc(closures.windowTo), asc(closures.id))
  let closed = 0
  for (const { no } of due) if (await closeOne(db, no, now)) closed++
  return closed
}

async function closeOne(db: Db, no: string, now: Date): Promise<boolean> {
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const problem = await holdProblem(tx, no)
    if (problem?.state !== 'public_window') return false
    const held = await closureInHand(tx, problem, 'system')
    try {
      await takeStep(tx, problem, held, { kind: 'close' }, now)
    } catch (error) {
      // An objection came, or its case is open: it waits. Nothing was written.
      if (error instanceof DomainError) return false
      throw error
    }
    await tx
      .insert(problemHistory)
      .values({ problemId: problem.id, step: 'closed', closureId: held.closure.id, by: null, at: now })
    await recordEvent(tx, {
      kind: 'problem.closed',
      subject: `problem:${no}`,
      by: 'system',
      at: now,
      before: { state: problem.state },
      after: { state: 'closed', closedOn: cityDate(now), creditCode: problem.creditCode },
    })
    return true
  })
}
