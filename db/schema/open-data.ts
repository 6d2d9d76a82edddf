import { sql } from 'drizzle-orm'
import { bigint, check, customType, date, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { at } from '#db/schema/columns.ts'

const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' })

/** Whole public tables of a day, kept as files for some days. */
export const openDataDumps = pgTable(
  'open_data_dumps',
  {
    list: text().notNull(),
    day: date().notNull(),
    /** `csv.gz`, `parquet` */
    format: text().notNull(),
    rows: integer().notNull(),
    bytes: bigint({ mode: 'number' }).notNull(),
    /** Of the file: its name in the store. */
    sha256: text().notNull(),
    /** Of the table as CSV: the same for as long as nothing changes. */
    contentSha256: text().notNull(),
    madeAt: at().notNull(),
    /** What committed in this transaction or a later one may be missing in it. */
    seenTx: xid8().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.list, t.day, t.format] }),
    check('open_data_dumps_hash', sql`${t.sha256} ~ '^[0-9a-f]{64}$' and ${t.contentSha256} ~ '^[0-9a-f]{64}$'`),
  ],
)
