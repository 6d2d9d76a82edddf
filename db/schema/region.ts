import { sql } from 'drizzle-orm'
import { type AnyPgColumn, check, doublePrecision, pgTable, smallint, text } from 'drizzle-orm/pg-core'
import { regionKind } from '#db/schema/enums.ts'

/** The city and its county-level reporting units. Codes: GB/T 2260; the two management zones carry statistical codes. */
export const regions = pgTable(
  'regions',
  {
    code: text().primaryKey(),
    parentCode: text().references((): AnyPgColumn => regions.code),
    kind: regionKind().notNull(),
    nameZh: text().notNull(),
    nameEn: text().notNull(),
    /** Position in lists: the order of the city's own documents. */
    position: smallint().notNull(),
    longitudeDeg: doublePrecision().notNull(),
    latitudeDeg: doublePrecision().notNull(),
  },
  (t) => [check('regions_code_six_digits', sql`${t.code} ~ '^[0-9]{6}$'`)],
)
