import { sql } from 'drizzle-orm'
import { reportMessages, reports } from '#db/schema/report.ts'

/** Words of the reporter that the office has not read. */
export const unreadCount = sql<number>`(select count(*)::int from ${reportMessages} m
  where m.report_id = ${reports.id} and m.side = 'reporter' and m.read_at is null)`
export const hasUnread = sql<boolean>`exists (select from ${reportMessages} m
  where m.report_id = ${reports.id} and m.side = 'reporter' and m.read_at is null)`
