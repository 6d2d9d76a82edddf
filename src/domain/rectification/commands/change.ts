import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { problemHistory, problems } from '#db/schema/rectification.ts'
import { type Conflict, mergeTyped } from '#domain/disclosure/rules/merge.ts'
import { lockProblem } from '#domain/rectification/commands/lock.ts'
import { faultsOf, type Line, lineOf, valuesOf } from '#domain/rectification/rules/line.ts'
import { refusePersonalData } from '#domain/rectification/rules/public-words.ts'
import { cityDate } from '#platform/clock.ts'
import { DomainError } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict } from '#platform/refuse.ts'
import { lineFaultText } from '#src/i18n/messages/rectification-faults.ts'

/** Two wrote something else in one field: nothing is saved, and the writer chooses at each. */
export class LineConflict extends DomainError {
  readonly conflicts: readonly Conflict[]

  constructor(conflicts: readonly Conflict[]) {
    super('conflict', '这一行已被同事改过 / A colleague changed this line meanwhile')
    this.conflicts = conflicts
  }
}

/**
 * 实时更新: the county changes a line. What a colleague changed since `version` and this writer did not touch stays theirs.
 * @throws DomainError not_allowed; not_found; conflict once closed; LineConflict; rule_broken at the field
 */
export async function changeProblem(
  db: Db,
  viewer: Viewer,
  { no, version, line: mine }: { no: string; version: number; line: Line },
  now: Date,
): Promise<{ no: string; version: number; isChanged: boolean }> {
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const { problem, account } = await lockProblem(tx, no, viewer, 'problem.change')
    if (problem.state === 'closed')
      throw conflict('问题已销号，这一行不再更改', 'The problem is closed: its line is not changed any more')
    const theirs = lineOf(problem)
    const { changes, conflicts } = mergeTyped(await lineAt(tx, problem.id, version), theirs, mine)
    if (conflicts.length > 0) throw new LineConflict(conflicts)
    if (Object.keys(changes).length === 0) return { no, version: problem.version, isChanged: false }
    const line = { ...theirs, ...changes } as Line
    const faults = faultsOf(line, { foundOn: problem.foundOn, today: cityDate(now) })
    if (faults.length > 0) {
      const problemsOfLine = faults.map(({ field, fault }) => ({
        field,
        message: `${lineFaultText.zh[fault](line[field], problem.foundOn)} / ${lineFaultText.en[fault](line[field], problem.foundOn)}`,
      }))
      throw new DomainError('rule_broken', problemsOfLine[0]?.message ?? '', problemsOfLine)
    }
    for (const [field, text] of Object.entries(changes)) refusePersonalData(field, text)
    const raised = problem.version + 1
    await tx
      .update(problems)
      .set({
        ...valuesOf(line),
        version: raised,
        changedAt: now,
        state: problem.state === 'found' && line.planState !== 'none' ? 'rectifying' : problem.state,
      })
      .where(eq(problems.id, problem.id))
    await tx
      .insert(problemHistory)
      .values({ problemId: problem.id, step: 'changed', version: raised, line, by: account.userId, at: now })
    await recordEvent(tx, {
      kind: 'problem.changed',
      subject: `problem:${no}`,
      by: viewer,
      at: now,
      before: Object.fromEntries(Object.keys(changes).map((field) => [field, theirs[field as keyof Line]])),
      after: { ...changes, creditCode: problem.creditCode },
    })
    return { no, version: raised, isChanged: true }
  })
}

/** The line as it stood at a version. */
async function lineAt(tx: Db, problemId: number, version: number): Promise<Line> {
  const [found] = await tx
    .select({ line: problemHistory.line })
    .from(problemHistory)
    .where(and(eq(problemHistory.problemId, problemId), eq(problemHistory.version, version)))
  return (found?.line ?? {}) as Line
}
