import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { users } from '#db/schema/account.ts'
import { at } from '#db/schema/columns.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { outlets } from '#db/schema/enterprise.ts'
import { caseApprovalStep, caseReferenceKind, evidenceKind } from '#db/schema/enums.ts'
import { violationCases, violationMeasures } from '#db/schema/violation.ts'

const caseId = () =>
  integer()
    .notNull()
    .references(() => violationCases.id, { onDelete: 'cascade' })

/**
 * What the officers typed, whole, one row for each time it was saved: with what is marked as secret and with every person. No
 * public query reads it; what the public may see is projected from it into violation_cases and its tables.
 */
export const caseRevisions = pgTable(
  'case_revisions',
  {
    caseId: caseId(),
    revision: integer().notNull(),
    content: jsonb().$type<Record<string, unknown>>().notNull(),
    savedBy: text().references(() => users.id),
    savedByName: text().notNull(),
    savedAt: at().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.revision] }),
    check('case_revisions_counted', sql`${t.revision} >= 1`),
    check('case_revisions_bounded', sql`length(${t.content}::text) <= 400000`),
  ],
)

/** Who took which step, when, and with what words. Append-only; a case becomes published only by what stands here (triggers). */
export const caseApprovals = pgTable(
  'case_approvals',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    caseId: caseId(),
    step: caseApprovalStep().notNull(),
    /** None for a draft that the portal opened. */
    personId: text().references(() => users.id),
    personName: text().notNull(),
    /** The text that the step was about. */
    revision: integer().notNull(),
    words: text(),
    at: at().notNull(),
  },
  (t) => [
    index('case_approvals_by_case').on(t.caseId, t.id),
    uniqueIndex('case_approvals_published_once').on(t.caseId).where(sql`${t.step} = 'published'`),
    check('case_approvals_returned_with_words', sql`${t.step} <> 'returned' or length(${t.words}) > 0`),
  ],
)

/** 证据清单. Of an item that is not public nothing leaves the office, its description included. */
export const caseEvidence = pgTable(
  'case_evidence',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    caseId: caseId(),
    kind: evidenceKind().notNull(),
    description: text().notNull(),
    isPublic: boolean().notNull(),
    /** The bytes lie in src/platform/storage. */
    fileSha256: text(),
    fileName: text(),
    mediaType: text(),
    fileBytes: integer(),
    addedBy: text().references(() => users.id),
    addedAt: at().notNull(),
  },
  (t) => [
    index('case_evidence_by_case').on(t.caseId, t.id),
    check('case_evidence_described', sql`length(${t.description}) between 1 and 500`),
    check(
      'case_evidence_file_whole',
      sql`num_nonnulls(${t.fileSha256}, ${t.fileName}, ${t.mediaType}, ${t.fileBytes}) in (0, 4)`,
    ),
  ],
)

/** The periods of a daily penalty: from the service of an order to correct to the recheck that found the act going on. */
export const casePenaltyPeriods = pgTable(
  'case_penalty_periods',
  {
    measureId: integer()
      .notNull()
      .references(() => violationMeasures.id, { onDelete: 'cascade' }),
    servedOn: date().notNull(),
    recheckedOn: date().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.measureId, t.servedOn] }),
    check('case_penalty_periods_ordered', sql`${t.servedOn} < ${t.recheckedOn}`),
  ],
)

/** What the case is about besides its firm. Public. */
export const caseReferences = pgTable(
  'case_references',
  {
    caseId: caseId(),
    position: smallint().notNull(),
    kind: caseReferenceKind().notNull(),
    outletId: integer().references(() => outlets.id),
    disclosureId: integer().references(() => disclosures.id),
    words: text(),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.position] }),
    unique('case_references_outlet_once').on(t.caseId, t.outletId),
    index('case_references_by_outlet').on(t.outletId).where(sql`${t.outletId} is not null`),
    check(
      'case_references_of_their_kind',
      sql`(${t.kind} = 'outlet') = (${t.outletId} is not null) and (${t.kind} = 'disclosure') = (${t.disclosureId} is not null)
      and (${t.kind} = 'reading') = (${t.words} is not null)`,
    ),
  ],
)
