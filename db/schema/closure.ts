import { sql } from 'drizzle-orm'
import { check, date, index, integer, jsonb, pgTable, smallint, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import { users } from '#db/schema/account.ts'
import { at } from '#db/schema/columns.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { closureFileKind, closureOpinion, closureRole, closureState, objectionState } from '#db/schema/enums.ts'
import { problems } from '#db/schema/rectification.ts'

const byAccount = () => text().references(() => users.id)
const ofClosure = () =>
  integer()
    .notNull()
    .references(() => closures.id)

/** 销号表 (annex 4) as the firm filled it; it may speak of several problems. Never changed (trigger). */
export const closureForms = pgTable(
  'closure_forms',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    enterpriseId: integer()
      .notNull()
      .references(() => enterprises.id),
    /** 采取的整治措施, 整治完成情况: public. */
    measures: text().notNull(),
    completion: text().notNull(),
    completedOn: date().notNull(),
    filledAt: at().notNull(),
  },
  (t) => [
    index('closure_forms_by_enterprise').on(t.enterpriseId, t.id),
    check(
      'closure_forms_words',
      sql`length(${t.measures}) between 1 and 4000 and length(${t.completion}) between 1 and 4000`,
    ),
  ],
)

/** 销号 of one problem by one form: closing is per problem. A second attempt is another one. */
export const closures = pgTable(
  'closures',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    formId: integer()
      .notNull()
      .references(() => closureForms.id),
    problemId: integer()
      .notNull()
      .references(() => problems.id),
    state: closureState().notNull().default('filled'),
    /** The days on which anybody may object, both included; set when the city agrees. */
    windowFrom: date(),
    windowTo: date(),
    closedOn: date(),
    changedAt: at().notNull(),
  },
  (t) => [
    unique('closures_once').on(t.formId, t.problemId),
    uniqueIndex('closures_one_at_a_time').on(t.problemId).where(sql`${t.state} not in ('refused', 'withdrawn')`),
    index('closures_by_state').on(t.state, t.windowTo).where(sql`${t.state} not in ('closed', 'refused', 'withdrawn')`),
    check(
      'closures_window',
      sql`(${t.windowFrom} is null) = (${t.windowTo} is null) and ${t.windowFrom} <= ${t.windowTo}`,
    ),
    check('closures_windowed', sql`${t.state} not in ('public_window', 'closed') or ${t.windowTo} is not null`),
    check(
      'closures_closed',
      sql`(${t.state} = 'closed') = (${t.closedOn} is not null) and ${t.windowTo} < ${t.closedOn}`,
    ),
  ],
)

/**
 * A signature on a closure, with what was signed as it stood. Never changed; nobody signs a closure twice, by account (unique) and
 * by name among those who checked on the spot (trigger).
 */
export const closureSignatures = pgTable(
  'closure_signatures',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    closureId: ofClosure(),
    role: closureRole().notNull(),
    opinion: closureOpinion().notNull(),
    words: text(),
    /** The day of the check on the spot; of the firm, the day it signed. */
    signedOn: date().notNull(),
    /** 核查人: those who were there, by name. For the office and the printed form. */
    names: text().array().notNull(),
    by: byAccount(),
    at: at().notNull(),
    /** What was signed, and its SHA-256 as canonical JSON. */
    document: jsonb().notNull(),
    sha256: text().notNull(),
  },
  (t) => [
    uniqueIndex('closure_signatures_one_hand').on(t.closureId, t.by),
    unique('closure_signatures_each_once').on(t.closureId, t.role),
    check('closure_signatures_words', sql`length(${t.words}) between 1 and 4000`),
    check('closure_signatures_reason', sql`${t.words} is not null or ${t.role} in ('filler', 'reviewer')`),
    check('closure_signatures_names', sql`cardinality(${t.names}) between 1 and 6`),
    check('closure_signatures_two_checkers', sql`${t.role} not in ('county', 'city') or cardinality(${t.names}) >= 2`),
    check('closure_signatures_hash', sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
  ],
)

/** A photo or report of a closure, in the store under its SHA-256. Photos are public once the city has agreed. */
export const closureFiles = pgTable(
  'closure_files',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    formId: integer()
      .notNull()
      .references(() => closureForms.id),
    /** Of one of its problems: photos of a check on the spot. Null: of the whole form. */
    closureId: integer().references(() => closures.id),
    kind: closureFileKind().notNull(),
    /** Of a monitoring report. */
    reportNo: text(),
    name: text().notNull(),
    mediaType: text().notNull(),
    sha256: text().notNull(),
    size: integer().notNull(),
    addedAt: at().notNull(),
  },
  (t) => [
    index('closure_files_by_form').on(t.formId, t.id),
    check('closure_files_hash', sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
    check('closure_files_site', sql`(${t.kind} in ('county_site', 'city_site')) = (${t.closureId} is not null)`),
    check('closure_files_name', sql`length(${t.name}) between 1 and 200`),
  ],
)

/** 异议 in the public window, by anybody. What was sent is never changed; the answer is public with it. */
export const closureObjections = pgTable(
  'closure_objections',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    closureId: ofClosure(),
    /** Of its closure: 1, 2, 3. */
    position: smallint().notNull(),
    words: text().notNull(),
    /** As it is shown, once decided: without what concerns persons. */
    publicWords: text(),
    /** To tell the outcome; for the office alone. */
    contact: text(),
    at: at().notNull(),
    state: objectionState().notNull().default('open'),
    answer: text(),
    decidedAt: at(),
    decidedBy: byAccount(),
  },
  (t) => [
    unique('closure_objections_position').on(t.closureId, t.position),
    index('closure_objections_open').on(t.closureId).where(sql`${t.state} = 'open'`),
    check(
      'closure_objections_words',
      sql`length(${t.words}) between 1 and 4000 and length(${t.publicWords}) between 1 and 4000`,
    ),
    check('closure_objections_contact', sql`length(${t.contact}) between 1 and 200`),
    check(
      'closure_objections_decided',
      sql`(${t.state} = 'open') = (${t.decidedAt} is null) and (${t.decidedAt} is null) = (${t.answer} is null) and length(${t.answer}) between 1 and 4000`,
    ),
  ],
)
