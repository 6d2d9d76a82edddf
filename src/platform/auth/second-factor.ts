import { parseCookies } from 'better-auth/cookies'
import { symmetricDecrypt } from 'better-auth/crypto'
import { and, eq, gt } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { twoFactors, users, verifications } from '#db/schema/account.ts'
import { cookiePrefix } from '#platform/auth/auth.ts'
import { matchingStep } from '#platform/auth/rules/totp.ts'
import { authSecret } from '#platform/auth/secret.ts'
import { tokenOf } from '#platform/auth/viewer.ts'
import { config } from '#platform/config.ts'

const challengeCookie = `${cookiePrefix}.two_factor`

/** The account whose passphrase this browser has just given, while its challenge for the second factor stands. */
export async function challengedAccount(db: Db, headers: Headers) {
  const cookie = parseCookies(headers.get('cookie') ?? '').get(challengeCookie)
  const identifier = cookie && tokenOf(cookie)
  if (!identifier) return undefined
  const [row] = await db
    .select({ userId: users.id, username: users.username })
    .from(verifications)
    .innerJoin(users, eq(users.id, verifications.value))
    .where(and(eq(verifications.identifier, identifier), gt(verifications.expiresAt, new Date())))
  return row?.username ? { userId: row.userId, username: row.username } : undefined
}

/**
 * A code is good once, and none older than the last (RFC 6238, 5.2): notes its step, and says whether it was new. In the
 * demo, where the sign-in page shows the codes to everybody, several people may use the same one.
 */
export async function acceptCodeOnce(tx: Db, userId: string, code: string, now: Date): Promise<boolean> {
  const [row] = await tx
    .select({ secret: twoFactors.secret, lastStep: twoFactors.lastStep })
    .from(twoFactors)
    .where(eq(twoFactors.userId, userId))
    .for('update')
  if (!row) return false
  const step = matchingStep(await symmetricDecrypt({ key: authSecret(), data: row.secret }), code, now)
  if (step === undefined) return false
  if (row.lastStep !== null && step <= row.lastStep) return config().DEMO
  await tx.update(twoFactors).set({ lastStep: step }).where(eq(twoFactors.userId, userId))
  return true
}
