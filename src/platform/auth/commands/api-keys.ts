import { randomBytes } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { apiKeys } from '#db/schema/account.ts'
import { apiKeyLimits } from '#platform/auth/input.ts'
import { apiKeyOf, hashOfKey, prefixOf } from '#platform/auth/rules/api-key.ts'
import { DomainError } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/**
 * Makes a key with which a program writes in the account's name.
 * @returns the key: told once, kept only as a hash
 * @throws DomainError not_allowed; rule_broken when the account has as many as it may
 */
export async function createApiKey(
  db: Db,
  viewer: Viewer,
  name: string,
  now: Date,
): Promise<{ id: number; key: string }> {
  const { userId } = demandAccount(viewer, 'api_key.manage_own')
  const key = apiKeyOf(randomBytes(32))
  return db.transaction(async (tx) => {
    const inUse = await tx.$count(apiKeys, and(eq(apiKeys.userId, userId), isNull(apiKeys.revokedAt)))
    if (inUse >= apiKeyLimits.each)
      throw new DomainError(
        'rule_broken',
        `每个账号最多有 ${apiKeyLimits.each} 个有效密钥，请先撤销一个。 / At most ${apiKeyLimits.each} keys at a time; revoke one first.`,
      )
    const [made] = await tx
      .insert(apiKeys)
      .values({ userId, name, prefix: prefixOf(key), keyHash: hashOfKey(key), createdAt: now })
      .returning({ id: apiKeys.id })
    const { id } = made as { id: number }
    await recordEvent(tx, { kind: 'api_key.created', subject: `api_key:${id}`, by: viewer, at: now, after: { name } })
    return { id, key }
  })
}

/** Ends a key at once. @throws DomainError not_found, also for another account's or one that was revoked before */
export async function revokeApiKey(db: Db, viewer: Viewer, id: number, now: Date): Promise<void> {
  const { userId } = demandAccount(viewer, 'api_key.manage_own')
  await db.transaction(async (tx) => {
    const [revoked] = await tx
      .update(apiKeys)
      .set({ revokedAt: now })
      .where(and(eq(apiKeys.id, id), eq(apiKeys.userId, userId), isNull(apiKeys.revokedAt)))
      .returning({ name: apiKeys.name })
    if (!revoked)
      throw new DomainError('not_found', '没有这个密钥，或已撤销。 / There is no such key, or it was revoked.')
    await recordEvent(tx, { kind: 'api_key.revoked', subject: `api_key:${id}`, by: viewer, at: now, before: revoked })
  })
}
