import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { subscriptions } from '#db/schema/subscription.ts'
import type { Subject } from '#domain/subscription/input/subscription.ts'
import { confirmToken, endToken, isToken } from '#domain/subscription/rules/tokens.ts'

/** What a link of our letters belongs to; undefined where it is none, or what it was of has ended. The address is not among it. */
export async function readSubscription(db: Db, { id, token }: { id: number; token: string }) {
  const [found] = await db.select().from(subscriptions).where(eq(subscriptions.id, id))
  if (!found || ![confirmToken(found), endToken(found)].some((good) => isToken(token, good))) return undefined
  const { channel, rhythm, confirmedAt, failures, lastFailure } = found
  return { channel, rhythm, confirmedAt, failures, lastFailure, ...subjectOfRow(found) }
}

export const subjectOfRow = ({ topic, subject }: { topic: Subject['topic']; subject: string }): Subject => ({
  topic,
  subject,
})
