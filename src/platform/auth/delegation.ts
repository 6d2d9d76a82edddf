import { and, eq, gte, isNull, lte, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '#db/client.ts'
import { memberships, users } from '#db/schema/account.ts'
import { delegations } from '#db/schema/inbox.ts'
import { cookiePrefix } from '#platform/auth/auth.ts'
import { cityDate } from '#platform/clock.ts'
import type { Absent } from '#platform/permissions/viewer.ts'

/** Which delegation a browser works under: its number. It opens nothing by itself; each request looks whether it holds. */
export const actsForCookie = `${cookiePrefix}.acts-for`
export const actsForCookieOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const

const mine = alias(memberships, 'mine')
const theirs = alias(memberships, 'theirs')

/**
 * The delegations under which an account may act today: given to it, begun, not over, not ended, and both accounts still of the same
 * role, county and department and open.
 */
export async function standingDelegations(db: Db, delegateId: string, now: Date, id?: number): Promise<Absent[]> {
  const today = cityDate(now)
  return db
    .select({ userId: users.id, name: users.name, delegationId: delegations.id, toOn: delegations.toOn })
    .from(delegations)
    .innerJoin(users, eq(users.id, delegations.absentId))
    .innerJoin(theirs, eq(theirs.userId, delegations.absentId))
    .innerJoin(mine, eq(mine.userId, delegations.delegateId))
    .where(
      and(
        eq(delegations.delegateId, delegateId),
        id === undefined ? undefined : eq(delegations.id, id),
        isNull(delegations.endedAt),
        lte(delegations.fromOn, today),
        gte(delegations.toOn, today),
        isNull(users.disabledAt),
        sql`(${mine.role}, ${mine.department}, ${mine.regionCode}) is not distinct from (${theirs.role}, ${theirs.department}, ${theirs.regionCode})`,
      ),
    )
    .orderBy(delegations.toOn, delegations.id)
}

/** Whom a browser with this cookie stands in for; undefined where the delegation is none of this account's, or holds no more. */
export async function readAbsent(db: Db, delegateId: string, cookie: string, now: Date): Promise<Absent | undefined> {
  if (!/^[1-9]\d{0,8}$/.test(cookie)) return undefined
  const [found] = await standingDelegations(db, delegateId, now, Number(cookie))
  return found
}
