import { desc, isNull } from 'drizzle-orm'
import { quarterlyLists as lists } from '#db/schema/publication.ts'
import { quarterName } from '#domain/quarterly/rules.ts'
import { reachOf } from '#platform/permissions/matrix.ts'
import type { WaitingSource } from '#platform/waiting.ts'

/** Lists that were made and nobody has published. */
export const waitingQuarters: WaitingSource = async (db, account) => {
  if (!reachOf(account, 'quarterly.publish')) return []
  const rows = await db
    .select({ year: lists.year, quarter: lists.quarter, at: lists.madeAt })
    .from(lists)
    .where(isNull(lists.publishedAt))
    .orderBy(desc(lists.year), desc(lists.quarter))
  return rows.map(({ at, ...quarter }) => ({
    kind: 'quarterly.publish',
    subject: `quarter:${quarterName(quarter)}`,
    title: { zh: `${quarter.year} 年第 ${quarter.quarter} 季度`, en: `Quarter ${quarter.quarter} of ${quarter.year}` },
    path: `/office/quarterly/${quarterName(quarter)}`,
    since: at,
  }))
}
