import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { memberships, sessions, users } from '#db/schema/account.ts'
import { authOn } from '#platform/auth/auth.ts'
import { beginAttempt } from '#platform/auth/brake.ts'
import { knownDevice } from '#platform/auth/device.ts'
import type { SignIn } from '#platform/auth/input.ts'
import { refusedAs, wrongCode, wrongSignIn } from '#platform/auth/refusals.ts'
import { readCode } from '#platform/auth/rules/backup-code.ts'
import { acceptCodeOnce, challengedAccount } from '#platform/auth/second-factor.ts'
import { inTurn } from '#platform/auth/turnstile.ts'
import { config } from '#platform/config.ts'
import { DomainError } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import { homeOf } from '#platform/permissions/home.ts'

/** What a sign-in knows of the request beside the form. */
export interface Door {
  /** Cookie and User-Agent, as sent. */
  headers: Headers
  clientAddress: string
  deviceCookie: string | undefined
  /** The session that the browser had before: it ends when a new one begins. */
  oldToken: string | undefined
  requestId: string
}

export interface SignedIn {
  /** `code_needed`: the passphrase was right, the second factor is due at /sign-in/code. */
  outcome: 'signed_in' | 'code_needed'
  username: string
  /** The desk of who signs in. */
  home: string
  /** Set-Cookie lines for the browser. */
  setCookies: string[]
}

/**
 * Signs an account in with its passphrase: a new session, or the challenge for the second factor.
 * Unknown names and wrong passphrases cost the same time and get the same answer.
 * @throws DomainError not_allowed; too_often with the seconds to wait
 */
export async function signIn(db: Db, { username, passphrase }: SignIn, door: Door, now: Date): Promise<SignedIn> {
  const deviceId = knownDevice(door.deviceCookie, username)
  const place = { clientAddress: door.clientAddress, deviceId }
  const attempt = await beginAttempt(db, 'passphrase', username, place, now)
  const done = await inTurn(() =>
    db.transaction(async (tx) => {
      const { headers, response } = await authOn(tx as unknown as Db)
        .api.signInUsername({ body: { username, password: passphrase }, headers: door.headers, returnHeaders: true })
        .catch(refusedAs(wrongSignIn))
      const account = await demandOpenAccount(tx as unknown as Db, username, now)
      const outcome = 'twoFactorRedirect' in response ? 'code_needed' : 'signed_in'
      if (outcome === 'signed_in') await welcome(tx as unknown as Db, account, door, now, 'passphrase')
      return {
        outcome,
        username,
        home: homeOf({ ...account, hasSecondFactor: false }),
        setCookies: headers.getSetCookie(),
      } as const
    }),
  )
  await attempt.succeeded()
  return done
}

/**
 * Second step: the code of the authenticator app, or one of the backup codes.
 * @throws DomainError not_allowed for a wrong, used or late code; too_often
 */
export async function giveCode(db: Db, code: string, door: Door, now: Date): Promise<SignedIn> {
  const challenged = await challengedAccount(db, door.headers)
  if (!challenged)
    throw new DomainError('not_allowed', '登录步骤已过期，请重新登录。 / This step has expired. Please sign in again.')
  const { username, userId } = challenged
  const place = { clientAddress: door.clientAddress, deviceId: knownDevice(door.deviceCookie, username) }
  const attempt = await beginAttempt(db, 'code', username, place, now)
  const { kind, digits } = readCode(code)
  const { setCookies, home } = await db.transaction(async (tx) => {
    const { api } = authOn(tx as unknown as Db)
    const given = { body: { code: digits }, headers: door.headers, returnHeaders: true } as const
    const { headers } = await (kind === 'totp' ? api.verifyTOTP(given) : api.verifyBackupCode(given)).catch(
      refusedAs(wrongCode),
    )
    if (kind === 'totp' && !(await acceptCodeOnce(tx as unknown as Db, userId, digits, now))) throw wrongCode()
    const account = await demandOpenAccount(tx as unknown as Db, username, now)
    await welcome(
      tx as unknown as Db,
      account,
      door,
      now,
      kind === 'totp' ? 'passphrase and code' : 'passphrase and backup code',
    )
    return { setCookies: headers.getSetCookie(), home: homeOf({ ...account, hasSecondFactor: false }) }
  })
  await attempt.succeeded()
  return { outcome: 'signed_in', username, home, setCookies }
}

type OpenAccount = Awaited<ReturnType<typeof demandOpenAccount>>

/** After the passphrase was right: is the account open? */
async function demandOpenAccount(tx: Db, username: string, now: Date) {
  const [account] = await tx
    .select({
      userId: users.id,
      name: users.name,
      disabledAt: users.disabledAt,
      oneTimeUntil: users.oneTimeUntil,
      role: memberships.role,
      regionCode: memberships.regionCode,
      department: memberships.department,
      enterpriseId: memberships.enterpriseId,
    })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(eq(users.username, username))
  if (!account || account.disabledAt)
    throw new DomainError(
      'not_allowed',
      '该账号已停用，请联系管理员。 / This account is disabled. Please ask the administrator.',
    )
  if (account.userId.startsWith('demo-') && !config().DEMO)
    throw new DomainError('not_allowed', '演示账号在正式站点上不可用。 / Demo accounts do not work on a real site.')
  if (account.oneTimeUntil && account.oneTimeUntil <= now)
    throw new DomainError(
      'not_allowed',
      '一次性口令已过期，请向管理员索取新的。 / The one-time passphrase has expired. Please ask the administrator for a new one.',
    )
  return account
}

/** The session's event; the session that the browser had before ends. */
async function welcome(tx: Db, account: OpenAccount, door: Door, now: Date, by: string) {
  if (door.oldToken) await tx.delete(sessions).where(eq(sessions.token, door.oldToken))
  const { userId, role } = account
  await recordEvent(tx, {
    kind: 'account.signed_in',
    subject: `account:${userId}`,
    by: { ...account, role, hasSecondFactor: by !== 'passphrase' },
    at: now,
    after: { with: by },
    requestId: door.requestId,
  })
}
