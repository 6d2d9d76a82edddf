import { and, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { disclosureObligations as obligations } from '#db/schema/obligation.ts'
import { dueWithinDays, type FilingState } from '#domain/disclosure/rules/deadline.ts'
import { addDays, cityDate } from '#platform/clock.ts'

/** 24:00 of the due day in the city, as deadline.ts has it. */
const endOfDueDay = sql`((${obligations.dueOn} + 1)::timestamp at time zone 'Asia/Shanghai')`

/**
 * The rows of disclosure_obligations in a filing state at `now`: rules/deadline.ts as a condition that the indexes can
 * answer (`disclosure_obligations_open`). As a column: filingStateSql of the enterprise's queries.
 */
export function inFilingState(state: Exclude<FilingState, 'not_required'>, now: Date): SQL {
  switch (state) {
    case 'overdue':
      return and(isOver(now), isNull(obligations.refusedOn)) as SQL
    case 'refused':
      return and(isOver(now), isNotNull(obligations.refusedOn)) as SQL
    case 'due':
      return and(
        isNull(obligations.publishedAt),
        sql`${obligations.dueOn} between ${lastOpenDay(now)}::date and ${lastDueDay(now)}::date`,
      ) as SQL
    case 'not_yet_due':
      return and(isNull(obligations.publishedAt), sql`${obligations.dueOn} > ${lastDueDay(now)}::date`) as SQL
    case 'published':
      return and(isNotNull(obligations.publishedAt), sql`${obligations.publishedAt} <= ${endOfDueDay}`) as SQL
    case 'published_late':
      return and(isNotNull(obligations.publishedAt), sql`${obligations.publishedAt} > ${endOfDueDay}`) as SQL
  }
}

/** Nothing published and the day over, whether the firm refuses or not. */
export const isOver = (now: Date): SQL =>
  and(isNull(obligations.publishedAt), sql`${obligations.dueOn} < ${lastOpenDay(now)}::date`) as SQL

/** Due days up to this one are near. */
const lastDueDay = (now: Date) => addDays(cityDate(now), dueWithinDays)

/** Due days before this one are over. At the very instant of 24:00 the day is not over yet. */
const lastOpenDay = (now: Date) => cityDate(new Date(now.getTime() - 1))
