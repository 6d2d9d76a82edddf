import { sql } from 'drizzle-orm'
import { bigint, check, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import { violationCategory } from '#db/schema/enums.ts'

/**
 * The published cases added up by quarter of the decision, county, sector and category: what the statistics need besides the
 * counts of board_bits. Kept by triggers in the writer's transaction (db/migrations, docs/decisions/016-board-sums.md).
 */
export const boardSums = pgTable(
  'board_sums',
  {
    year: smallint().notNull(),
    quarter: smallint().notNull(),
    regionCode: text().notNull(),
    /** Empty for a firm without a sector. */
    sectorCode: text().notNull(),
    category: violationCategory().notNull(),
    cases: integer().notNull(),
    fineFen: bigint({ mode: 'number' }).notNull(),
    /** Of the cases: executed, and overdue. */
    done: integer().notNull(),
    overdue: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.year, t.quarter, t.regionCode, t.sectorCode, t.category] }),
    check('board_sums_of_cases', sql`${t.cases} >= 0 and ${t.done} >= 0 and ${t.overdue} >= 0 and ${t.fineFen} >= 0`),
  ],
)
