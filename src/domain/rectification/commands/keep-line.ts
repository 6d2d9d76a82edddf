import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { problemHistory, problems } from '#db/schema/rectification.ts'
import type { ProblemInHand } from '#domain/rectification/commands/lock.ts'
import { type LineValues, lineOf } from '#domain/rectification/rules/line.ts'
import { recordEvent } from '#platform/events/record.ts'

/** What the portal itself writes into a line that is held: a new version of it, as an editor's change is. */
export async function keepLine(tx: Db, problem: ProblemInHand, set: Partial<LineValues>, now: Date): Promise<void> {
  const version = problem.version + 1
  await tx
    .update(problems)
    .set({ ...set, version, changedAt: now })
    .where(eq(problems.id, problem.id))
  const line = lineOf({ ...problem, ...set })
  await tx.insert(problemHistory).values({ problemId: problem.id, step: 'changed', version, line, by: null, at: now })
  await recordEvent(tx, {
    kind: 'problem.changed',
    subject: `problem:${problem.no}`,
    by: 'system',
    at: now,
    after: { ...set, creditCode: problem.creditCode },
  })
}
