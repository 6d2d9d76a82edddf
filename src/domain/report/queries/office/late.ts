import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reports } from '#db/schema/report.ts'
import { isLate, isOpen } from '#domain/report/queries/office/due.ts'
import { hasUnread } from '#domain/report/queries/office/unread.ts'
import { cityDate } from '#platform/clock.ts'

/** How many of a county's reports (null: the city's, all of them) are overdue, open, and have messages that nobody read. */
export async function countLate(db: Db, regionCode: string | null, now: Date) {
  const count = (where: SQL) => sql<number>`count(*) filter (where ${where})::int`
  const [found] = await db
    .select({ open: count(isOpen), late: count(isLate(cityDate(now))), unread: count(hasUnread) })
    .from(reports)
    .where(and(isOpenOrUnread, regionCode === null ? undefined : eq(reports.regionCode, regionCode)))
  return found ?? { open: 0, late: 0, unread: 0 }
}

const isOpenOrUnread = sql`(${isOpen} or ${hasUnread})`
