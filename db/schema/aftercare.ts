import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { users } from '#db/schema/account.ts'
import { at } from '#db/schema/columns.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import {
  appealKind,
  appealResult,
  correctionField,
  correctionState,
  hidingGround,
  removalReason,
  repairState,
  replyState,
} from '#db/schema/enums.ts'
import { violationCases } from '#db/schema/violation.ts'

const id = () => integer().primaryKey().generatedAlwaysAsIdentity()
const person = () => text().references(() => users.id)
const caseId = () =>
  integer()
    .notNull()
    .references(() => violationCases.id, { onDelete: 'cascade' })

/** 申辩: what the firm says of its case, in its own words, one row for each version. */
export const caseReplies = pgTable(
  'case_replies',
  {
    id: id(),
    caseId: caseId(),
    version: smallint().notNull(),
    words: text().notNull(),
    state: replyState().notNull().default('waiting'),
    writtenBy: person(),
    writtenAt: at().notNull(),
    decidedBy: person(),
    decidedAt: at(),
    /** Of a refusal: public, the words with it go to the firm. */
    ground: hidingGround(),
    decisionWords: text(),
    takenBackAt: at(),
  },
  (t) => [
    unique('case_replies_version_once').on(t.caseId, t.version),
    uniqueIndex('case_replies_one_waits').on(t.caseId).where(sql`${t.state} = 'waiting'`),
    uniqueIndex('case_replies_one_stands').on(t.caseId).where(sql`${t.state} = 'published'`),
    index('case_replies_waiting').on(t.writtenAt).where(sql`${t.state} = 'waiting'`),
    check('case_replies_bounded', sql`length(${t.words}) between 1 and 3000`),
    check('case_replies_refused_on_a_ground', sql`(${t.state} = 'refused') = (${t.ground} is not null)`),
    check(
      'case_replies_decided',
      sql`${t.state} not in ('published', 'refused', 'superseded') or ${t.decidedAt} is not null`,
    ),
  ],
)

/** 行政复议、行政诉讼 against the decision, entered from a document. */
export const caseAppeals = pgTable(
  'case_appeals',
  {
    id: id(),
    caseId: caseId(),
    kind: appealKind().notNull(),
    body: text().notNull(),
    filedOn: date().notNull(),
    /** Of the document that says so: for the office. */
    documentNo: text().notNull(),
    enteredBy: person(),
    enteredAt: at().notNull(),
    result: appealResult(),
    decidedOn: date(),
    resultDocumentNo: text(),
    resultEnteredBy: person(),
    resultEnteredAt: at(),
    /** The last day on which the record may stand (行政处罚法 第四十八条), where the result takes it down. */
    withdrawBy: date(),
  },
  (t) => [
    index('case_appeals_by_case').on(t.caseId, t.id),
    index('case_appeals_clock').on(t.withdrawBy).where(sql`${t.withdrawBy} is not null`),
    check('case_appeals_result_whole', sql`num_nonnulls(${t.result}, ${t.decidedOn}, ${t.resultDocumentNo}) in (0, 3)`),
    check('case_appeals_in_order', sql`${t.filedOn} <= ${t.decidedOn}`),
  ],
)

/** 更正 of a published record: one field, proposed by one and confirmed by another. */
export const caseCorrections = pgTable(
  'case_corrections',
  {
    id: id(),
    caseId: caseId(),
    field: correctionField().notNull(),
    before: text().notNull(),
    after: text().notNull(),
    /** False where what stood there must not be shown again. */
    isBeforeShown: boolean().notNull(),
    reason: text().notNull(),
    legalBasis: text().notNull(),
    state: correctionState().notNull().default('proposed'),
    proposedBy: person(),
    proposedAt: at().notNull(),
    decidedBy: person(),
    decidedAt: at(),
  },
  (t) => [
    index('case_corrections_by_case').on(t.caseId, t.id),
    uniqueIndex('case_corrections_one_open').on(t.caseId, t.field).where(sql`${t.state} = 'proposed'`),
    check('case_corrections_by_two', sql`${t.decidedBy} <> ${t.proposedBy}`),
    check('case_corrections_decided', sql`(${t.state} = 'proposed') = (${t.decidedAt} is null)`),
  ],
)

/** 信用修复: an application and what became of it. */
export const caseRepairs = pgTable(
  'case_repairs',
  {
    id: id(),
    caseId: caseId(),
    state: repairState().notNull().default('applied'),
    correctedOn: date().notNull(),
    /** None where nothing was to be paid. */
    paidOn: date(),
    promise: text().notNull(),
    appliedBy: person(),
    appliedAt: at().notNull(),
    countyBy: person(),
    countyAt: at(),
    countyWords: text(),
    cityBy: person(),
    cityAt: at(),
    cityWords: text(),
  },
  (t) => [
    index('case_repairs_by_case').on(t.caseId, t.id),
    uniqueIndex('case_repairs_one_open').on(t.caseId).where(sql`${t.state} in ('applied', 'supported', 'opposed')`),
    check('case_repairs_by_two', sql`${t.cityBy} <> ${t.countyBy}`),
    check('case_repairs_county_first', sql`${t.cityAt} is null or ${t.countyAt} is not null`),
  ],
)

/**
 * What the law keeps (档案) of a record that left the board, whole. Read by one command only, which records who read it and why;
 * never changed (trigger).
 */
export const caseSeals = pgTable('case_seals', {
  caseId: integer()
    .primaryKey()
    .references(() => violationCases.id),
  enterpriseId: integer().references(() => enterprises.id),
  reason: removalReason(),
  content: jsonb().$type<Record<string, unknown>>().notNull(),
  /** Hashes of the stored files that belong to it: their bytes are kept. */
  fileHashes: text().array().notNull().default(sql`'{}'`),
  /** Why, in the officer's words: with the archive, not in public. */
  words: text(),
  sealedBy: person(),
  sealedAt: at().notNull(),
})

/** Who opened a seal, when and why. Append-only. */
export const caseSealReadings = pgTable(
  'case_seal_readings',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    caseId: integer()
      .notNull()
      .references(() => caseSeals.caseId),
    readBy: text()
      .notNull()
      .references(() => users.id),
    readerName: text().notNull(),
    reason: text().notNull(),
    readAt: at().notNull(),
  },
  (t) => [
    index('case_seal_readings_by_case').on(t.caseId, t.id),
    check('case_seal_readings_with_reason', sql`length(${t.reason}) >= 5`),
  ],
)
