import { count, eq, inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { memberships, users } from '#db/schema/account.ts'
import { deskBells as bells } from '#db/schema/inbox.ts'
import { refused } from '#domain/inbox/refusal.ts'
import { recordEvent } from '#platform/events/record.ts'
import { NotDelivered } from '#platform/http/outgoing.ts'
import { log } from '#platform/log.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Account, Viewer } from '#platform/permissions/viewer.ts'
import { knock } from '#platform/push/push.ts'

const mostEach = 10

/** A browser of this account shows when something waits. @throws DomainError rule_broken beyond ten browsers */
export async function hangBell(db: Db, viewer: Viewer, endpoint: string, now: Date): Promise<void> {
  const { userId } = demandAccount(viewer, 'digest.manage_own')
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [own] = await tx.select({ n: count() }).from(bells).where(eq(bells.userId, userId))
    if ((own?.n ?? 0) >= mostEach)
      throw refused(
        'rule_broken',
        `每个账号最多 ${mostEach} 台设备，请先全部停止`,
        `At most ${mostEach} devices for an account; stop them all first`,
      )
    // Another account of the same browser takes it over: one notification a browser.
    await tx
      .insert(bells)
      .values({ userId, endpoint, createdAt: now })
      .onConflictDoUpdate({ target: bells.endpoint, set: { userId, createdAt: now } })
    await recordEvent(tx, { kind: 'digest.bell_hung', subject: `account:${userId}`, by: viewer, at: now })
  })
}

/** No browser of this account shows anything any more; their addresses go. @returns how many there were */
export async function takeBellsDown(db: Db, viewer: Viewer, now: Date): Promise<number> {
  const { userId } = demandAccount(viewer, 'digest.manage_own')
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const gone = await tx.delete(bells).where(eq(bells.userId, userId)).returning({ id: bells.id })
    if (gone.length > 0)
      await recordEvent(tx, { kind: 'digest.bells_taken_down', subject: `account:${userId}`, by: viewer, at: now })
    return gone.length
  })
}

/**
 * Knocks at the browsers of those for whom `waits` says that something waits. A push service that does not answer is not asked again: the
 * desk and the letters say the same. Browsers that are gone are forgotten.
 */
export async function ringBells(
  db: Db,
  waits: (account: Account) => Promise<boolean>,
  now: Date,
  send: typeof knock = knock,
): Promise<{ sent: number }> {
  const hung = await db
    .select({
      id: bells.id,
      endpoint: bells.endpoint,
      role: memberships.role,
      userId: users.id,
      name: users.name,
      regionCode: memberships.regionCode,
      department: memberships.department,
      enterpriseId: memberships.enterpriseId,
      disabledAt: users.disabledAt,
    })
    .from(bells)
    .innerJoin(users, eq(users.id, bells.userId))
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .orderBy(bells.userId)
  const known = new Map<string, boolean>()
  const outcome = { sent: [] as number[], gone: [] as number[] }
  for (const { id, endpoint, disabledAt, ...account } of hung) {
    if (disabledAt) continue
    const isWaiting = known.get(account.userId) ?? (await waits({ ...account, hasSecondFactor: true }))
    known.set(account.userId, isWaiting)
    if (!isWaiting) continue
    try {
      outcome[await send(endpoint, new Date())].push(id)
    } catch (error) {
      if (!(error instanceof NotDelivered)) throw error
      log.warn({ reason: error.reason }, 'a browser was not reached through its push service')
    }
  }
  if (outcome.gone.length > 0) await db.delete(bells).where(inArray(bells.id, outcome.gone))
  if (outcome.sent.length > 0) await db.update(bells).set({ knockedAt: now }).where(inArray(bells.id, outcome.sent))
  return { sent: outcome.sent.length }
}
