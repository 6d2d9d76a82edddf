import { type SQL, sql } from 'drizzle-orm'
import { type AnyPgColumn, check, date, index, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { users } from '#db/schema/account.ts'
import { at } from '#db/schema/columns.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { punishmentMeasure, punishmentSubject, sanctionState, vendorKind } from '#db/schema/enums.ts'
import { regions } from '#db/schema/region.ts'
import { violationCases } from '#db/schema/violation.ts'

/** What a joint punishment and an entry of the vendors' blacklist share: its term, its two people, its end. */
const course = {
  fromOn: date().notNull(),
  /** Its last day. */
  untilOn: date().notNull(),
  state: sanctionState().notNull().default('proposed'),
  /** Null for what came with the demo city. */
  enteredBy: text().references(() => users.id),
  enteredAt: at().notNull(),
  confirmedBy: text().references(() => users.id),
  confirmedAt: at(),
  /** The day after its term, or the day it was lifted, and on what ground. */
  endedOn: date(),
  endBasis: text(),
  updatedAt: at().notNull(),
}

type CourseColumns = Record<
  'fromOn' | 'untilOn' | 'state' | 'enteredBy' | 'confirmedBy' | 'confirmedAt' | 'endedOn' | 'endBasis',
  AnyPgColumn
>
const courseChecks = (name: string, t: CourseColumns): ReturnType<typeof check>[] => {
  const named = (what: string, condition: SQL) => check(`${name}_${what}`, condition)
  return [
    named('term', sql`${t.fromOn} <= ${t.untilOn}`),
    named('confirmed', sql`(${t.state} = 'proposed') = (${t.confirmedAt} is null)`),
    named('two_people', sql`${t.enteredBy} is null or ${t.confirmedBy} is null or ${t.enteredBy} <> ${t.confirmedBy}`),
    named('end', sql`(${t.state} in ('ended', 'lifted')) = (${t.endedOn} is not null and ${t.endBasis} is not null)`),
  ]
}

/** 联合惩戒: a measure of another department against a firm, its legal representative or a person responsible. */
export const jointPunishments = pgTable(
  'joint_punishments',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    enterpriseId: integer()
      .notNull()
      .references(() => enterprises.id),
    regionCode: text()
      .notNull()
      .references(() => regions.code),
    subject: punishmentSubject().notNull(),
    /** Of a person: as in a published grave case, else it does not get in (domain/joint-punishment/rules.ts). */
    personName: text(),
    measure: punishmentMeasure().notNull(),
    detail: text().notNull(),
    department: text().notNull(),
    legalBasis: text().notNull(),
    ...course,
  },
  (t) => [
    ...courseChecks('joint_punishments', t),
    check('joint_punishments_person', sql`(${t.subject} = 'enterprise') = (${t.personName} is null)`),
    check('joint_punishments_texts', sql`length(${t.detail}) <= 1000 and length(${t.legalBasis}) <= 500`),
    index('joint_punishments_by_enterprise').on(t.enterpriseId),
    index('joint_punishments_by_state').on(t.state, t.fromOn.desc().nullsFirst(), t.id.desc().nullsFirst()),
  ],
)

/** The cases that a joint punishment follows from. */
export const jointPunishmentCases = pgTable(
  'joint_punishment_cases',
  {
    punishmentId: integer()
      .notNull()
      .references(() => jointPunishments.id, { onDelete: 'cascade' }),
    caseId: integer()
      .notNull()
      .references(() => violationCases.id),
  },
  (t) => [primaryKey({ columns: [t.punishmentId, t.caseId] }), index('joint_punishment_cases_by_case').on(t.caseId)],
)

/** What the other department answered, dated. */
export const jointPunishmentFeedback = pgTable(
  'joint_punishment_feedback',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    punishmentId: integer()
      .notNull()
      .references(() => jointPunishments.id, { onDelete: 'cascade' }),
    givenOn: date().notNull(),
    words: text().notNull(),
    enteredBy: text().references(() => users.id),
    enteredAt: at().notNull(),
  },
  (t) => [
    index('joint_punishment_feedback_by_punishment').on(t.punishmentId, t.givenOn),
    check('joint_punishment_feedback_words', sql`length(${t.words}) between 1 and 1000`),
  ],
)

/** Who makes, sells or runs monitoring devices in the city. */
export const vendors = pgTable(
  'vendors',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    creditCode: text().notNull().unique('vendors_credit_code_once'),
    name: text().notNull(),
    kinds: vendorKind().array().notNull(),
    registeredAt: at().notNull(),
  },
  (t) => [
    check('vendors_name', sql`length(${t.name}) between 2 and 100`),
    check('vendors_kinds', sql`cardinality(${t.kinds}) > 0`),
  ],
)

/** 运维失信名单: an entry of the blacklist. */
export const vendorListings = pgTable(
  'vendor_listings',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    vendorId: integer()
      .notNull()
      .references(() => vendors.id),
    facts: text().notNull(),
    factsEn: text(),
    /** The product that was falsified with: named too (on-site supervision rule art. 22). */
    product: text(),
    legalBasis: text().notNull(),
    decisionNo: text(),
    ...course,
  },
  (t) => [
    ...courseChecks('vendor_listings', t),
    check('vendor_listings_facts', sql`length(${t.facts}) between 1 and 5000`),
    index('vendor_listings_by_vendor').on(t.vendorId),
    index('vendor_listings_by_state').on(t.state, t.fromOn.desc().nullsFirst(), t.id.desc().nullsFirst()),
  ],
)

/** Who made, sold or runs the devices at an outlet, and since when. */
export const outletVendors = pgTable(
  'outlet_vendors',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    outletId: integer()
      .notNull()
      .references(() => outlets.id),
    vendorId: integer()
      .notNull()
      .references(() => vendors.id),
    kind: vendorKind().notNull(),
    device: text(),
    fromOn: date().notNull(),
    toOn: date(),
  },
  (t) => [
    unique('outlet_vendors_once').on(t.outletId, t.vendorId, t.kind, t.fromOn),
    index('outlet_vendors_by_vendor').on(t.vendorId),
    check('outlet_vendors_ordered', sql`${t.fromOn} <= ${t.toOn}`),
  ],
)
