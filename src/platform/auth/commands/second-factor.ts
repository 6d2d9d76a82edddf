import { symmetricDecrypt } from 'better-auth/crypto'
import { and, eq, ne } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { sessions, twoFactors } from '#db/schema/account.ts'
import { authOn } from '#platform/auth/auth.ts'
import { beginAttempt } from '#platform/auth/brake.ts'
import { refusedAs, wrongCode, wrongOwnPassphrase } from '#platform/auth/refusals.ts'
import { readCode } from '#platform/auth/rules/backup-code.ts'
import { acceptCodeOnce } from '#platform/auth/second-factor.ts'
import { authSecret } from '#platform/auth/secret.ts'
import { inTurn } from '#platform/auth/turnstile.ts'
import type { Here } from '#platform/auth/viewer.ts'
import { DomainError } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'

/**
 * First step of enrolment: makes the secret that the authenticator app is to hold. It counts only once a code of it was
 * given ({@link confirmSecondFactor}); until then it can be made anew.
 * @throws DomainError not_allowed for a wrong passphrase; conflict when a second factor is there already
 */
export async function beginSecondFactor(db: Db, passphrase: string, here: Here, now: Date): Promise<void> {
  demandAccount(here.viewer, 'account.manage_own')
  const attempt = await beginAttempt(db, 'passphrase', here.session.username, here, now)
  await inTurn(() =>
    authOn(db)
      .api.enableTwoFactor({ body: { password: passphrase, method: 'totp' }, headers: here.headers })
      .catch(async (error) => {
        if (error?.body?.code === 'TOTP_ALREADY_ENABLED') throw alreadyThere()
        return refusedAs(wrongOwnPassphrase)(error)
      }),
  )
  await attempt.succeeded()
}

/**
 * Second step: a code proves that the app holds the secret. Other sessions end; this one gets a new id and counts as
 * two-factor from here on.
 * @returns Set-Cookie lines, and the backup codes, which are shown once
 */
export async function confirmSecondFactor(
  db: Db,
  code: string,
  here: Here,
  now: Date,
): Promise<{ setCookies: string[]; backupCodes: string[] }> {
  const account = demandAccount(here.viewer, 'account.manage_own')
  const { userId } = account
  const attempt = await beginAttempt(db, 'code', here.session.username, here, now)
  const done = await db.transaction(async (tx) => {
    const { digits } = readCode(code)
    const [pending] = await tx
      .select({ verified: twoFactors.verified, backupCodes: twoFactors.backupCodes })
      .from(twoFactors)
      .where(eq(twoFactors.userId, userId))
    if (!pending) throw new DomainError('conflict', '请先填写口令，生成密钥。 / Please give your passphrase first.')
    if (pending.verified) throw alreadyThere()
    await tx.delete(sessions).where(and(eq(sessions.userId, userId), ne(sessions.id, here.session.id)))
    const { headers } = await authOn(tx as unknown as Db)
      .api.verifyTOTP({ body: { code: digits }, headers: here.headers, returnHeaders: true })
      .catch(refusedAs(wrongCode))
    if (!(await acceptCodeOnce(tx as unknown as Db, userId, digits, now))) throw wrongCode()
    await recordEvent(tx as unknown as Db, {
      kind: 'account.second_factor_enrolled',
      subject: `account:${userId}`,
      by: account,
      at: now,
      requestId: here.requestId,
    })
    return { setCookies: headers.getSetCookie(), backupCodes: await readBackupCodes(pending.backupCodes) }
  })
  await attempt.succeeded()
  return done
}

/**
 * New backup codes; the old ones are void. @returns them, shown once
 * @throws DomainError not_allowed for a wrong passphrase or when there is no second factor
 */
export async function renewBackupCodes(db: Db, passphrase: string, here: Here, now: Date): Promise<string[]> {
  const account = demandAccount(here.viewer, 'account.manage_own')
  const attempt = await beginAttempt(db, 'passphrase', here.session.username, here, now)
  const codes = await inTurn(() =>
    db.transaction(async (tx) => {
      const { backupCodes } = await authOn(tx as unknown as Db)
        .api.generateBackupCodes({ body: { password: passphrase }, headers: here.headers })
        .catch(refusedAs(wrongOwnPassphrase))
      await recordEvent(tx as unknown as Db, {
        kind: 'account.backup_codes_renewed',
        subject: `account:${account.userId}`,
        by: account,
        at: now,
        requestId: here.requestId,
      })
      return backupCodes
    }),
  )
  await attempt.succeeded()
  return codes
}

/**
 * Gives up the authenticator app, for a new telephone: asks the passphrase and a code (of the app or a backup code). Where a
 * second factor is compulsory, nothing but enrolling a new one is open afterwards.
 * @returns Set-Cookie lines
 * @throws DomainError not_allowed for a wrong passphrase or code
 */
export async function removeSecondFactor(
  db: Db,
  input: { current: string; code: string },
  here: Here,
  now: Date,
): Promise<string[]> {
  const account = demandAccount(here.viewer, 'account.manage_own')
  const { userId } = account
  const attempts = [
    await beginAttempt(db, 'passphrase', here.session.username, here, now),
    await beginAttempt(db, 'code', here.session.username, here, now),
  ]
  const setCookies = await inTurn(() =>
    db.transaction(async (tx) => {
      const { api } = authOn(tx as unknown as Db)
      const { kind, digits } = readCode(input.code)
      const given = { body: { code: digits }, headers: here.headers }
      await (kind === 'totp' ? api.verifyTOTP(given) : api.verifyBackupCode(given)).catch(refusedAs(wrongCode))
      if (kind === 'totp' && !(await acceptCodeOnce(tx as unknown as Db, userId, digits, now))) throw wrongCode()
      const { headers } = await api
        .disableTwoFactor({ body: { password: input.current }, headers: here.headers, returnHeaders: true })
        .catch(refusedAs(wrongOwnPassphrase))
      await tx.update(sessions).set({ secondFactorAt: null }).where(eq(sessions.userId, userId))
      await recordEvent(tx as unknown as Db, {
        kind: 'account.second_factor_removed',
        subject: `account:${userId}`,
        by: account,
        at: now,
        requestId: here.requestId,
      })
      return headers.getSetCookie()
    }),
  )
  for (const attempt of attempts) await attempt.succeeded()
  return setCookies
}

const alreadyThere = () => new DomainError('conflict', '已经设置了第二重验证。 / A second factor is set up already.')

const readBackupCodes = async (encrypted: string): Promise<string[]> =>
  JSON.parse(await symmetricDecrypt({ key: authSecret(), data: encrypted }))
