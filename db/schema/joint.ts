import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, pgTable, smallint, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import { users } from '#db/schema/account.ts'
import { at } from '#db/schema/columns.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import {
  contactSheetState,
  contactSheetStep,
  contactSheetWork,
  department,
  liaisonRole,
  referralKind,
  referralState,
  referralStep,
  reviewLevel,
  unprosecutedDefinition,
  unprosecutedVerdict,
} from '#db/schema/enums.ts'
import { inspections } from '#db/schema/inspection.ts'
import { regions } from '#db/schema/region.ts'
import { supervisionOrders } from '#db/schema/supervision.ts'
import { violationCases } from '#db/schema/violation.ts'

/**
 * 监察监测联系单: one department asks the other to measure or to look, the other takes it on and answers with its reports. Both halves
 * bear one number. City rule 五（一）, annex 5 no. 18.
 */
export const contactSheets = pgTable(
  'contact_sheets',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** With its number: 联系〔2026〕12 号. */
    year: smallint().notNull(),
    no: integer().notNull(),
    regionCode: text()
      .notNull()
      .references(() => regions.code),
    /** The bureau that asks and the one that is asked: the county's or the city's. */
    fromLevel: reviewLevel().notNull(),
    fromDepartment: department().notNull(),
    toLevel: reviewLevel().notNull(),
    toDepartment: department().notNull(),
    enterpriseId: integer()
      .notNull()
      .references(() => enterprises.id),
    outletId: integer().references(() => outlets.id),
    work: contactSheetWork().notNull(),
    request: text().notNull(),
    /** What it belongs to; each is optional. */
    orderId: integer().references(() => supervisionOrders.id),
    caseId: integer().references(() => violationCases.id),
    /** The number of an inspection, `检2026-0031`. */
    inspectionNo: text().references(() => inspections.no),
    sentBy: text().references(() => users.id),
    sentAt: at().notNull(),
    /** Until when it must be taken on, and until the end of which day it is answered. */
    acceptBy: at().notNull(),
    answerBy: date().notNull(),
    acceptedAt: at(),
    acceptedBy: text().references(() => users.id),
    answeredAt: at(),
    answeredBy: text().references(() => users.id),
    reportNos: text().array().notNull().default(sql`'{}'`),
    results: text(),
    closedAt: at(),
    state: contactSheetState().notNull().default('sent'),
  },
  (t) => [
    unique('contact_sheets_no').on(t.year, t.no),
    index('contact_sheets_by_region').on(t.regionCode, t.id),
    index('contact_sheets_by_enterprise').on(t.enterpriseId, t.id),
    index('contact_sheets_by_order').on(t.orderId).where(sql`${t.orderId} is not null`),
    index('contact_sheets_by_case').on(t.caseId).where(sql`${t.caseId} is not null`),
    index('contact_sheets_open').on(t.toDepartment, t.regionCode).where(sql`${t.state} in ('sent', 'accepted')`),
    check(
      'contact_sheets_departments',
      sql`${t.fromDepartment} in ('inspection', 'monitoring') and ${t.toDepartment} in ('inspection', 'monitoring') and ${t.fromDepartment} <> ${t.toDepartment}`,
    ),
    check('contact_sheets_request', sql`length(${t.request}) between 1 and 2000`),
    check(
      'contact_sheets_accepted',
      sql`(${t.acceptedAt} is null) = (${t.state} in ('sent', 'declined', 'withdrawn'))`,
    ),
    check(
      'contact_sheets_answered',
      sql`(${t.answeredAt} is null) = (${t.state} not in ('answered', 'closed')) and (${t.answeredAt} is null) = (${t.results} is null)`,
    ),
    check('contact_sheets_closed', sql`(${t.closedAt} is null) = (${t.state} in ('sent', 'accepted', 'answered'))`),
  ],
)

/** What happened to a sheet, in its order. Only ever added to. */
export const contactSheetHistory = pgTable(
  'contact_sheet_history',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    sheetId: integer()
      .notNull()
      .references(() => contactSheets.id),
    step: contactSheetStep().notNull(),
    words: text(),
    by: text().references(() => users.id),
    at: at().notNull(),
  },
  (t) => [
    index('contact_sheet_history_by_sheet').on(t.sheetId, t.id),
    check('contact_sheet_history_words', sql`length(${t.words}) between 1 and 4000`),
  ],
)

/** A file of an answer, in the store under its SHA-256. */
export const contactSheetFiles = pgTable(
  'contact_sheet_files',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    sheetId: integer()
      .notNull()
      .references(() => contactSheets.id),
    name: text().notNull(),
    mediaType: text().notNull(),
    sha256: text().notNull(),
    size: integer().notNull(),
  },
  (t) => [
    index('contact_sheet_files_by_sheet').on(t.sheetId),
    check('contact_sheet_files_hash', sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
  ],
)

/**
 * 联络人、督办联系人 with their periods. Post and office telephone are public; name and mobile telephone stay in the office.
 */
