import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { savedSearches } from '#db/schema/saved-search.ts'
import { type SavedSearchInput, savedSearchLimits } from '#domain/subscription/input/saved-search.ts'
import { DomainError } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/**
 * Saves a state of the board under a name; one that is saved already takes the new name.
 * @throws DomainError rule_broken when the account has as many as it may
 */
export async function saveSearch(
  db: Db,
  viewer: Viewer,
  { name, state }: SavedSearchInput,
  now: Date,
): Promise<number> {
  const userId = ownId(viewer)
  return db.transaction(async (tx) => {
    const [known] = await tx
      .select({ id: savedSearches.id })
      .from(savedSearches)
      .where(and(eq(savedSearches.userId, userId), eq(savedSearches.state, state)))
    const count = await tx.$count(savedSearches, eq(savedSearches.userId, userId))
    if (!known && count >= savedSearchLimits.each) {
      throw new DomainError(
        'rule_broken',
        `每个账号最多保存 ${savedSearchLimits.each} 个查询，请先删去一个。 / At most ${savedSearchLimits.each} searches can be saved; remove one first.`,
      )
    }
    const [saved] = await tx
      .insert(savedSearches)
      .values({ userId, name, state, createdAt: now, seenAt: now })
      .onConflictDoUpdate({ target: [savedSearches.userId, savedSearches.state], set: { name } })
      .returning({ id: savedSearches.id })
    const id = saved?.id as number
    await recordEvent(tx, {
      kind: 'search.saved',
      subject: `search:${id}`,
      by: viewer,
      at: now,
      after: { name, state },
    })
    return id
  })
}

/**
 * Opens a saved search: what is on the board by now is no longer new.
 * @returns the state to go to
 * @throws DomainError not_found, also for another account's
 */
export async function openSearch(db: Db, viewer: Viewer, id: number, now: Date): Promise<string> {
  const userId = ownId(viewer)
  return db.transaction(async (tx) => {
    const [opened] = await tx
      .update(savedSearches)
      .set({ seenAt: now })
      .where(and(eq(savedSearches.id, id), eq(savedSearches.userId, userId)))
      .returning({ state: savedSearches.state })
    if (!opened) throw notThere()
    await recordEvent(tx, { kind: 'search.opened', subject: `search:${id}`, by: viewer, at: now })
    return opened.state
  })
}

/** @throws DomainError not_found, also for another account's */
export async function removeSearch(db: Db, viewer: Viewer, id: number, now: Date): Promise<void> {
  const userId = ownId(viewer)
  await db.transaction(async (tx) => {
    const [removed] = await tx
      .delete(savedSearches)
      .where(and(eq(savedSearches.id, id), eq(savedSearches.userId, userId)))
      .returning({ name: savedSearches.name, state: savedSearches.state })
    if (!removed) throw notThere()
    await recordEvent(tx, { kind: 'search.removed', subject: `search:${id}`, by: viewer, at: now, before: removed })
  })
}

const ownId = (viewer: Viewer): string => demandAccount(viewer, 'search.manage_own').userId

const notThere = () => new DomainError('not_found', '没有这个保存的查询。 / There is no such saved search.')
