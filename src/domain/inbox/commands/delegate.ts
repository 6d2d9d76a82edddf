import { and, eq, gte, isNull, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { memberships, users } from '#db/schema/account.ts'
import { delegations } from '#db/schema/inbox.ts'
import type { DelegationInput } from '#domain/inbox/input.ts'
import { refused, refusedDelegation } from '#domain/inbox/refusal.ts'
import { barToDelegation, type Desk, delegationRuleOn } from '#domain/inbox/rules/delegation.ts'
import { standingDelegations } from '#platform/auth/delegation.ts'
import { cityDate } from '#platform/clock.ts'
import { DomainError } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand, demandAccount } from '#platform/permissions/demand.ts'
import { can } from '#platform/permissions/matrix.ts'
import type { Absent, Viewer } from '#platform/permissions/viewer.ts'

/**
 * Names a colleague who stands in for an officer for some days: by the officer, or by an administrator for one who is away already.
 * @throws DomainError not_allowed; rule_broken at its field, saying what was given and what is allowed
 */
export async function makeDelegation(db: Db, viewer: Viewer, given: DelegationInput, now: Date): Promise<number> {
  const account = demandAccount(viewer, given.absent === undefined ? 'delegation.make' : 'delegation.oversee')
  const today = cityDate(now)
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    // Two at the same moment wait for each other: each then sees what the other made.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('delegations'))`)
    const absent = await deskOf(
      tx,
      given.absent === undefined ? { userId: account.userId } : { username: given.absent },
      'absent',
    )
    const delegate = await deskOf(tx, { username: given.delegate }, 'delegate')
    const { fromOn, toOn, reason } = given
    const others = await tx
      .select({
        absentId: delegations.absentId,
        delegateId: delegations.delegateId,
        fromOn: delegations.fromOn,
        toOn: delegations.toOn,
      })
      .from(delegations)
      .where(and(isNull(delegations.endedAt), gte(delegations.toOn, today)))
    const bar = barToDelegation({ absent, delegate, fromOn, toOn }, others, today)
    if (bar) throw refusedDelegation(bar, { fromOn, toOn, today, name: delegate.name, ...delegationRuleOn(today) })
    const [made] = await tx
      .insert(delegations)
      .values({
        absentId: absent.userId,
        delegateId: delegate.userId,
        fromOn,
        toOn,
        reason,
        madeBy: account.userId,
        madeAt: now,
      })
      .returning({ id: delegations.id })
    const { id } = made as { id: number }
    await recordEvent(tx, {
      kind: 'delegation.made',
      subject: `delegation:${id}`,
      by: viewer,
      at: now,
      after: { absent: absent.username, delegate: delegate.username, fromOn, toOn },
      reason,
    })
    return id
  })
}

async function deskOf(tx: Db, who: { userId: string } | { username: string }, field: string) {
  const [found] = await tx
    .select({
      userId: users.id,
      name: users.name,
      username: users.username,
      disabledAt: users.disabledAt,
      role: memberships.role,
      regionCode: memberships.regionCode,
      department: memberships.department,
    })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where('userId' in who ? eq(users.id, who.userId) : eq(users.username, who.username))
  if (!found) {
    const given = 'username' in who ? who.username : ''
    const message = `没有账号 ${given}，请填写用户名 / There is no account ${given}: give the username`
    throw new DomainError('rule_broken', message, [{ field, message }])
  }
  const { disabledAt, ...desk } = found
  return { ...desk, isOpen: disabledAt === null } satisfies Desk & { name: string }
}

/**
 * Ends a delegation before its last day: whoever gave it or took it, or an administrator. What was done under it stays.
 * @throws DomainError not_found, also for a stranger's; conflict when it is over
 */
export async function endDelegation(
  db: Db,
  viewer: Viewer,
  { id, reason }: { id: number; reason: string },
  now: Date,
): Promise<void> {
  const account = demandAccount(viewer, 'desk.office')
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [found] = await tx.select().from(delegations).where(eq(delegations.id, id)).for('update')
    const isMine = found && [found.absentId, found.delegateId].includes(account.userId)
    if (!found || !(isMine || can(viewer, 'delegation.oversee')))
      throw refused('not_found', '没有这项代办', 'There is no such delegation')
    if (found.endedAt || found.toOn < cityDate(now))
      throw refused('conflict', '这项代办已经结束', 'This delegation is over already')
    await tx
      .update(delegations)
      .set({ endedAt: now, endedBy: account.userId, endReason: reason })
      .where(eq(delegations.id, id))
    await recordEvent(tx, { kind: 'delegation.ended', subject: `delegation:${id}`, by: viewer, at: now, reason })
  })
}

/**
 * Takes up the work of a colleague on leave: from now on what is done in this browser is recorded as done for them.
 * @throws DomainError not_found for a delegation that does not hold today, or is somebody else's
 */
export async function takeUp(db: Db, viewer: Viewer, id: number, now: Date): Promise<Absent> {
  const account = demandAccount(viewer, 'desk.office')
  const [absent] = await standingDelegations(db, account.userId, now, id)
  if (!absent) throw refused('not_found', '这项代办现在无效', 'This delegation does not hold now')
  await db.transaction(async (tx) => {
    const by = { ...account, actsFor: absent }
    await recordEvent(tx, { kind: 'delegation.taken_up', subject: `delegation:${id}`, by, at: now })
  })
  return absent
}

/** Lays the work down again. Without one taken up nothing happens. */
export async function layDown(db: Db, viewer: Viewer, now: Date): Promise<void> {
  demand(viewer, 'desk.office')
  if (viewer.role === 'visitor' || !viewer.actsFor) return
  const subject = `delegation:${viewer.actsFor.delegationId}` as const
  await db.transaction((tx) => recordEvent(tx, { kind: 'delegation.laid_down', subject, by: viewer, at: now }))
}
