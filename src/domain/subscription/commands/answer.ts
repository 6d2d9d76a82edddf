import { and, eq, isNull, lt } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { subscriptions } from '#db/schema/subscription.ts'
import { nextDue } from '#domain/subscription/rules/due.ts'
import { askLimits } from '#domain/subscription/rules/limits.ts'
import { confirmToken, endToken, isToken } from '#domain/subscription/rules/tokens.ts'
import { DomainError } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

interface Link {
  id: number
  token: string
}

/**
 * Whoever has the address says yes. What became public before is not told.
 * @throws DomainError not_found for a link that is none, or no longer good
 */
export async function confirmSubscription(db: Db, viewer: Viewer, { id, token }: Link, now: Date): Promise<void> {
  demand(viewer, 'subscription.follow')
  const found = await findByToken(db, id, token, confirmToken)
  if (found.confirmedAt) return
  await confirmFound(db, found, viewer, now)
}

/** The same where the address proved itself otherwise: a webhook that sent the challenge back. */
export async function confirmFound(
  db: Db,
  { id, rhythm }: Pick<typeof subscriptions.$inferSelect, 'id' | 'rhythm'>,
  by: Viewer | 'system',
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [confirmed] = await tx
      .update(subscriptions)
      .set({ confirmedAt: now, toldUntil: now, dueAt: nextDue(rhythm, now) })
      .where(and(eq(subscriptions.id, id), isNull(subscriptions.confirmedAt)))
      .returning({ id: subscriptions.id })
    if (confirmed) await recordEvent(tx, { kind: 'subscription.confirmed', subject: `subscription:${id}`, by, at: now })
  })
}

/**
 * Ends a subscription by the link of any of its letters: the row and with it the address are gone.
 * @throws DomainError not_found for a link that is none, also of one that has ended
 */
export async function endSubscription(db: Db, viewer: Viewer, { id, token }: Link, now: Date): Promise<void> {
  demand(viewer, 'subscription.follow')
  await findByToken(db, id, token, endToken)
  await removeSubscription(db, id, viewer, now)
}

export async function removeSubscription(db: Db, id: number, by: Viewer | 'system', now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const [ended] = await tx.delete(subscriptions).where(eq(subscriptions.id, id)).returning({ id: subscriptions.id })
    if (ended) await recordEvent(tx, { kind: 'subscription.ended', subject: `subscription:${id}`, by, at: now })
  })
}

/** Takes away what nobody said yes to in time. */
export async function forgetUnconfirmed(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - askLimits.confirmWithinHours * 3_600_000)
  const old = await db
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(and(isNull(subscriptions.confirmedAt), lt(subscriptions.askedAt, before)))
  for (const { id } of old) await removeSubscription(db, id, 'system', now)
  return old.length
}

async function findByToken(db: Db, id: number, token: string, tokenOf: typeof endToken) {
  const [found] = await db.select().from(subscriptions).where(eq(subscriptions.id, id))
  if (!found || !isToken(token, tokenOf(found)))
    throw new DomainError(
      'not_found',
      '这个链接无效，或者订阅已经结束。 / This link is not valid, or the subscription has ended.',
    )
  return found
}
