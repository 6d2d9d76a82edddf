import { createHmac, randomBytes } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { subscriptions } from '#db/schema/subscription.ts'
import { confirmFound } from '#domain/subscription/commands/answer.ts'
import { subjectOfRow } from '#domain/subscription/queries/by-token.ts'
import { nameSubject } from '#domain/subscription/queries/subject-name.ts'
import { confirmToken, endToken, webhookSecret } from '#domain/subscription/rules/tokens.ts'
import { config } from '#platform/config.ts'
import { NotDelivered, postJson } from '#platform/http/outgoing.ts'
import { sendMail, UnsendableMail, unsubscribeHeaders } from '#platform/mail/mail.ts'
import { type Locale, localePath } from '#src/i18n/locale.ts'
import { subscriptionMail } from '#src/i18n/messages/subscription.ts'

type Row = typeof subscriptions.$inferSelect

/** An address of the site in the reader's language. */
export const linkTo = (locale: Locale, path: string): string =>
  new URL(localePath(locale, path), config().SITE_URL).href

/** The link of every letter that ends the subscription. */
export const endLink = (row: Pick<Row, 'id' | 'nonce' | 'locale'>): string =>
  linkTo(row.locale as Locale, `/subscribe/end?id=${row.id}&token=${endToken(row)}`)

/** Writes to a mail address that somebody gave: does it want the news? @throws when the mail server does not answer */
export async function askByMail(db: Db, id: number, send: typeof sendMail = sendMail): Promise<void> {
  const [row] = await db
    .select()
    .from(subscriptions)
    .where(and(eq(subscriptions.id, id), eq(subscriptions.channel, 'mail')))
  if (!row) return
  const locale = row.locale as Locale
  const say = subscriptionMail[locale]
  const what = await nameSubject(db, subjectOfRow(row), locale)
  const confirm = linkTo(locale, `/subscribe/confirm?id=${row.id}&token=${confirmToken(row)}`)
  try {
    await send({
      to: row.address,
      subject: row.confirmedAt ? say.knownSubject : say.askSubject,
      text: row.confirmedAt ? say.knownText(what, endLink(row)) : say.askText(what, confirm, endLink(row)),
      headers: unsubscribeHeaders(endLink(row)),
    })
  } catch (error) {
    if (!(error instanceof UnsendableMail)) throw error
  }
}

/**
 * Sends a challenge to a webhook; one that answers with it has said yes. One that does not is not tried again: whoever set it up
 * asks once more.
 */
export async function askByWebhook(db: Db, id: number, now: Date, post: typeof postJson = postJson): Promise<void> {
  const [row] = await db
    .select()
    .from(subscriptions)
    .where(and(eq(subscriptions.id, id), eq(subscriptions.channel, 'webhook'), isNull(subscriptions.confirmedAt)))
  if (!row) return
  const challenge = randomBytes(24).toString('base64url')
  try {
    const answer = await postSigned(row, { type: 'challenge', challenge }, post)
    if (!answer.includes(challenge)) throw new NotDelivered('no_challenge')
    await confirmFound(db, row, 'system', now)
  } catch (error) {
    if (!(error instanceof NotDelivered)) throw error
    await db.update(subscriptions).set({ failures: 1, lastFailure: error.reason }).where(eq(subscriptions.id, id))
  }
}

/** Delivers JSON with its signature: `X-Qingyuan-Signature: sha256=` HMAC of the body with the subscription's secret, in hex. */
export function postSigned(row: Row, content: object, post: typeof postJson): Promise<string> {
  const body = JSON.stringify({ subscription: row.id, ...content, end: endLink(row) })
  const signature = createHmac('sha256', webhookSecret(row)).update(body).digest('hex')
  return post(row.address, body, { 'x-qingyuan-signature': `sha256=${signature}`, 'user-agent': 'Qingyuan' })
}
