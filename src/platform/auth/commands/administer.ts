import { randomUUID } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { credentials, memberships, sessions, twoFactors, users, verifications } from '#db/schema/account.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { regions } from '#db/schema/region.ts'
import type { AccountChange, CreateAccount } from '#platform/auth/input.ts'
import { tiesOf } from '#platform/auth/rules/account.ts'
import { makeOneTimePassphrase, oneTimeMs } from '#platform/auth/rules/one-time.ts'
import { madeEmail } from '#platform/auth/rules/own-email.ts'
import { DomainError } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/** Who changes accounts: a signed-in administrator, or whoever has the machine itself (command line). */
export interface Administrator {
  by: Viewer | 'system'
  requestId?: string
}

/**
 * Opens an account with a one-time passphrase, good for 72 hours, with which its owner sets their own.
 * @returns that passphrase: told once, kept only as a hash
 * @throws DomainError not_allowed; conflict for a taken name; rule_broken for an unknown enterprise or county
 */
export async function createAccount(
  db: Db,
  input: CreateAccount,
  { by, requestId }: Administrator,
  now: Date,
): Promise<{ username: string; passphrase: string; until: Date }> {
  if (by !== 'system') demand(by, 'account.administer')
  const passphrase = makeOneTimePassphrase()
  const until = new Date(now.getTime() + oneTimeMs)
  const password = await hashPassword(passphrase)
  await db.transaction(async (tx) => {
    const ties = await findTies(tx as unknown as Db, input)
    const id = randomUUID()
    const { username, name, role } = input
    const made = await tx
      .insert(users)
      .values({ id, username, name, email: madeEmail(username), oneTimeUntil: until, createdAt: now })
      .onConflictDoNothing()
      .returning({ id: users.id })
    if (made.length === 0) throw refusal('conflict', 'username', '这个用户名已被使用 / This username is taken')
    await tx.insert(credentials).values({ id, accountId: id, providerId: 'credential', userId: id, password })
    await tx.insert(memberships).values({ userId: id, role, ...ties })
    await recordEvent(tx as unknown as Db, {
      kind: 'account.created',
      subject: `account:${id}`,
      by,
      at: now,
      after: { username, name, role, ...ties },
      reason: input.reason,
      requestId,
    })
  })
  return { username: input.username, passphrase, until }
}

/** Closes an account at once: its sessions end. @throws DomainError for oneself, the last administrator, no such account */
export const disableAccount = (db: Db, input: AccountChange, as: Administrator, now: Date) =>
  change(db, input, as, now, 'account.disabled', async (tx, { userId, role }) => {
    if (as.by !== 'system' && as.by.role !== 'visitor' && as.by.userId === userId)
      throw new DomainError('conflict', '不能停用自己的账号。 / You cannot disable your own account.')
    if (role === 'administrator' && !(await hasOtherAdministrator(tx, userId)))
      throw new DomainError('conflict', '这是最后一个可用的管理员账号。 / This is the last administrator.')
    await tx.update(users).set({ disabledAt: now, updatedAt: now }).where(eq(users.id, userId))
    await tx.delete(sessions).where(eq(sessions.userId, userId))
    await tx.delete(verifications).where(eq(verifications.value, userId))
    return { before: { disabled: false }, after: { disabled: true } }
  })

/** Opens a disabled account again. */
export const enableAccount = (db: Db, input: AccountChange, as: Administrator, now: Date) =>
  change(db, input, as, now, 'account.enabled', async (tx, { userId }) => {
    await tx.update(users).set({ disabledAt: null, updatedAt: now }).where(eq(users.id, userId))
    return { before: { disabled: true }, after: { disabled: false } }
  })

