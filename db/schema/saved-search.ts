import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { users } from '#db/schema/account.ts'
import { at } from '#db/schema/columns.ts'

/** A state of the exposure board that an account comes back to. Nobody but the account reads it. */
export const savedSearches = pgTable(
  'saved_searches',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    /** The parameters of the address, `category=falsified_data&region=430922`; empty for the whole board. */
    state: text().notNull(),
    createdAt: at().notNull(),
    /** When it was last opened: cases published since are new. */
    seenAt: at().notNull(),
  },
  (t) => [
    index('saved_searches_by_account').on(t.userId, t.id),
    unique('saved_searches_state_once').on(t.userId, t.state),
    check('saved_searches_named', sql`length(btrim(${t.name})) between 1 and 80`),
    check('saved_searches_bounded', sql`length(${t.state}) <= 2000`),
  ],
)
