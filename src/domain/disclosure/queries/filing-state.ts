import { and, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { disclosureObligations as obligations } from '#db/schema/disclosure.ts'
import type { FilingState } from '#domain/disclosure/rules/deadline.ts'
import { cityDate } from '#platform/clock.ts'

/** 24:00 of the due day in the city, as deadline.ts has it. */
const endOfDueDay = sql`((${obligations.dueOn} + 1)::timestamp at time zone 'Asia/Shanghai')`

/**
 * The rows of disclosure_obligations in a filing state at `now`: rules/deadline.ts as a condition that the indexes can
 * answer (`disclosure_obligations_open`). As a column: filingStateSql of the enterprise's queries.
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

/** Due days before this one are over. At the very instant of 24:00 the day is not over yet. */
const lastOpenDay = (now: Date) => cityDate(new Date(now.getTime() - 1))
