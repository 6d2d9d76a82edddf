import { and, count, eq, isNull, or, sql } from 'drizzle-orm'
import { screeningRows as rows } from '#db/schema/screening.ts'
import { begunBatches } from '#domain/screening/queries/begun.ts'
import { cityDate } from '#platform/clock.ts'
import type { WaitingSource } from '#platform/waiting.ts'
import { workRegion } from '#platform/waiting.ts'

/** 排查台账: firms of the county that are not screened, or lack what the annex asks for, in batches that have begun. One line for all. */
export const waitingScreening: WaitingSource = async (db, account, now) => {
  const region = workRegion(account, 'screening.complete')
  if (region === undefined) return []
  const [found] = await db
    .select({ count: count(), since: sql<string | null>`min(${rows.derivedAt})` })
    .from(rows)
    .where(
      and(
        region === null ? undefined : eq(rows.regionCode, region),
        begunBatches(db, cityDate(now)),
        or(isNull(rows.screenedOn), sql`${rows.missing} <> '{}'`),
      ),
    )
  if (!found || found.count === 0) return []
  return [
    {
      kind: 'screening.complete',
      subject: `screening:${region ?? 'all'}`,
      title: { zh: '排查台账未补全的企业', en: 'Firms whose line is not complete' },
      path: '/office/screening?complete=no',
      since: new Date(found.since ?? now),
      count: found.count,
    },
  ]
}
