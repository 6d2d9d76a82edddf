import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { users } from '#db/schema/account.ts'
import { at, bytea } from '#db/schema/columns.ts'

/** A sheet of reports that an association handed in, sealed, between its check and its sending; then only how many it was. */
export const reportBatches = pgTable(
  'report_batches',
  {
    id: uuid().primaryKey(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Null once it was sent. */
    content: bytea(),
    sha256: text().notNull(),
    uploadedAt: at().notNull(),
    sentAt: at(),
    count: integer(),
  },
  (t) => [
    index('report_batches_by_user').on(t.userId, t.uploadedAt.desc()),
    check(
      'report_batches_sent',
      sql`(${t.sentAt} is null) = (${t.content} is not null) and (${t.sentAt} is null) = (${t.count} is null)`,
    ),
  ],
)
