import { and, isNotNull, lt, or, type SQL, sql } from 'drizzle-orm'
import { reports } from '#db/schema/report.ts'
import type { ReportWait } from '#domain/report/rules/due.ts'

/** What is owed and until when, as rules/due.ts says it. Null: nothing. */
export const wait = sql<ReportWait | null>`case
  when ${reports.state} = 'received' then 'accept'
  when ${reports.recheckDueOn} is not null then 'recheck'
  when ${reports.state} = 'accepted' then 'handle' end`
export const dueOn = sql<string | null>`case
  when ${reports.state} = 'received' then ${reports.acceptDueOn}
  when ${reports.recheckDueOn} is not null then ${reports.recheckDueOn}
  when ${reports.state} = 'accepted' then ${reports.handleDueOn} end`

/** Something is owed. */
export const isOpen = or(sql`${reports.state} in ('received', 'accepted')`, isNotNull(reports.recheckDueOn)) as SQL
export const isLate = (today: string): SQL => and(isOpen, lt(dueOn, today)) as SQL
