import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { digestAddresses as addresses } from '#db/schema/inbox.ts'
import type { DigestInput } from '#domain/inbox/input.ts'
import { refused } from '#domain/inbox/refusal.ts'
import { digestConfirmToken, isDigestToken } from '#domain/inbox/rules/digest.ts'
import { getOwnEmail } from '#platform/auth/queries/own-email.ts'
import { config } from '#platform/config.ts'
import { DomainError } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import { sendMail } from '#platform/mail/mail.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { type Locale, localePath } from '#src/i18n/locale.ts'
import { digestMail } from '#src/i18n/messages/digest.ts'

const minuteMs = 60_000
/** Between two letters that ask the same account. */
const askAgainMs = 2 * minuteMs

/**
 * Notes where an account wants its digest. A new address is asked first, by a letter with a link; a known one, or the account's own,
 * takes the new choice at once. Neither letter wanted: the address is forgotten.
 * @throws DomainError rule_broken at `address` where the letter was not sent; too_often
 */
export async function chooseDigest(
  db: Db,
  viewer: Viewer,
  { address, weekly, daily }: DigestInput,
  locale: Locale,
  now: Date,
  send: typeof sendMail = sendMail,
): Promise<'saved' | 'asked' | 'ended'> {
  const account = demandAccount(viewer, 'digest.manage_own')
  const [known] = await db.select().from(addresses).where(eq(addresses.userId, account.userId))
  if (!weekly && !daily) {
    await endDigest(db, viewer, now)
    return 'ended'
  }
  const event = {
    kind: 'digest.chosen',
    subject: `account:${account.userId}`,
    by: viewer,
    at: now,
    after: { weekly, daily },
  } as const
  if (known?.address === address && known.confirmedAt) {
    await db.transaction(async (transaction) => {
      const tx = transaction as unknown as Db
      await tx
        .update(addresses)
        .set({ isWeekly: weekly, isDaily: daily, locale })
        .where(eq(addresses.userId, account.userId))
      await recordEvent(tx, event)
    })
    return 'saved'
  }
  const row = { userId: account.userId, nonce: randomBytes(16).toString('base64url') }
  const keep = (confirmedAt: Date | null) =>
    db.transaction(async (transaction) => {
      const tx = transaction as unknown as Db
      const values = { ...row, address, locale, isWeekly: weekly, isDaily: daily, askedAt: now, confirmedAt }
      await tx.insert(addresses).values(values).onConflictDoUpdate({ target: addresses.userId, set: values })
      await recordEvent(tx, event)
    })
  const own = await getOwnEmail(db, account.userId)
  // The letter that asked for the account's own address has asked already.
  if (own.isConfirmed && own.address === address) {
    await keep(now)
    return 'saved'
  }
  if (known && !known.confirmedAt && now.getTime() - known.askedAt.getTime() < askAgainMs)
    throw refused(
      'too_often',
      '刚刚已寄出一封确认信，请两分钟后再试',
      'A letter has just been sent; please try again in two minutes',
    )
  const link = new URL(localePath(locale, `/account/digest?token=${digestConfirmToken(row)}`), config().SITE_URL).href
  const say = digestMail[locale]
  // The letter first: an address that no letter reaches is not kept.
  const outcome = await send({ to: address, subject: say.askSubject, text: say.askText(link) }).catch(
    () => 'failed' as const,
  )
  if (outcome !== 'sent') throw notSent(outcome)
  await keep(null)
  return 'asked'
}

function notSent(outcome: 'not_configured' | 'failed') {
  const message =
    outcome === 'failed'
      ? '信没有寄出去：地址不被接受，或者邮件服务器没有应答；请核对地址，稍后再试 / The letter was not sent: the address was refused or the mail server did not answer; check the address and try again later'
      : '本平台没有设置邮件服务器，寄不出信；请联系系统管理员 / No mail server is set up here, so nothing can be sent; ask the administrator'
  return new DomainError('rule_broken', message, [{ field: 'address', message }])
}

/** Whoever reads the address says yes, signed in as the account that asked. @throws DomainError not_found for a link that is none */
export async function confirmDigest(db: Db, viewer: Viewer, token: string, now: Date): Promise<void> {
  const account = demandAccount(viewer, 'digest.manage_own')
  const [row] = await db.select().from(addresses).where(eq(addresses.userId, account.userId))
  if (!row || !isDigestToken(token, row))
    throw refused(
      'not_found',
      '这个链接无效，或者属于另一个账号，或者后来又改了地址',
      'This link is not valid, belongs to another account, or the address was changed since',
    )
  if (row.confirmedAt) return
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    await tx.update(addresses).set({ confirmedAt: now }).where(eq(addresses.userId, account.userId))
    await recordEvent(tx, { kind: 'digest.confirmed', subject: `account:${account.userId}`, by: viewer, at: now })
  })
}

/** Nothing more is wanted: the row goes, and the address with it. */
export async function endDigest(db: Db, viewer: Viewer, now: Date): Promise<void> {
  const account = demandAccount(viewer, 'digest.manage_own')
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [ended] = await tx
      .delete(addresses)
      .where(eq(addresses.userId, account.userId))
      .returning({ userId: addresses.userId })
    if (ended)
      await recordEvent(tx, { kind: 'digest.ended', subject: `account:${account.userId}`, by: viewer, at: now })
  })
}
