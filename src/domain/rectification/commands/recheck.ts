import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { problemHistory, problems } from '#db/schema/rectification.ts'
import { holdProblem } from '#domain/rectification/commands/lock.ts'
import { lineOf } from '#domain/rectification/rules/line.ts'
import { recheckBy } from '#domain/rectification/rules/recheck.ts'
import { recordEvent } from '#platform/events/record.ts'

/** 复查监测: what a re-inspection measured goes into the problem's line, unless the line has a later one or is closed. */
export async function recordRecheck(
  tx: Db,
  problemId: number,
  {
    on,
    samples,
    findings,
  }: { on: string; samples: readonly { reportNo: string; met: boolean | null }[]; findings: number },
  now: Date,
): Promise<void> {
  const [found] = await tx.select({ no: problems.no }).from(problems).where(eq(problems.id, problemId))
  const problem = found && (await holdProblem(tx, found.no))
  const result = recheckBy(samples, findings)
  if (!problem || !result || problem.state === 'closed') return
  if (on < problem.foundOn || (problem.recheckOn !== null && problem.recheckOn >= on)) return
  const values = { ...problem, recheckOn: on, ...result }
  const version = problem.version + 1
  await tx
    .update(problems)
    .set({ recheckOn: on, ...result, version, changedAt: now })
    .where(eq(problems.id, problemId))
  await tx
    .insert(problemHistory)
    .values({ problemId, step: 'changed', version, line: lineOf(values), by: null, at: now })
  await recordEvent(tx, {
    kind: 'problem.changed',
    subject: `problem:${problem.no}`,
    by: 'system',
    at: now,
    after: { recheckOn: on, ...result, creditCode: problem.creditCode },
  })
}
