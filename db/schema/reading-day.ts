import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
} from 'drizzle-orm/pg-core'
import { users } from '#db/schema/account.ts'
import { at } from '#db/schema/columns.ts'
import { outlets } from '#db/schema/enterprise.ts'
import { readingMarkKind, readingSign } from '#db/schema/enums.ts'
import { regions } from '#db/schema/region.ts'
import { factors } from '#db/schema/standard.ts'

/*
 * What is made of hours: `reading_days` itself is partitioned by month and described in reading-day-parts.ts.
 */

/**
 * 标记: what a firm says of whole hours of one outlet, of one factor or of all. It stands beside the values, which stay as they
 * came. Marks of the same factor never overlap while they stand (exclusion constraint, see migrations); nothing is deleted.
 */
export const readingMarks = pgTable(
  'reading_marks',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    outletId: integer()
      .notNull()
      .references(() => outlets.id),
    /** Null: all that the device sends. */
    factorCode: text().references(() => factors.code),
    /** Whole hours; `toAt` is the first moment that is not marked. */
    fromAt: at().notNull(),
    toAt: at().notNull(),
    kind: readingMarkKind().notNull(),
    words: text().notNull(),
    markedBy: text()
      .notNull()
      .references(() => users.id),
    markedAt: at().notNull(),
    withdrawnBy: text().references(() => users.id),
    withdrawnAt: at(),
    withdrawnWords: text(),
  },
  (t) => [
    index('reading_marks_by_outlet').on(t.outletId, t.fromAt),
    check('reading_marks_ordered', sql`${t.fromAt} < ${t.toAt}`),
    check(
      'reading_marks_whole_hours',
      sql`extract(epoch from ${t.fromAt})::bigint % 3600 = 0 and extract(epoch from ${t.toAt})::bigint % 3600 = 0`,
    ),
    check(
      'reading_marks_withdrawn_whole',
      sql`(${t.withdrawnAt} is null) = (${t.withdrawnBy} is null) and (${t.withdrawnAt} is null) = (${t.withdrawnWords} is null)`,
    ),
  ],
)

/**
 * Days of outlets that something reached after they were closed: late hours, other values, a mark, a stop. Only added to and
 * taken from, never changed, so that nothing is missed between two hands.
 */
export const daysToClose = pgTable('days_to_close', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  outletId: integer().notNull(),
  day: date().notNull(),
})

/** Which days of the city are closed, and which are confirmed: when each was done. */
export const dayClosings = pgTable('day_closings', {
  day: date().primaryKey(),
  closedAt: at().notNull(),
  confirmedAt: at(),
})

const counts = () => ({
  stopped: integer().notNull(),
  due: integer().notNull(),
  received: integer().notNull(),
  valid: integer().notNull(),
  flaggedCount: integer().notNull(),
  missing: integer().notNull(),
  exceeded: integer().notNull(),
})

/** The hours of one factor at one outlet in a month, summed from its days: confirmed ones where there are. */
export const readingMonths = pgTable(
  'reading_months',
  {
    month: date().notNull(),
    outletId: integer()
      .notNull()
      .references(() => outlets.id),
    factorNo: smallint().notNull(),
    days: smallint().notNull(),
    confirmedDays: smallint().notNull(),
    validDays: smallint().notNull(),
    ...counts(),
    unflagged: integer().notNull(),
    /** Valid hours over the limit's figure, whether hours are judged (gas) or not (water). */
    overHours: integer().notNull().default(0),
    /** Hours by reason: a flag of HJ 212, `not_a_number`, `mark_…`. */
    flagged: jsonb().$type<Record<string, number>>().notNull(),
    /** Hours over the limit's figure that flags, marks and stops took out of judgement, by reason. */
    takenOut: jsonb().$type<Record<string, number>>().notNull(),
    takenOutCount: integer().notNull(),
    /** Mean of the valid days; null without one. */
    mean: doublePrecision(),
    summedAt: at().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.month, t.outletId, t.factorNo] }),
    index('reading_months_by_outlet').on(t.outletId, t.month),
    check('reading_months_add_up', sql`${t.due} = ${t.valid} + ${t.flaggedCount} + ${t.missing}`),
    check('reading_months_received', sql`${t.received} = ${t.valid} + ${t.flaggedCount}`),
  ],
)

/** The hours of a day of all outlets of a county, of the factors that count for the rate. */
export const readingRegionDays = pgTable(
  'reading_region_days',
  {
    day: date().notNull(),
    regionCode: text()
      .notNull()
      .references(() => regions.code),
    outlets: integer().notNull(),
    ...counts(),
  },
  (t) => [
    primaryKey({ columns: [t.day, t.regionCode] }),
    check('reading_region_days_add_up', sql`${t.due} = ${t.valid} + ${t.flaggedCount} + ${t.missing}`),
  ],
)

/** What in a month of hours is worth an inspection: found by a published definition, never a verdict. */
export const readingMonthSigns = pgTable(
  'reading_month_signs',
  {
    month: date().notNull(),
    outletId: integer()
      .notNull()
      .references(() => outlets.id),
    factorNo: smallint().notNull(),
    sign: readingSign().notNull(),
    /** The figures that the definition looks at, as they were found. */
    figures: jsonb().$type<Record<string, number>>().notNull(),
    /** Of copied values: the outlet that has the same ones most often (it may be the same at another time). */
    otherOutletId: integer().references(() => outlets.id),
    foundAt: at().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.month, t.outletId, t.factorNo, t.sign] }),
    index('reading_month_signs_by_outlet').on(t.outletId, t.month),
  ],
)
