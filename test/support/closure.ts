import type { Db } from '#db/client.ts'
import { memberships, users } from '#db/schema/account.ts'
import type { Account } from '#platform/permissions/viewer.ts'

/** An account of its own in a test's database. Asked again, the same. */
export async function makeAccount(
  db: Db,
  userId: string,
  role: Account['role'],
  ties: Partial<Pick<Account, 'regionCode' | 'department' | 'enterpriseId'>> = {},
): Promise<Account> {
  const { regionCode = null, enterpriseId = null } = ties
  const department = ties.department ?? (role === 'county_officer' ? 'inspection' : null)
  await db
    .insert(users)
    .values({ id: userId, name: `岗 ${userId}`, email: `${userId}@example.com` })
    .onConflictDoNothing()
  await db
    .insert(memberships)
    .values({ userId, role, regionCode, department, enterpriseId, organisation: null })
    .onConflictDoNothing()
  return { role, userId, name: `岗 ${userId}`, regionCode, department, enterpriseId, hasSecondFactor: true }
}
