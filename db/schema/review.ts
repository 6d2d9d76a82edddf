import { sql } from 'drizzle-orm'
import { check, date, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import { users } from '#db/schema/account.ts'
import { at } from '#db/schema/columns.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { doubtState, errorReportParty, hidingGround, reviewLevel, reviewOpinion } from '#db/schema/enums.ts'

const disclosureId = () =>
  integer()
    .notNull()
    .references(() => disclosures.id)

/** Annex 2, part 五: a bureau's opinion on one published version. Append-only (trigger, see migrations). */
export const disclosureReviews = pgTable(
  'disclosure_reviews',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    disclosureId: disclosureId(),
    level: reviewLevel().notNull(),
    opinion: reviewOpinion().notNull(),
    /** 现场排查发现的问题, one each; "none" is said too. */
    findings: text().array().notNull(),
    /** 现场监测情况, where something was monitored, and the numbers of its reports. */
    monitoring: text(),
    monitoringReportNos: text().array().notNull().default(sql`'{}'`),
    /** 近1年内发现的环境问题. */
    knownProblems: text().notNull(),
    /** 审核意见 in words. */
    words: text(),
    inspectedOn: date(),
    inspectors: text().array().notNull().default(sql`'{}'`),
    /** The account (none where the opinion was taken over from paper) and its name then: for the office, not the public. */
    reviewerId: text().references(() => users.id),
    reviewerName: text().notNull(),
    reviewedAt: at().notNull(),
  },
  (t) => [
    // The order of reviews in the database's words: one agreement of each level, one return, nothing after a return (rules).
    uniqueIndex('disclosure_reviews_one_agreement').on(t.disclosureId, t.level).where(sql`${t.opinion} <> 'returned'`),
    uniqueIndex('disclosure_reviews_one_return').on(t.disclosureId).where(sql`${t.opinion} = 'returned'`),
    check('disclosure_reviews_words', sql`${t.opinion} = 'agreed' or length(${t.words}) > 0`),
  ],
)

/** What is to be corrected, field by field: `r12_w01018.mean`, a row or an outlet as a whole, or `form`. */
export const disclosureReviewPoints = pgTable(
  'disclosure_review_points',
  {
    reviewId: integer()
      .notNull()
      .references(() => disclosureReviews.id),
    field: text().notNull(),
    reason: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.reviewId, t.field] })],
)

/** 存疑: an unusual value that was published with its reason. Written with the publication; a regulator looks at it once. */
export const disclosureDoubts = pgTable(
  'disclosure_doubts',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    disclosureId: disclosureId(),
    field: text().notNull(),
    /** The check that found it (disclosure/rules/form.ts) and the figures that its sentence names. */
    code: text().notNull(),
    given: jsonb().$type<Record<string, string | number>>().notNull().default({}),
    /** The enterprise's own explanation. */
    reason: text().notNull(),
    state: doubtState().notNull().default('open'),
    lookedAtBy: text().references(() => users.id),
    lookedAtByName: text(),
    lookedAt: at(),
    note: text(),
  },
  (t) => [
    unique('disclosure_doubts_once').on(t.disclosureId, t.field, t.code),
    index('disclosure_doubts_open').on(t.disclosureId).where(sql`${t.state} = 'open'`),
    check(
      'disclosure_doubts_looked_at',
      sql`(${t.state} = 'open') = (${t.lookedAt} is null) and (${t.state} = 'open' or length(${t.note}) > 0)`,
    ),
  ],
)

/** 纠错: what a reader says is wrong in a public version. Nothing about the reader is kept. */
export const errorReports = pgTable(
  'error_reports',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    disclosureId: disclosureId(),
    field: text().notNull(),
    words: text().notNull(),
    reportedAt: at().notNull(),
    /** The last day for an answer. */
    dueOn: date().notNull(),
    hiddenAt: at(),
    hiddenBy: text().references(() => users.id),
    hiddenGround: hidingGround(),
    hiddenNote: text(),
  },
  (t) => [
    index('error_reports_by_disclosure').on(t.disclosureId),
    index('error_reports_by_term').on(t.dueOn).where(sql`${t.hiddenAt} is null`),
    check('error_reports_words_bounded', sql`length(${t.words}) between 1 and 1000`),
    check('error_reports_hidden', sql`(${t.hiddenAt} is null) = (${t.hiddenGround} is null)`),
  ],
)

/** One answer of each party; append-only. The first makes question and answer public. */
export const errorReportAnswers = pgTable(
  'error_report_answers',
  {
    errorReportId: integer()
      .notNull()
      .references(() => errorReports.id),
    party: errorReportParty().notNull(),
    words: text().notNull(),
    /** The version that mended what was reported. */
    mendedById: integer().references(() => disclosures.id),
    /** None where it was taken over from paper. */
    answeredById: text().references(() => users.id),
    answeredAt: at().notNull(),
  },
  (t) => [primaryKey({ columns: [t.errorReportId, t.party] })],
)
