import { and, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { disclosureObligations as obligations } from '#db/schema/disclosure.ts'
import type { FilingState } from '#domain/disclosure/rules/deadline.ts'
import { cityDate } from '#platform/clock.ts'

/** 24:00 of the due day in the city, as deadline.ts has it. */
const endOfDueDay = sql`((${obligations.dueOn} + 1)::timestamp at time zone 'Asia/Shanghai')`

/**
 * The rows of disclosure_obligations in a filing state at `now`: rules/deadline.ts as a condition. The open ones lie in the
 * index `disclosure_obligations_open`.
 */
export function inFilingState(state: Exclude<FilingState, 'not_required'>, now: Date): SQL {
  switch (state) {
    case 'overdue':
      return and(isNull(obligations.publishedAt), sql`${obligations.dueOn} < ${lastOpenDay(now)}::date`) as SQL
    case 'not_yet_due':
      return and(isNull(obligations.publishedAt), sql`${obligations.dueOn} >= ${lastOpenDay(now)}::date`) as SQL
    case 'published':
      return and(isNotNull(obligations.publishedAt), sql`${obligations.publishedAt} <= ${endOfDueDay}`) as SQL
    case 'published_late':
      return and(isNotNull(obligations.publishedAt), sql`${obligations.publishedAt} > ${endOfDueDay}`) as SQL
  }
}

/** The same as a column, for counting. */
export const filingStateColumn = (now: Date) =>
  sql<Exclude<FilingState, 'not_required'>>`case
    when ${obligations.publishedAt} is null then case when ${obligations.dueOn} < ${lastOpenDay(now)}::date then 'overdue' else 'not_yet_due' end
    when ${obligations.publishedAt} <= ${endOfDueDay} then 'published' else 'published_late' end`

/** Due days before this one are over. At the very instant of 24:00 the day is not over yet. */
const lastOpenDay = (now: Date) => cityDate(new Date(now.getTime() - 1))
