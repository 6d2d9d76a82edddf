import { sql } from 'drizzle-orm'
import { check, date, foreignKey, index, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import { at } from '#db/schema/columns.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { dayKind, reminderMail, reminderStep, ruleDuty, sourceMark } from '#db/schema/enums.ts'

/**
 * What a rule set says of one duty, with the days between which it holds: a term, the clause, and how far it was checked.
 * A change is judged by the set that holds on its day; which set the city applies in a year is `disclosure_deadlines`.
 */
export const disclosureRules = pgTable(
  'disclosure_rules',
  {
    ruleSet: text().notNull(),
    duty: ruleDuty().notNull(),
    validFrom: date().notNull(),
    /** The first day on which it no longer holds. */
    validTo: date(),
    /** `06-30`: the same day each year. */
    fixedDay: text(),
    /** The list of year N obliges for the disclosure of year N + this. */
    yearOffset: smallint().notNull().default(0),
    days: smallint(),
    dayKind: dayKind(),
    basis: text().notNull(),
    basisEn: text().notNull(),
    mark: sourceMark().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ruleSet, t.duty] }),
    check('disclosure_rules_one_term', sql`num_nonnulls(${t.fixedDay}, ${t.days}) = (${t.duty} <> 'failure')::int`),
    check('disclosure_rules_kind_of_days', sql`(${t.days} is null) = (${t.dayKind} is null)`),
    check('disclosure_rules_fixed_day', sql`${t.fixedDay} ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'`),
    check('disclosure_rules_days_positive', sql`${t.days} > 0`),
    check('disclosure_rules_valid_ordered', sql`${t.validTo} is null or ${t.validFrom} < ${t.validTo}`),
  ],
)

/**
 * The rule set by which the city's annual disclosure of a year is due. Year N is the year of the deadline; the figures of its
 * disclosure describe the calendar year N - 1.
 */
export const disclosureDeadlines = pgTable('disclosure_deadlines', {
  year: smallint().primaryKey(),
  ruleSet: text().notNull(),
})

/** Who must disclose in a year and by when; `publishedAt` is the first publication, so lateness never gets lost. */
export const disclosureObligations = pgTable(
  'disclosure_obligations',
  {
    enterpriseId: integer()
      .notNull()
      .references(() => enterprises.id),
    year: smallint().notNull(),
    dueOn: date().notNull(),
    publishedAt: at(),
    /** When the day was found to have passed without a publication: one event and one case draft, once. */
    overdueAt: at(),
    /** 拒不公开: the day on which the county found that the firm, ordered to disclose, still does not; and on what it rests. */
    refusedOn: date(),
    refusalBasis: text(),
  },
  (t) => [
    primaryKey({ columns: [t.year, t.enterpriseId] }),
    index('disclosure_obligations_by_enterprise').on(t.enterpriseId, t.year.desc().nullsFirst()),
    index('disclosure_obligations_open').on(t.year, t.dueOn, t.enterpriseId).where(sql`${t.publishedAt} is null`),
    index('disclosure_obligations_published').on(t.year, t.publishedAt.desc().nullsLast(), t.enterpriseId),
    check('disclosure_obligations_refusal_whole', sql`(${t.refusedOn} is null) = (${t.refusalBasis} is null)`),
    check('disclosure_obligations_refused_after_due', sql`${t.refusedOn} > ${t.dueOn}`),
  ],
)

/** Reminders of a disclosure's due day: each step once. No address is kept here. */
export const disclosureReminders = pgTable(
  'disclosure_reminders',
  {
    enterpriseId: integer().notNull(),
    year: smallint().notNull(),
    step: reminderStep().notNull(),
    remindedAt: at().notNull(),
    mail: reminderMail().notNull().default('pending'),
    mailedAt: at(),
  },
  (t) => [
    primaryKey({ columns: [t.year, t.enterpriseId, t.step] }),
    foreignKey({
      name: 'disclosure_reminders_obligation',
      columns: [t.year, t.enterpriseId],
      foreignColumns: [disclosureObligations.year, disclosureObligations.enterpriseId],
    }).onDelete('cascade'),
    index('disclosure_reminders_pending').on(t.remindedAt).where(sql`${t.mail} = 'pending'`),
    check('disclosure_reminders_sent_at', sql`(${t.mail} = 'sent') = (${t.mailedAt} is not null)`),
  ],
)
