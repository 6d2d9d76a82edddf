import { randomBytes } from 'node:crypto'
import { and, count, eq, gt } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { subscriptions } from '#db/schema/subscription.ts'
import type { Subject, SubscriptionInput } from '#domain/subscription/input/subscription.ts'
import { nextDue } from '#domain/subscription/rules/due.ts'
import { askLimits } from '#domain/subscription/rules/limits.ts'
import { DomainError } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import type { Locale } from '#src/i18n/locale.ts'

const hourMs = 3_600_000

/**
 * Asks the address whether it wants the news: the worker writes to it, and nothing else is sent before it says yes. Whether it
 * follows already is not told to who asks; the letter says so.
 * @throws DomainError not_found for an enterprise that is not in the register, too_often beyond the limits
 */
export async function askSubscription(
  db: Db,
  viewer: Viewer,
  subject: Subject,
  { channel, address, rhythm }: SubscriptionInput,
  locale: Locale,
  now: Date,
): Promise<{ id: number; nonce: string }> {
  demand(viewer, 'subscription.follow')
  if (
    subject.topic === 'enterprise' &&
    (await db.$count(enterprises, eq(enterprises.creditCode, subject.subject))) === 0
  )
    throw new DomainError('not_found', '名录中没有这家单位。 / This enterprise is not in the register.')
  await checkLimits(db, address, now)
  return db.transaction(async (tx) => {
    const row = { channel, address, ...subject, rhythm, locale }
    const [asked] = await tx
      .insert(subscriptions)
      .values({
        ...row,
        nonce: randomBytes(16).toString('base64url'),
        createdAt: now,
        askedAt: now,
        toldUntil: now,
        dueAt: nextDue(rhythm, now),
      })
      .onConflictDoUpdate({
        target: [subscriptions.address, subscriptions.topic, subscriptions.subject],
        set: { askedAt: now },
      })
      .returning({ id: subscriptions.id, nonce: subscriptions.nonce })
    if (!asked) throw new Error('neither made nor found')
    await recordEvent(tx, { kind: 'subscription.asked', subject: `subscription:${asked.id}`, by: viewer, at: now })
    return asked
  })
}

async function checkLimits(db: Db, address: string, now: Date): Promise<void> {
  const since = (ms: number) => gt(subscriptions.askedAt, new Date(now.getTime() - ms))
  const [[own], [recent], [all]] = await Promise.all([
    db.select({ n: count() }).from(subscriptions).where(eq(subscriptions.address, address)),
    db
      .select({ n: count() })
      .from(subscriptions)
      .where(and(eq(subscriptions.address, address), since(24 * hourMs))),
    db.select({ n: count() }).from(subscriptions).where(since(hourMs)),
  ])
  if ((own?.n ?? 0) >= askLimits.each)
    throw new DomainError(
      'too_often',
      `一个地址最多关注 ${askLimits.each} 项。 / One address can follow at most ${askLimits.each}.`,
    )
  if ((recent?.n ?? 0) >= askLimits.perAddress)
    throw new DomainError(
      'too_often',
      `今天已向这个地址发过 ${askLimits.perAddress} 封确认信，请明天再试。 / ${askLimits.perAddress} letters went to this address today already; please try tomorrow.`,
    )
  if ((all?.n ?? 0) >= askLimits.inAll)
    throw new DomainError(
      'too_often',
      '现在请求太多，请一小时后再试。 / Too many are asking now; please try in an hour.',
    )
}
