import { and, desc, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { apiKeys, memberships, users } from '#db/schema/account.ts'
import { hashOfKey, isApiKey } from '#platform/auth/rules/api-key.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Account, Viewer } from '#platform/permissions/viewer.ts'

/** The account's own keys, newest first. Of the key itself its first characters. */
export async function listApiKeys(db: Db, viewer: Viewer) {
  const { userId } = demandAccount(viewer, 'api_key.manage_own')
  return db
    .select({
      id: apiKeys.id,
      name: apiKeys.name,
      prefix: apiKeys.prefix,
      createdAt: apiKeys.createdAt,
      lastUsedAt: apiKeys.lastUsedAt,
      revokedAt: apiKeys.revokedAt,
    })
    .from(apiKeys)
    .where(eq(apiKeys.userId, userId))
    .orderBy(desc(apiKeys.id))
}

const touchMs = 60_000

/** Whose key it is; undefined for none of ours, a revoked one, and one of a disabled account. Notes its use, to the minute. */
export async function findKeyOwner(db: Db, key: string, now: Date): Promise<Account | undefined> {
  if (!isApiKey(key)) return undefined
  const [row] = await db
    .select({
      id: apiKeys.id,
      userId: users.id,
      name: users.name,
      role: memberships.role,
      regionCode: memberships.regionCode,
      department: memberships.department,
      enterpriseId: memberships.enterpriseId,
    })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.userId))
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(and(eq(apiKeys.keyHash, hashOfKey(key)), isNull(apiKeys.revokedAt), isNull(users.disabledAt)))
  if (!row) return undefined
  const old = new Date(now.getTime() - touchMs)
  await db
    .update(apiKeys)
    .set({ lastUsedAt: sql`greatest(${apiKeys.lastUsedAt}, ${now.toISOString()}::timestamptz)` })
    .where(and(eq(apiKeys.id, row.id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, old))))
  const { id: _, ...account } = row
  return { ...account, hasSecondFactor: false }
}
