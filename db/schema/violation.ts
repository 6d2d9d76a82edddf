import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  customType,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import { at } from '#db/schema/columns.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import {
  caseState,
  caseStep,
  controlLevel,
  executionState,
  leadSource,
  measureKind,
  removalReason,
  violationCategory,
} from '#db/schema/enums.ts'
import { regions } from '#db/schema/region.ts'
import { sectors } from '#db/schema/sector.ts'

/** A violation case (环境违法案件) from draft to the exposure board and off it again. */
export const violationCases = pgTable(
  'violation_cases',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** Null when the enterprise is not in the register (yet): the name alone stands. */
    enterpriseId: integer().references(() => enterprises.id),
    enterpriseName: text().notNull(),
    regionCode: text()
      .notNull()
      .references(() => regions.code),
    sectorCode: text().references(() => sectors.code),
    controlLevel: controlLevel().notNull().default('other'),
    category: violationCategory().notNull(),
    title: text().notNull(),
    titleEn: text(),
    facts: text().notNull(),
    factsEn: text(),
    legalBasis: text().notNull(),
    /** As printed on the document. A draft has no decision yet. */
    decisionNo: text(),
    /** Brackets and blanks normalised (db/decision-no.ts): one document stands once. */
    decisionNoKey: text(),
    decidedOn: date(),
    authority: text().notNull(),
    leadSource: leadSource().notNull(),
    /** Sum of the fines among its measures, in fen. */
    fineFen: bigint({ mode: 'number' }).notNull().default(0),
    measureKinds: measureKind().array().notNull().default(sql`'{}'`),
    /** Named only in grave cases (city rule 五（二）). */
    legalRepresentative: text(),
    responsiblePersons: text().array().notNull().default(sql`'{}'`),
    rectifyBy: date(),
    executionState: executionState().notNull().default('pending'),
    state: caseState().notNull().default('draft'),
    publishedAt: at(),
    displayUntil: date(),
    /** Taken off the board: the day, the reason and the legal basis that the tombstone gives. Nothing else of it stays here (trigger). */
    removedOn: date(),
    removalReason: removalReason(),
    removalBasis: text(),
    /** What a draft that the portal opened rests on, `disclosure:2026:17`: one draft for one thing. */
    originKey: text().unique('violation_cases_origin_once'),
    /** For the office: what came up after a draft was opened. Never public. */
    officeNote: text(),
    /** The firm had another published decision in the two years before. Kept by a trigger (db/migrations). */
    repeatOffence: boolean().notNull().default(false),
    searchText: text().notNull(),
    createdAt: at().notNull().defaultNow(),
    updatedAt: at().notNull().defaultNow(),
  },
  (t) => [
    unique('violation_cases_decision_once').on(t.decisionNoKey),
    check(
      'violation_cases_decided_or_draft',
      sql`num_nonnulls(${t.decisionNo}, ${t.decisionNoKey}, ${t.decidedOn}) = 3
      or (${t.state} in ('draft', 'legal_review') and num_nonnulls(${t.decisionNo}, ${t.decisionNoKey}, ${t.decidedOn}) = 0)`,
    ),
    check('violation_cases_published_at', sql`(${t.state} in ('draft', 'legal_review')) = (${t.publishedAt} is null)`),
    check(
      'violation_cases_tombstone',
      sql`(${t.state}::text in ('withdrawn', 'repaired', 'expired')) = (${t.removedOn} is not null and ${t.removalBasis} is not null)`,
    ),
    check('violation_cases_removal_reason', sql`${t.removalReason} is null or ${t.removedOn} is not null`),
    index('violation_cases_display_ends').on(t.displayUntil).where(sql`${t.state} = 'published'`),
    check('violation_cases_fine_not_negative', sql`${t.fineFen} >= 0`),
    check(
      'violation_cases_texts_bounded',
      sql`length(${t.facts}) between 1 and 20000 and length(${t.title}) between 1 and 200`,
    ),
    index('violation_cases_board')
      .on(t.decidedOn.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.state} = 'published'`),
    index('violation_cases_by_region')
      .on(t.regionCode, t.decidedOn.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.state} = 'published'`),
    index('violation_cases_by_category')
      .on(t.category, t.decidedOn.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.state} = 'published'`),
    index('violation_cases_by_sector')
      .on(t.sectorCode, t.decidedOn.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.state} = 'published'`),
    index('violation_cases_by_fine')
      .on(t.fineFen.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.state} = 'published'`),
    index('violation_cases_by_publication').on(t.publishedAt).where(sql`${t.state} = 'published'`),
    index('violation_cases_by_enterprise').on(t.enterpriseId, t.decidedOn.desc().nullsFirst()),
    index('violation_cases_removed')
      .on(t.removedOn.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.removedOn} is not null`),
    index('violation_cases_drafts').on(t.regionCode, t.id).where(sql`${t.state} in ('draft', 'legal_review')`),
    index('violation_cases_unlinked').on(t.enterpriseName).where(sql`${t.enterpriseId} is null`),
    index('violation_cases_search').using('gin', sql`search_bigrams(${t.searchText})`),
  ],
)

/** 处罚与措施: what was ordered in the case. */
export const violationMeasures = pgTable(
  'violation_measures',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    caseId: integer()
      .notNull()
      .references(() => violationCases.id, { onDelete: 'cascade' }),
    kind: measureKind().notNull(),
    amountFen: bigint({ mode: 'number' }),
    /** Daily continuous penalty: days from the day after service to the day of the recheck, inclusive. */
    days: smallint(),
    fromOn: date(),
    toOn: date(),
    /** The day of the decision that prolonged a seizure or a restriction; `toOn` is then the later end. */
    prolongedOn: date(),
    detail: text(),
  },
  (t) => [
    index('violation_measures_by_case').on(t.caseId),
    check('violation_measures_amount', sql`(${t.kind} in ('fine', 'daily_penalty')) = (${t.amountFen} is not null)`),
    check('violation_measures_amount_not_negative', sql`${t.amountFen} >= 0`),
    check('violation_measures_days', sql`(${t.kind} = 'daily_penalty') = (${t.days} is not null)`),
    check('violation_measures_ordered', sql`${t.fromOn} <= ${t.toOn}`),
    check('violation_measures_prolonged', sql`${t.fromOn} <= ${t.prolongedOn} and ${t.prolongedOn} <= ${t.toOn}`),
  ],
)

/** 办案经过: what happened when, besides the decision and its publication, which the case itself holds. */
export const violationSteps = pgTable(
  'violation_steps',
  {
    caseId: integer()
      .notNull()
      .references(() => violationCases.id, { onDelete: 'cascade' }),
    kind: caseStep().notNull(),
    happenedOn: date().notNull(),
    detail: text(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.happenedOn, t.kind] })],
)

const bits = customType<{ data: string }>({ dataType: () => 'bit varying(30720)' })

/**
 * Which published cases have which facet value: bit n of a chunk is case 30720 x chunk + n. Counts for any combination of
 * filters are then an AND and a count of ones over some hundred small rows. Kept by triggers, in the writer's transaction
 * (db/migrations, docs/decisions/005-board-counts.md).
 */
export const boardBits = pgTable(
  'board_bits',
  {
    facet: text().notNull(),
    value: text().notNull(),
    chunk: integer().notNull(),
    bits: bits().notNull(),
  },
  (t) => [primaryKey({ columns: [t.chunk, t.facet, t.value] })],
)
