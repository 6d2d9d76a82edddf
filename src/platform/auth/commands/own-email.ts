import { randomBytes } from 'node:crypto'
import { and, eq, ne, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { emailChanges, users } from '#db/schema/account.ts'
import { notTheLink, refusedAddress } from '#platform/auth/refusals.ts'
import {
  askAgainMs,
  emailToken,
  isEmailToken,
  keptAddress,
  madeEmail,
  ownEmail,
} from '#platform/auth/rules/own-email.ts'
import { config } from '#platform/config.ts'
import { DomainError } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import { sendMail } from '#platform/mail/mail.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Account, Viewer } from '#platform/permissions/viewer.ts'
import { type Locale, localePath } from '#src/i18n/locale.ts'
import { ownEmailMail } from '#src/i18n/messages/own-email.ts'

type Send = typeof sendMail

/**
 * Asks an address, by a letter with a link, whether it is the account's own. Until it says yes the old one stays.
 * @throws DomainError rule_broken at `address`; too_often
 */
export async function askOwnEmail(
  db: Db,
  viewer: Viewer,
  given: string,
  locale: Locale,
  now: Date,
  send: Send = sendMail,
): Promise<void> {
  const account = demandAccount(viewer, 'account.manage_own')
  const { userId } = account
  const address = keptAddress(given)
  if (!ownEmail(address))
    throw refusedAddress('.invalid 不是能收信的地址', 'No letter reaches an address below .invalid')
  const [user] = await db.select({ email: users.email }).from(users).where(eq(users.id, userId))
  if (user?.email === address) throw refusedAddress('这已经是您的邮箱', 'This is your address already')
  const [known] = await db.select().from(emailChanges).where(eq(emailChanges.userId, userId))
  if (known && now.getTime() - known.askedAt.getTime() < askAgainMs)
    throw new DomainError(
      'too_often',
      '刚刚已寄出一封确认信，请两分钟后再试 / A letter has just been sent; please try again in two minutes',
    )
  const row = { userId, address, nonce: randomBytes(16).toString('base64url') }
  const link = new URL(localePath(locale, `/account/email?token=${emailToken(row)}`), config().SITE_URL).href
  const say = ownEmailMail[locale]
  // The letter first: an address that no letter reaches is not kept.
  const outcome = await send({ to: address, subject: say.askSubject, text: say.askText(link) }).catch(
    () => 'failed' as const,
  )
  if (outcome === 'failed')
    throw refusedAddress(
      '信没有寄出去：地址不被接受，或者邮件服务器没有应答；请核对地址，稍后再试',
      'The letter was not sent: the address was refused or the mail server did not answer; check the address and try again later',
    )
  if (outcome === 'not_configured')
    throw refusedAddress(
      '本平台没有设置邮件服务器，寄不出信；请联系系统管理员',
      'No mail server is set up here, so nothing can be sent; ask the administrator',
    )
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const values = { ...row, askedAt: now }
    await tx.insert(emailChanges).values(values).onConflictDoUpdate({ target: emailChanges.userId, set: values })
    await record(tx, account, 'account.email_asked', now)
  })
}

/**
 * Whoever reads the new address says yes, signed in as the account that asked. The old address is told.
 * @throws DomainError not_found for a link that is none or too old; conflict where another account has the address; rule_broken at
 * `address` while no letter goes out
 */
export async function confirmOwnEmail(
  db: Db,
  viewer: Viewer,
  token: string,
  locale: Locale,
  now: Date,
  send: Send = sendMail,
): Promise<void> {
  const account = demandAccount(viewer, 'account.manage_own')
  const { userId } = account
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [asked] = await tx.select().from(emailChanges).where(eq(emailChanges.userId, userId)).for('update')
    if (!asked || !isEmailToken(token, asked, now)) throw notTheLink()
    const [other] = await tx
      .select({ id: users.id })
      .from(users)
      .where(and(eq(sql`lower(${users.email})`, asked.address.toLowerCase()), ne(users.id, userId)))
    // Said to nobody but who reads the letters there.
    if (other)
      throw new DomainError(
        'conflict',
        '另一个账号已经用着这个邮箱，请换一个 / Another account has this address: choose another one',
      )
    await replace(tx, account, asked.address, 'account.email_changed', { locale, now, send })
  })
}

/** No address of the account's own any more, and what was asked is dropped. The old address is told. */
export async function removeOwnEmail(
  db: Db,
  viewer: Viewer,
  locale: Locale,
  now: Date,
  send: Send = sendMail,
): Promise<void> {
  const account = demandAccount(viewer, 'account.manage_own')
  await db.transaction((transaction) =>
    replace(transaction as unknown as Db, account, undefined, 'account.email_removed', { locale, now, send }),
  )
}

async function replace(
  tx: Db,
  account: Account,
  address: string | undefined,
  kind: 'account.email_changed' | 'account.email_removed',
  { locale, now, send }: { locale: Locale; now: Date; send: Send },
): Promise<void> {
  const { userId } = account
  const [user] = await tx.select().from(users).where(eq(users.id, userId)).for('update')
  const before = ownEmail(user?.email ?? madeEmail(userId))
  const dropped = await tx
    .delete(emailChanges)
    .where(eq(emailChanges.userId, userId))
    .returning({ userId: emailChanges.userId })
  if (address === undefined && before === undefined && dropped.length === 0) return
  await tx
    .update(users)
    .set({
      email: address ?? madeEmail(user?.username ?? userId),
      emailVerified: address !== undefined,
      updatedAt: now,
    })
    .where(eq(users.id, userId))
  const say = ownEmailMail[locale]
  const letter = { subject: say.toldSubject, text: say.toldText(user?.username ?? userId, address !== undefined) }
  const told = before ? await tell(send, before, letter) : 'none'
  await record(tx, account, kind, now, { told })
}

/** A mailbox that is gone does not hold the change up; a server that does not answer does, for whoever has the account may not be its owner. */
async function tell(send: Send, to: string, letter: { subject: string; text: string }): Promise<string> {
  try {
    return await send({ to, ...letter })
  } catch (error) {
    const { responseCode } = error as { responseCode?: number }
    if (responseCode !== undefined && responseCode >= 500) return 'refused'
    throw refusedAddress(
      '给原邮箱的通知没有寄出去，没有更改；请稍后再试',
      'The letter to the present address could not be sent, so nothing was changed; please try again later',
    )
  }
}

/** The log names no address. */
const record = (
  tx: Db,
  account: Account,
  kind: `account.email_${'asked' | 'changed' | 'removed'}`,
  now: Date,
  after?: Record<string, string>,
) => recordEvent(tx, { kind, subject: `account:${account.userId}`, by: account, at: now, ...(after && { after }) })
