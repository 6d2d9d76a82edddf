import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { digestAddresses as addresses } from '#db/schema/inbox.ts'
import { type DigestKind, listDigestReaders } from '#domain/inbox/queries/digest.ts'
import { readInbox } from '#domain/inbox/queries/inbox.ts'
import { digestOf } from '#domain/inbox/rules/digest.ts'
import { cityDate } from '#platform/clock.ts'
import { config } from '#platform/config.ts'
import { log } from '#platform/log.ts'
import { sendMail, UnsendableMail } from '#platform/mail/mail.ts'
import { type Locale, localePath } from '#src/i18n/locale.ts'
import { digestMail } from '#src/i18n/messages/digest.ts'

/**
 * The letters of a Monday (`weekly`: how much waits, by clock and kind) and of each morning (`daily`: only where something is overdue).
 * Counts and links, nothing else: a letter lies in a mailbox that is not ours. Each goes once a day, however often the job runs.
 * @throws when the mail server does not answer, after all others were tried
 */
export async function mailDigests(
  db: Db,
  kind: DigestKind,
  now: Date,
  send: typeof sendMail = sendMail,
): Promise<{ sent: number }> {
  const today = cityDate(now)
  let [sent, failed] = [0, 0]
  for (const { address, locale: given, ...account } of await listDigestReaders(db, kind, today)) {
    const locale = given as Locale
    const { lines } = await readInbox(db, { ...account, hasSecondFactor: true }, now)
    const digest = digestOf(lines, now)
    const isTold = kind === 'weekly' ? digest.total > 0 : digest.byClock.overdue > 0
    try {
      if (isTold && (await send(letterOf(locale, kind, digest, address, account.role))) === 'sent') sent++
    } catch (error) {
      if (!(error instanceof UnsendableMail)) {
        log.warn({ code: (error as { code?: string }).code }, 'a digest was not mailed; tried again')
        failed++
        continue
      }
    }
    const told = kind === 'weekly' ? { weeklyOn: today } : { dailyOn: today }
    await db.update(addresses).set(told).where(eq(addresses.userId, account.userId))
  }
  if (failed > 0) throw new Error(`${failed} digests were not mailed`)
  return { sent }
}

function letterOf(locale: Locale, kind: DigestKind, digest: ReturnType<typeof digestOf>, to: string, role: string) {
  const link = (path: string) => new URL(localePath(locale, path), config().SITE_URL).href
  const say = digestMail[locale]
  const desk = role === 'firm' ? '/filing' : role === 'monitoring_operator' ? '/office/monitoring' : '/office/inbox'
  return {
    to,
    subject: kind === 'weekly' ? say.weeklySubject(digest) : say.dailySubject(digest),
    text: say.text(digest, link(desk), link('/account/digest')),
  }
}
