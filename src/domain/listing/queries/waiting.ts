import { and, desc, gte, isNull } from 'drizzle-orm'
import { keyPolluterFiles as files } from '#db/schema/enterprise.ts'
import { reachOf } from '#platform/permissions/matrix.ts'
import type { WaitingSource } from '#platform/waiting.ts'

/** A file that nobody published within so many days was a try. */
const forgottenAfterDays = 30

/** Lists of key polluters that were handed in and are not public. */
export const waitingListings: WaitingSource = async (db, account, now) => {
  if (!reachOf(account, 'key_polluter.publish')) return []
  const since = new Date(now.getTime() - forgottenAfterDays * 86_400_000)
  const rows = await db
    .select({ id: files.id, year: files.year, name: files.fileName, at: files.uploadedAt })
    .from(files)
    .where(and(isNull(files.publishedAt), gte(files.uploadedAt, since)))
    .orderBy(desc(files.uploadedAt))
    .limit(20)
  return rows.map(({ id, year, name, at }) => ({
    kind: 'listing.publish',
    subject: `key_polluter_file:${id}`,
    title: { zh: `${year} 年度名录 · ${name}`, en: `List of ${year} · ${name}` },
    path: `/office/key-polluters/${id}`,
    since: at,
  }))
}
