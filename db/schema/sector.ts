import { sql } from 'drizzle-orm'
import { check, date, pgTable, smallint, text } from 'drizzle-orm/pg-core'

/** The three batches of the compliance plan with their windows (city rule, section 四). */
export const batches = pgTable(
  'batches',
  {
    batch: smallint().primaryKey(),
    nameZh: text().notNull(),
    nameEn: text().notNull(),
    screeningFrom: date().notNull(),
    screeningTo: date().notNull(),
    rectificationFrom: date().notNull(),
    rectificationTo: date().notNull(),
  },
  (t) => [
    check('batches_screening_ordered', sql`${t.screeningFrom} < ${t.screeningTo}`),
    check('batches_rectification_after', sql`${t.screeningTo} < ${t.rectificationFrom}`),
    check('batches_rectification_ordered', sql`${t.rectificationFrom} < ${t.rectificationTo}`),
  ],
)

/** The sectors named by the city rule, section 二. */
export const sectors = pgTable('sectors', {
  code: text().primaryKey(),
  batch: smallint()
    .notNull()
    .references(() => batches.batch),
  position: smallint().notNull(),
  nameZh: text().notNull().unique(),
  nameEn: text().notNull(),
  /** Prefixes of GB/T 4754-2017 classes: a proposal for new enterprises, never the verdict. */
  industryPrefixes: text().array().notNull(),
})
