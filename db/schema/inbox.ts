import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { users } from '#db/schema/account.ts'
import { at } from '#db/schema/columns.ts'

const account = () =>
  text()
    .notNull()
    .references(() => users.id)

/**
 * 代办: while an officer is away a colleague of the same role, county and department takes what waits for them. One colleague at a time
 * (exclusion, see migrations); ends with its last day, or before.
 */
export const delegations = pgTable(
  'delegations',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    absentId: account(),
    delegateId: account(),
    fromOn: date().notNull(),
    /** Its last day. */
    toOn: date().notNull(),
    reason: text().notNull(),
    /** The absent officer, or an administrator for one who is away already. */
    madeBy: account(),
    madeAt: at().notNull(),
    endedAt: at(),
    endedBy: text().references(() => users.id),
    endReason: text(),
  },
  (t) => [
    index('delegations_of_delegate').on(t.delegateId, t.toOn).where(sql`${t.endedAt} is null`),
    index('delegations_of_absent').on(t.absentId, t.toOn),
    check('delegations_ordered', sql`${t.fromOn} <= ${t.toOn}`),
    check('delegations_by_another', sql`${t.absentId} <> ${t.delegateId}`),
    check('delegations_ended', sql`num_nonnulls(${t.endedAt}, ${t.endedBy}, ${t.endReason}) in (0, 3)`),
    check(
      'delegations_words',
      sql`length(${t.reason}) between 1 and 500 and (${t.endReason} is null or length(${t.endReason}) between 1 and 500)`,
    ),
  ],
)

/** Where an account wants its digest. Nothing is sent before the address said yes; the row goes when nothing more is wanted. */
export const digestAddresses = pgTable(
  'digest_addresses',
  {
    userId: text()
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    address: text().notNull(),
    locale: text().notNull(),
    /** Makes, with the installation's secret, the links that confirm and end it. */
    nonce: text().notNull(),
    isWeekly: boolean().notNull(),
    isDaily: boolean().notNull(),
    askedAt: at().notNull(),
    confirmedAt: at(),
    /** The days of the last letters: each goes once. */
    weeklyOn: date(),
    dailyOn: date(),
  },
  (t) => [
    check('digest_addresses_wanted', sql`${t.isWeekly} or ${t.isDaily}`),
    check('digest_addresses_bounded', sql`length(${t.address}) <= 254 and ${t.locale} in ('zh', 'en')`),
  ],
)

/** Browsers that knock when something waits: where their push service is reached. Nothing of them is kept but that. */
export const deskBells = pgTable(
  'desk_bells',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    endpoint: text().notNull().unique(),
    createdAt: at().notNull(),
    knockedAt: at(),
  },
  (t) => [
    index('desk_bells_by_user').on(t.userId),
    check('desk_bells_endpoint', sql`length(${t.endpoint}) <= 1000 and ${t.endpoint} ~ '^https?://'`),
  ],
)