/** For a lost telephone without backup codes: the second factor is void, and must be enrolled anew at the next sign-in. */
export const resetSecondFactor = (db: Db, input: AccountChange, as: Administrator, now: Date) =>
  change(db, input, as, now, 'account.second_factor_reset', async (tx, { userId }) => {
    await tx.delete(twoFactors).where(eq(twoFactors.userId, userId))
    await tx.update(users).set({ twoFactorEnabled: false, updatedAt: now }).where(eq(users.id, userId))
    await tx.delete(sessions).where(eq(sessions.userId, userId))
    await tx.delete(verifications).where(eq(verifications.value, userId))
    return {}
  })

/** For a forgotten passphrase: a one-time passphrase as for a new account. @returns it, told once */
export async function resetPassphrase(db: Db, input: AccountChange, as: Administrator, now: Date) {
  const passphrase = makeOneTimePassphrase()
  const until = new Date(now.getTime() + oneTimeMs)
  const password = await hashPassword(passphrase)
  await change(db, input, as, now, 'account.passphrase_reset', async (tx, { userId }) => {
    await tx.update(credentials).set({ password, updatedAt: now }).where(eq(credentials.userId, userId))
    await tx.update(users).set({ oneTimeUntil: until, updatedAt: now }).where(eq(users.id, userId))
    await tx.delete(sessions).where(eq(sessions.userId, userId))
    await tx.delete(verifications).where(eq(verifications.value, userId))
    return {}
  })
  return { username: input.username, passphrase, until }
}

type Found = { userId: string; role: (typeof memberships.$inferSelect)['role'] }

/** One change to one account, in one transaction with its event. */
async function change(
  db: Db,
  { username, reason }: AccountChange,
  { by, requestId }: Administrator,
  now: Date,
  kind: `account.${string}`,
  work: (tx: Db, account: Found) => Promise<{ before?: object; after?: object }>,
): Promise<void> {
  if (by !== 'system') demand(by, 'account.administer')
  await db.transaction(async (tx) => {
    const [account] = await tx
      .select({ userId: users.id, role: memberships.role })
      .from(users)
      .innerJoin(memberships, eq(memberships.userId, users.id))
      .where(eq(users.username, username))
      .for('update')
    if (!account) throw new DomainError('not_found', `没有账号 ${username}。 / There is no account ${username}.`)
    const { before, after } = await work(tx as unknown as Db, account)
    await recordEvent(tx as unknown as Db, {
      kind,
      subject: `account:${account.userId}`,
      by,
      at: now,
      before: before && { username, ...before },
      after: { username, ...after },
      reason,
      requestId,
    })
  })
}

/** What the role is tied to, looked up; what it is not tied to is left out even when it was given. */
async function findTies(tx: Db, input: CreateAccount) {
  const needs = tiesOf[input.role]
  const regionCode = needs.region ? (input.regionCode ?? null) : null
  const [region] = regionCode
    ? await tx.select({ code: regions.code }).from(regions).where(eq(regions.code, regionCode))
    : [undefined]
  if (regionCode && !region) throw refusal('rule_broken', 'regionCode', '没有这个县区 / There is no such county')
  const creditCode = needs.enterprise ? input.creditCode : undefined
  const [enterprise] = creditCode
    ? await tx.select({ id: enterprises.id }).from(enterprises).where(eq(enterprises.creditCode, creditCode))
    : [undefined]
  if (creditCode && !enterprise)
    throw refusal('rule_broken', 'creditCode', `名录中没有 ${creditCode} / ${creditCode} is not in the register`)
  return {
    regionCode,
    department: needs.department ? (input.department ?? null) : null,
    enterpriseId: enterprise?.id ?? null,
    organisation: needs.organisation ? (input.organisation ?? null) : null,
  }
}

async function hasOtherAdministrator(tx: Db, userId: string): Promise<boolean> {
  const others = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.role, 'administrator'), ne(memberships.userId, userId), isNull(users.disabledAt)))
    .for('update')
  return others.length > 0
}

const refusal = (code: 'conflict' | 'rule_broken', field: string, message: string) =>
  new DomainError(code, message, [{ field, message }])
