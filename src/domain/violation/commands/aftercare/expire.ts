import { and, eq, exists, lte, or, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { caseAppeals as appeals } from '#db/schema/aftercare.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { removeCase } from '#domain/violation/commands/aftercare/remove.ts'
import { removalAfter } from '#domain/violation/rules/aftercare/appeal.ts'
import { isDisplayOver } from '#domain/violation/rules/aftercare/removal.ts'
import { cityDate } from '#platform/clock.ts'

/**
 * Each night: what has stood to the end of its term leaves the board, and so does a record whose decision fell, on the last of
 * its three days, if nobody took it down before. One transaction each; running it twice does nothing more.
 * @returns how many were taken down
 */
export async function removeDue(db: Db, now: Date): Promise<number> {
  const today = cityDate(now)
  const isFallen = exists(
    db
      .select({ one: sql`1` })
      .from(appeals)
      .where(and(eq(appeals.caseId, cases.id), lte(appeals.withdrawBy, today))),
  )
  const due = await db
    .select({ id: cases.id })
    .from(cases)
    .where(and(eq(cases.state, 'published'), or(sql`${cases.displayUntil} < ${today}`, isFallen)))
    .orderBy(cases.id)
  let removed = 0
  for (const { id } of due) if (await removeOne(db, id, now)) removed++
  return removed
}

async function removeOne(db: Db, id: number, now: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [found] = await tx
      .select({
        id: cases.id,
        state: cases.state,
        enterpriseId: cases.enterpriseId,
        displayUntil: cases.displayUntil,
      })
      .from(cases)
      .where(eq(cases.id, id))
      .for('update')
    if (found?.state !== 'published') return false
    const today = cityDate(now)
    const [fallen] = await tx
      .select({ result: appeals.result })
      .from(appeals)
      .where(and(eq(appeals.caseId, id), lte(appeals.withdrawBy, today)))
    const reason = fallen?.result ? removalAfter(fallen.result) : undefined
    if (!reason && !isDisplayOver(found.displayUntil, today)) return false
    await removeCase(tx, 'system', { found, reason: reason ?? 'term_over', words: '' }, now)
    return true
  })
}
