import { and, eq, isNull, notLike } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { memberships, users } from '#db/schema/account.ts'

/** Accounts that mail can reach: an account without an address of its own has one in `.invalid`. */
export const isReachable = and(isNull(users.disabledAt), notLike(users.email, '%.invalid'))

/** Where the officers of a county are told something. */
export async function countyAddresses(db: Db, regionCode: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.role, 'county_officer'), eq(memberships.regionCode, regionCode), isReachable))
  return rows.map(({ email }) => email)
}
