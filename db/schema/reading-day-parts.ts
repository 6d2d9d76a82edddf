import { bigint, date, doublePrecision, integer, jsonb, pgTable, primaryKey, real, smallint } from 'drizzle-orm/pg-core'
import { at } from '#db/schema/columns.ts'
import { dayMeanState, dayStage } from '#db/schema/enums.ts'

/*
 * Partitioned by month like the readings (reading.ts), hence not in index.ts, from which migrations are generated.
 */

/**
 * The hours of one factor at one outlet on one day, summed: raw = valid + flagged + missing, always. The provisional row is
 * written anew whenever something reaches the day; the confirmed one is a copy made when the term for corrections was over, and
 * never changes (trigger).
 */
export const readingDays = pgTable(
  'reading_days',
  {
    outletId: integer().notNull(),
    factorNo: smallint().notNull(),
    day: date().notNull(),
    stage: dayStage().notNull(),
    /** Hours in which the outlet was stopped with approval: not due. */
    stopped: smallint().notNull(),
    /** 24 less the stopped ones. */
    due: smallint().notNull(),
    received: smallint().notNull(),
    valid: smallint().notNull(),
    flaggedCount: smallint().notNull(),
    missing: smallint().notNull(),
    /** Valid hours that came without a flag (older devices). */
    unflagged: smallint().notNull(),
    flagged: jsonb().$type<Record<string, number>>().notNull(),
    /** Judged periods over the limit: hours of gas, the day of water. */
    exceeded: smallint().notNull(),
    /** Valid hours over the limit's figure, whether hours are judged or not. */
    overHours: smallint().notNull(),
    takenOut: jsonb().$type<Record<string, number>>().notNull(),
    meanState: dayMeanState().notNull(),
    /** Of the valid hours: weighted by volume where the flow of each is known (water), else plain. */
    mean: doublePrecision(),
    /** As the device sent it for the day (2031). */
    deviceMean: doublePrecision(),
    min: doublePrecision(),
    max: doublePrecision(),
    total: doublePrecision(),
    /** What signs are made of: the longest run of hours that do not move; how far an hour lies from the one before, on average, as a share of the mean. */
    longestRun: smallint().notNull(),
    roughness: real(),
    /** Valid hours in (96 %, 98 %], (98 %, 100 %] and (100 %, 102 %] of the limit. */
    below: smallint().notNull(),
    under: smallint().notNull(),
    above: smallint().notNull(),
    /** A number for the values of each quarter of the day that is whole and moves. */
    prints: bigint({ mode: 'number' }).array().notNull(),
    closedAt: at().notNull(),
  },
  (t) => [primaryKey({ columns: [t.outletId, t.factorNo, t.day, t.stage] })],
)
