import { and, asc, desc, eq, isNull, ne, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '#db/client.ts'
import { memberships, users } from '#db/schema/account.ts'
import { delegations } from '#db/schema/inbox.ts'
import { delegationState } from '#domain/inbox/rules/delegation.ts'
import { cityDate } from '#platform/clock.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import { reachOf } from '#platform/permissions/matrix.ts'
import type { Account, Viewer } from '#platform/permissions/viewer.ts'

const absent = alias(users, 'absent')
const delegate = alias(users, 'delegate')
const most = 200

/** An officer's own, given and taken; all of them for who oversees. The newest first. */
export async function listDelegations(db: Db, viewer: Viewer, now: Date) {
  const account = demandAccount(viewer, 'desk.office')
  const isAll = reachOf(account, 'delegation.read') === 'any'
  const today = cityDate(now)
  const rows = await db
    .select({
      id: delegations.id,
      absentId: delegations.absentId,
      absentName: absent.name,
      absentUsername: absent.username,
      delegateId: delegations.delegateId,
      delegateName: delegate.name,
      delegateUsername: delegate.username,
      role: memberships.role,
      regionCode: memberships.regionCode,
      department: memberships.department,
      fromOn: delegations.fromOn,
      toOn: delegations.toOn,
      reason: delegations.reason,
      madeAt: delegations.madeAt,
      madeByName: sql<string>`(select u.name from users u where u.id = ${delegations.madeBy})`,
      endedAt: delegations.endedAt,
      endReason: delegations.endReason,
      endedByName: sql<string | null>`(select u.name from users u where u.id = ${delegations.endedBy})`,
      done: sql<number>`(select count(*)::int from events e where e.actor_id = ${delegations.delegateId} and e.for_id = ${delegations.absentId}
        and e.at >= ${delegations.madeAt} and e.at < (${delegations.toOn} + 1)::timestamp at time zone 'Asia/Shanghai'
        and e.kind not like 'delegation.%')`,
    })
    .from(delegations)
    .innerJoin(absent, eq(absent.id, delegations.absentId))
    .innerJoin(delegate, eq(delegate.id, delegations.delegateId))
    .innerJoin(memberships, eq(memberships.userId, delegations.absentId))
    .where(isAll ? undefined : or(eq(delegations.absentId, account.userId), eq(delegations.delegateId, account.userId)))
    .orderBy(desc(delegations.toOn), desc(delegations.id))
    .limit(most)
  return rows.map((row) => ({ ...row, state: delegationState(row, today) }))
}
export type DelegationRow = Awaited<ReturnType<typeof listDelegations>>[number]

/** Who may stand in for an officer: open accounts of the same role, county and department. */
export const listColleagues = (db: Db, account: Account) =>
  db
    .select({ username: users.username, name: users.name })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(
      and(
        ne(users.id, account.userId),
        isNull(users.disabledAt),
        eq(memberships.role, account.role),
        sql`${memberships.regionCode} is not distinct from ${account.regionCode}`,
        sql`${memberships.department} is not distinct from ${account.department}`,
      ),
    )
    .orderBy(asc(users.name))
