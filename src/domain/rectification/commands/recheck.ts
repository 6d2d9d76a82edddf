import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { problems } from '#db/schema/rectification.ts'
import { keepLine } from '#domain/rectification/commands/keep-line.ts'
import { holdProblem } from '#domain/rectification/commands/lock.ts'
import { recheckBy } from '#domain/rectification/rules/recheck.ts'

interface Recheck {
  on: string
  samples: readonly { reportNo: string; met: boolean | null }[]
  findings: number
}

/** 复查监测: what a re-inspection measured goes into the problem's line, unless the line has a later one or is closed. */
export async function recordRecheck(tx: Db, problemId: number, recheck: Recheck, now: Date): Promise<void> {
  const [found] = await tx.select({ no: problems.no }).from(problems).where(eq(problems.id, problemId))
  const problem = found && (await holdProblem(tx, found.no))
  const { on, samples, findings } = recheck
  const result = recheckBy(samples, findings)
  if (!problem || !result || problem.state === 'closed') return
  if (on < problem.foundOn || (problem.recheckOn !== null && problem.recheckOn >= on)) return
  await keepLine(tx, problem, { recheckOn: on, ...result }, now)
}
