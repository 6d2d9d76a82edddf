import { index, integer, pgSchema, text } from 'drizzle-orm/pg-core'
import { users } from '#db/schema/account.ts'
import { at, bytea } from '#db/schema/columns.ts'
import { openedPart } from '#db/schema/enums.ts'
import { reports } from '#db/schema/report.ts'

/** Reporters' identities. The site's role may write here and never read (rights, see migrations). */
export const identity = pgSchema('identity')

/** Name, telephone and whatever else a reporter gave of himself, sealed with the report's identity key (report_keys.identity). */
export const identities = identity.table('identities', {
  reportId: integer()
    .primaryKey()
    .references(() => reports.id, { onDelete: 'cascade' }),
  content: bytea().notNull(),
})

/** Each time an officer opened something of a reporter: the reporter sees it too. Append-only; nothing of the identity itself. */
export const openings = identity.table(
  'openings',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    reportId: integer()
      .notNull()
      .references(() => reports.id, { onDelete: 'cascade' }),
    part: openedPart().notNull(),
    byUserId: text()
      .notNull()
      .references(() => users.id),
    reason: text().notNull(),
    at: at().notNull(),
  },
  (t) => [index('openings_by_report').on(t.reportId, t.id)],
)
