import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { twoFactor, username } from 'better-auth/plugins'
import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { credentials, memberships, sessions, twoFactors, users, verifications } from '#db/schema/account.ts'
import { usernamePattern } from '#platform/auth/input.ts'
import { deviceLabel } from '#platform/auth/label.ts'
import { makeBackupCode } from '#platform/auth/rules/backup-code.ts'
import { passphraseLength } from '#platform/auth/rules/passphrase.ts'
import { lifetimeOf } from '#platform/auth/rules/session.ts'
import { authSecret } from '#platform/auth/secret.ts'
import { config } from '#platform/config.ts'

export const cookiePrefix = '__Host-qingyuan'
/** Paths of better-auth that create a session after the second factor was checked. */
const secondFactorPaths = new Set(['/two-factor/verify-totp', '/two-factor/verify-backup-code'])

/**
 * better-auth on a connection or inside a transaction, so that what it writes and the event of it stand or fall together.
 * Its HTTP routes are not mounted: our actions are the only door. Costs about a millisecond to make.
 */
export function authOn(db: Db) {
  return betterAuth({
    appName: 'Qingyuan 清源',
    baseURL: config().SITE_URL,
    secret: authSecret(),
    database: drizzleAdapter(db, {
      provider: 'pg',
      schema: {
        user: users,
        session: sessions,
        account: credentials,
        verification: verifications,
        twoFactor: twoFactors,
      },
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passphraseLength.min,
      maxPasswordLength: passphraseLength.max,
    },
    plugins: [
      username({
        minUsernameLength: 2,
        maxUsernameLength: 40,
        usernameValidator: (name) => usernamePattern.test(name),
        displayUsername: false,
      }),
      // Wrong codes are counted by our own brake, which an attacker cannot turn against the account's owner.
      twoFactor({
        accountLockout: { enabled: false },
        twoFactorCookieMaxAge: 600,
        backupCodeOptions: { customBackupCodesGenerate: () => Array.from({ length: 10 }, makeBackupCode) },
      }),
    ],
    session: {
      expiresIn: 7 * 86_400,
      disableSessionRefresh: true,
      additionalFields: { secondFactorAt: { type: 'date', required: false, input: false } },
    },
    databaseHooks: {
      session: {
        create: {
          async before(session, context) {
            const given = secondFactorPaths.has(context?.path ?? '') ? new Date() : undefined
            const carried = context?.context.session?.session.secondFactorAt as Date | undefined
            return {
              data: {
                ...session,
                expiresAt: new Date(
                  session.createdAt.getTime() + lifetimeOf(await roleOf(db, session.userId)).absoluteMs,
                ),
                ipAddress: null,
                userAgent: deviceLabel(session.userAgent ?? ''),
                secondFactorAt: given ?? carried ?? null,
              },
            }
          },
        },
      },
    },
    advanced: {
      cookiePrefix,
      // `__Host-` demands Secure and Path=/; browsers take Secure cookies on http://localhost too.
      useSecureCookies: false,
      defaultCookieAttributes: { secure: true, httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { disableIpTracking: true },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
}

async function roleOf(db: Db, userId: string) {
  const [row] = await db.select({ role: memberships.role }).from(memberships).where(eq(memberships.userId, userId))
  return row?.role
}
