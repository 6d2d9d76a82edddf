import { eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { lockPublished } from '#domain/violation/commands/aftercare/lock.ts'
import { emptyApprovals, sealCase } from '#domain/violation/commands/aftercare/seal.ts'
import {
  type RemovalReason,
  removalBases,
  stateOfRemoval,
  type withdrawalReasons,
} from '#domain/violation/rules/aftercare/removal.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/**
 * 撤下: the decision fell, or the record should not have been published. From the commit only the tombstone stands.
 * @throws DomainError not_allowed; AftercareRefusal no_such_case, not_on_board
 */
export async function withdrawCase(
  db: Db,
  viewer: Viewer,
  { caseId, reason, words }: { caseId: number; reason: (typeof withdrawalReasons)[number]; words: string },
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { found } = await lockPublished(tx, viewer, 'case.withdraw', caseId)
    await removeCase(tx, viewer, { found, reason, words }, now)
  })
}

const eventKinds = {
  withdrawn: 'case.withdrawn',
  repaired: 'case.repaired',
  expired: 'case.expired',
} as const

/**
 * Takes a published record off the board, whole: its content goes under seal, the row keeps the fact, its days, its reason and
 * figures that count (a trigger bares it). The event names neither firm nor document. Part of a command, on the locked case.
 */
export async function removeCase(
  tx: Db,
  by: Viewer | 'system',
  {
    found,
    reason,
    words,
  }: { found: { id: number; enterpriseId: number | null }; reason: RemovalReason; words: string },
  now: Date,
): Promise<void> {
  const state = stateOfRemoval(reason)
  const removedOn = cityDate(now)
  const person = by === 'system' || by.role === 'visitor' ? null : by.userId
  await sealCase(tx, { caseId: found.id, reason, words, by: person }, now)
  await tx
    .update(cases)
    .set({ state, removedOn, removalReason: reason, removalBasis: removalBases[reason], updatedAt: now })
    .where(eq(cases.id, found.id))
  await emptyApprovals(tx, found.id)
  if (found.enterpriseId !== null)
    await tx
      .update(enterprises)
      .set({ violationCount: sql`greatest(0, ${enterprises.violationCount} - 1)` })
      .where(eq(enterprises.id, found.enterpriseId))
  await recordEvent(tx, {
    kind: eventKinds[state],
    subject: `case:${found.id}`,
    by,
    at: now,
    before: { state: 'published' },
    after: { state, reason, removedOn },
  })
}
