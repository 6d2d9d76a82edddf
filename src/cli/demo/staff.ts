import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { memberships, users } from '#db/schema/account.ts'
import type { Account } from '#platform/permissions/viewer.ts'

/** A demo account by its sign-in, as the viewer that it is once its second factor was given. */
export async function demoAccount(db: Db, username: string): Promise<Account | undefined> {
  const [found] = await db
    .select({
      userId: users.id,
      name: users.name,
      role: memberships.role,
      regionCode: memberships.regionCode,
      department: memberships.department,
      enterpriseId: memberships.enterpriseId,
    })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(eq(users.username, username))
  return found && { ...found, hasSecondFactor: true }
}
