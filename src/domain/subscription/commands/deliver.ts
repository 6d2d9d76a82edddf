import { and, asc, eq, isNotNull, lte } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { subscriptions } from '#db/schema/subscription.ts'
import { removeSubscription } from '#domain/subscription/commands/answer.ts'
import { endLink, linkTo, postSigned } from '#domain/subscription/commands/letters.ts'
import { subjectOfRow } from '#domain/subscription/queries/by-token.ts'
import { listNews } from '#domain/subscription/queries/news.ts'
import type { News } from '#domain/subscription/queries/news-item.ts'
import { nameSubject } from '#domain/subscription/queries/subject-name.ts'
import { mostFailures, nextDue, nextTry } from '#domain/subscription/rules/due.ts'
import { config } from '#platform/config.ts'
import { NotDelivered, postJson } from '#platform/http/outgoing.ts'
import { log } from '#platform/log.ts'
import { sendMail, UnsendableMail, unsubscribeHeaders } from '#platform/mail/mail.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { subscriptionMail } from '#src/i18n/messages/subscription.ts'

type Row = typeof subscriptions.$inferSelect

/** In one turn of the job. */
const mostAtOnce = 500

/**
 * Tells each follower whose time has come what became public since it was told last; who has nothing new gets nothing. What does
 * not arrive is tried again, longer and longer apart, and told then together with what came meanwhile: nothing is lost or told twice,
 * unless a delivery arrived and its answer did not.
 */
export async function deliverNews(
  db: Db,
  now: Date,
  send: typeof sendMail = sendMail,
  post: typeof postJson = postJson,
): Promise<{ sent: number; failed: number }> {
  const due = await db
    .select()
    .from(subscriptions)
    .where(and(isNotNull(subscriptions.confirmedAt), lte(subscriptions.dueAt, now)))
    .orderBy(asc(subscriptions.dueAt))
    .limit(mostAtOnce)
  const done = { sent: 0, failed: 0 }
  for (const row of due) {
    const news = await listNews(db, subjectOfRow(row), { since: row.toldUntil, until: now })
    try {
      if (news.total > 0) {
        await (row.channel === 'mail' ? mailNews(db, row, news, send) : postSigned(row, contentOf(row, news), post))
        done.sent++
      }
      await db
        .update(subscriptions)
        .set({ toldUntil: now, dueAt: nextDue(row.rhythm, now), failures: 0, lastFailure: null })
        .where(eq(subscriptions.id, row.id))
    } catch (error) {
      done.failed++
      await retreat(db, row, error, now)
    }
  }
  return done
}

/** What did not arrive: later again, or never. */
async function retreat(db: Db, row: Row, error: unknown, now: Date): Promise<void> {
  const failures = row.failures + 1
  if (error instanceof UnsendableMail || failures >= mostFailures) {
    log.info({ subscription: row.id, failures }, 'a subscription was ended: its address does not answer')
    return removeSubscription(db, row.id, 'system', now)
  }
  const lastFailure = error instanceof NotDelivered ? error.reason : ((error as { code?: string }).code ?? 'failed')
  await db
    .update(subscriptions)
    .set({ failures, lastFailure, dueAt: nextTry(failures, now) })
    .where(eq(subscriptions.id, row.id))
}

async function mailNews(db: Db, row: Row, { items, total }: News, send: typeof sendMail): Promise<void> {
  const locale = row.locale as Locale
  const say = subscriptionMail[locale]
  const what = await nameSubject(db, subjectOfRow(row), locale)
  const lines = items.map(({ title, titleEn, enterprise, enterpriseEn, path, kind }) =>
    say.line(
      say[kind],
      (locale === 'en' && titleEn) || title,
      (locale === 'en' && enterpriseEn) || enterprise,
      linkTo(locale, path),
    ),
  )
  await send({
    to: row.address,
    subject: say.newsSubject(what, total),
    text: say.newsText(what, lines.join('\n\n'), total - items.length, endLink(row)),
    headers: unsubscribeHeaders(endLink(row)),
  })
}

/** What a webhook gets: the same in both languages. */
const contentOf = ({ topic, subject }: Row, { items, total }: News) => ({
  type: 'news',
  topic,
  subject,
  total,
  items: items.map(({ path, at, ...item }) => ({
    ...item,
    url: new URL(path, config().SITE_URL).href,
    at: at.toISOString(),
  })),
})
