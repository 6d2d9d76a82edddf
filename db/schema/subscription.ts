import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, smallint, text, unique } from 'drizzle-orm/pg-core'
import { at } from '#db/schema/columns.ts'
import { subscriptionChannel, subscriptionRhythm, subscriptionTopic } from '#db/schema/enums.ts'

/**
 * 订阅: what is new of a firm, an area or a search goes to an address. Of who follows nothing is kept but that address, and it goes
 * with the row.
 */
export const subscriptions = pgTable(
  'subscriptions',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    channel: subscriptionChannel().notNull(),
    /** A mail address, or an https address that takes POST. */
    address: text().notNull(),
    topic: subscriptionTopic().notNull(),
    /** Credit code; west,south,east,north in degrees of WGS 84; parameters of the board's address. */
    subject: text().notNull(),
    rhythm: subscriptionRhythm().notNull(),
    locale: text().notNull(),
    /** Makes the links that confirm and end it, and a webhook's secret, together with the installation's secret. */
    nonce: text().notNull(),
    createdAt: at().notNull(),
    /** When the letter with the link was last asked for. */
    askedAt: at().notNull(),
    /** Null until whoever has the address said yes. */
    confirmedAt: at(),
    /** What was published up to then has been told. */
    toldUntil: at().notNull(),
    /** When it is looked at next. */
    dueAt: at().notNull(),
    /** Deliveries that failed one after another, and how the last one did. */
    failures: smallint().notNull().default(0),
    lastFailure: text(),
  },
  (t) => [
    unique('subscriptions_once').on(t.address, t.topic, t.subject),
    index('subscriptions_due').on(t.dueAt).where(sql`${t.confirmedAt} is not null`),
    index('subscriptions_unconfirmed').on(t.createdAt).where(sql`${t.confirmedAt} is null`),
    check('subscriptions_bounded', sql`length(${t.address}) <= 500 and length(${t.subject}) <= 2000`),
    check('subscriptions_locale', sql`${t.locale} in ('zh', 'en')`),
  ],
)