export const liaisons = pgTable(
  'liaisons',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    regionCode: text()
      .notNull()
      .references(() => regions.code),
    role: liaisonRole().notNull(),
    department: department(),
    post: text().notNull(),
    officePhone: text().notNull(),
    personName: text().notNull(),
    mobile: text(),
    fromOn: date().notNull(),
    /** The first day on which it is another's. */
    untilOn: date(),
    changeReason: text(),
    enteredBy: text().references(() => users.id),
    enteredAt: at().notNull(),
  },
  (t) => [
    index('liaisons_by_region').on(t.regionCode, t.role, t.fromOn),
    check('liaisons_department', sql`(${t.role} = 'department') = (${t.department} is not null)`),
    check('liaisons_texts', sql`length(${t.post}) between 2 and 100 and length(${t.personName}) between 1 and 60`),
    check('liaisons_phone', sql`${t.officePhone} ~ '^[0-9+() -]{5,24}$'`),
    check('liaisons_ordered', sql`${t.fromOn} < ${t.untilOn}`),
    check('liaisons_ended_with_reason', sql`(${t.untilOn} is null) = (${t.changeReason} is null)`),
  ],
)

/**
 * 移送: to the police for detention or as a suspected crime, with a copy to the procuratorate. What is transferred is the case's; here is
 * only its course. The clocks follow from content/reference/referral-terms.json and the day.
 */
export const referrals = pgTable(
  'referrals',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** With its number: 移送〔2026〕3 号. */
    year: smallint().notNull(),
    no: integer().notNull(),
    caseId: integer()
      .notNull()
      .references(() => violationCases.id),
    kind: referralKind().notNull(),
    regionCode: text()
      .notNull()
      .references(() => regions.code),
    /** To which office of the police. */
    receiver: text().notNull(),
    grounds: text().notNull(),
    legalBasis: text().notNull(),
    proposedAt: at().notNull(),
    proposedBy: text().references(() => users.id),
    decidedAt: at(),
    decidedBy: text().references(() => users.id),
    sentAt: at(),
    copiedAt: at(),
    receivedAt: at(),
    /** Within how many days the police answer, where they took longer than the first term, and when they said so last. */
    answerDays: smallint(),
    extendedAt: at(),
    /** Of the police: taken up, or not, with the reason; the newest of them after a review. */
    answeredAt: at(),
    policeDocumentNo: text(),
    policeReason: text(),
    /** Whether the police took it up, by their last answer. */
    isTakenUp: boolean(),
    reviewAskedAt: at(),
    reviewedAt: at(),
    closedAt: at(),
    result: text(),
    state: referralState().notNull().default('proposed'),
  },
  (t) => [
    unique('referrals_no').on(t.year, t.no),
    uniqueIndex('referrals_once').on(t.caseId, t.kind).where(sql`${t.state} <> 'not_transferred'`),
    index('referrals_by_region').on(t.regionCode, t.id),
    index('referrals_open').on(t.regionCode).where(sql`${t.closedAt} is null`),
    check(
      'referrals_two_people',
      sql`${t.proposedBy} is null or ${t.decidedBy} is null or ${t.proposedBy} <> ${t.decidedBy}`,
    ),
    check('referrals_decided', sql`(${t.state} = 'proposed') = (${t.decidedAt} is null)`),
    check('referrals_sent', sql`(${t.state} in ('proposed', 'not_transferred', 'decided')) = (${t.sentAt} is null)`),
    check(
      'referrals_answered',
      sql`(${t.state} in ('accepted', 'refused', 'review')) <= (${t.answeredAt} is not null)`,
    ),
    check(
      'referrals_extended',
      sql`(${t.answerDays} is null) = (${t.extendedAt} is null) and (${t.answerDays} is null or (${t.kind} = 'criminal' and ${t.answerDays} > 0 and ${t.extendedAt} >= ${t.receivedAt}))`,
    ),
    check('referrals_closed', sql`(${t.state} in ('closed', 'not_transferred')) = (${t.closedAt} is not null)`),
    check(
      'referrals_ordered',
      sql`${t.proposedAt} <= ${t.decidedAt} and ${t.decidedAt} <= ${t.sentAt} and ${t.sentAt} <= ${t.receivedAt} and ${t.receivedAt} <= ${t.answeredAt}`,
    ),
    check(
      'referrals_texts',
      sql`length(${t.grounds}) between 1 and 4000 and length(${t.legalBasis}) between 1 and 500`,
    ),
  ],
)

/** What happened to a referral, with the paper that says so. Only ever added to. */
export const referralHistory = pgTable(
  'referral_history',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    referralId: integer()
      .notNull()
      .references(() => referrals.id),
    step: referralStep().notNull(),
    /** When it happened, which may be before it was entered. */
    happenedAt: at().notNull(),
    words: text(),
    by: text().references(() => users.id),
    at: at().notNull(),
  },
  (t) => [
    index('referral_history_by_referral').on(t.referralId, t.id),
    check('referral_history_words', sql`length(${t.words}) between 1 and 4000`),
    check('referral_history_past', sql`${t.happenedAt} <= ${t.at}`),
  ],
)

/**
 * What the county says of something that should have been checked, fined or transferred and was not, and what the city makes of it.
 * The thing itself follows from the records and the published definitions. Only ever added to.
 */
export const unprosecutedWords = pgTable(
  'unprosecuted_words',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** `order_without_case:12`. */
    itemKey: text().notNull(),
    definition: unprosecutedDefinition().notNull(),
    regionCode: text()
      .notNull()
      .references(() => regions.code),
    /** Null for the county's reason. */
    verdict: unprosecutedVerdict(),
    words: text().notNull(),
    by: text().references(() => users.id),
    at: at().notNull(),
  },
  (t) => [
    index('unprosecuted_words_by_item').on(t.itemKey, t.id),
    index('unprosecuted_words_by_region').on(t.regionCode, t.id),
    check('unprosecuted_words_bounded', sql`length(${t.words}) between 1 and 2000`),
  ],
)
