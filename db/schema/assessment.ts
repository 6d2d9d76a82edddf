import { type SQL, sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
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
import {
  countyMeasureKind,
  countyMeasureState,
  countyReturnKind,
  countyReturnState,
  countyReturnStep,
  proposalDecision,
  taskProgress,
} from '#db/schema/enums.ts'
import { regions } from '#db/schema/region.ts'

const ofRegion = () =>
  text()
    .notNull()
    .references(() => regions.code)
/** Null for what came with the demo city. */
const byAccount = () => text().references(() => users.id)
const isMonth = (column: AnyPgColumn): SQL => sql`${column} ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$'`

/**
 * Annex 5: what a county (or the city: its own code) said of one of the twenty tasks in a year. Only added to; the newest counts.
 * The tasks themselves are content/reference/tasks.json.
 */
export const taskStates = pgTable(
  'task_states',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    taskNo: smallint().notNull(),
    regionCode: ofRegion(),
    year: smallint().notNull(),
    progress: taskProgress().notNull(),
    /** What was done: public. */
    words: text().notNull(),
    /** Pages of this portal that show it. */
    paths: text().array().notNull(),
    signedBy: byAccount(),
    signedAt: at().notNull(),
  },
  (t) => [
    index('task_states_newest').on(t.year, t.regionCode, t.taskNo, t.id.desc().nullsFirst()),
    check('task_states_no', sql`${t.taskNo} between 1 and 20`),
    check('task_states_words', sql`length(${t.words}) between 1 and 2000`),
    check('task_states_paths', sql`cardinality(${t.paths}) <= 5`),
  ],
)

/** A file that shows what was done, in the store under its SHA-256; for the office. */
export const taskFiles = pgTable(
  'task_files',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    stateId: integer()
      .notNull()
      .references(() => taskStates.id),
    name: text().notNull(),
    mediaType: text().notNull(),
    sha256: text().notNull(),
    size: integer().notNull(),
  },
  (t) => [index('task_files_by_state').on(t.stateId), check('task_files_hash', sql`${t.sha256} ~ '^[0-9a-f]{64}$'`)],
)

/** What a return says, as the portal counted it and as it stays. */
export interface ReturnFigures {
  /** Numbers of the month or the year, by name (assessment/rules/return-figures.ts). */
  counts: Record<string, number | null>
  /** Cases that were decided in it: their numbers on the board. */
  cases: number[]
}

/**
 * 月报 and 年度总结 (四（一）3): of one county for one month or year. The ledgers that go with a month are its snapshots
 * (db/schema/screening.ts), by region and month.
 */
export const countyReturns = pgTable(
  'county_returns',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    kind: countyReturnKind().notNull(),
    regionCode: ofRegion(),
    /** `2026-10` or `2026`. */
    period: text().notNull(),
    /** Its last day: the 1st of the month after, 7 December. */
    dueOn: date().notNull(),
    state: countyReturnState().notNull(),
    figures: jsonb().$type<ReturnFigures>().notNull(),
    preparedAt: at().notNull(),
    /** What the county says to it, by block: `note` of a month; those of a summary. */
    words: jsonb().$type<Record<string, string>>().notNull(),
    /** The points of the checklist that were ticked. */
    checked: text().array().notNull(),
    completedBy: byAccount(),
    completedAt: at(),
    signedBy: byAccount(),
    signedAt: at(),
    /** The unit on the seal (填报单位（盖章）): the county's own. */
    sealRegionCode: text().references(() => regions.code),
    /** When it was signed for the first time: what lateness goes by, whatever came back. */
    firstSignedAt: at(),
    decidedBy: byAccount(),
    decidedAt: at(),
    /** Raised by each change, so that two who work on it notice. */
    version: integer().notNull().default(1),
  },
  (t) => [
    unique('county_returns_once').on(t.kind, t.regionCode, t.period),
    index('county_returns_by_period').on(t.period, t.kind),
    index('county_returns_due').on(t.dueOn).where(sql`${t.firstSignedAt} is null`),
    check(
      'county_returns_period',
      sql`case ${t.kind} when 'month' then ${isMonth(t.period)} else ${t.period} ~ '^20[0-9]{2}$' end`,
    ),
    check('county_returns_seal', sql`${t.sealRegionCode} = ${t.regionCode}`),
    check('county_returns_two_people', sql`${t.completedBy} <> ${t.signedBy}`),
    check(
      'county_returns_in_order',
      sql`case ${t.state}
        when 'prepared' then ${t.completedAt} is null and ${t.signedAt} is null
        when 'completed' then ${t.completedAt} is not null and ${t.signedAt} is null
        when 'sent_back' then ${t.decidedAt} is not null and ${t.completedAt} is null and ${t.signedAt} is null
        when 'signed' then ${t.completedAt} is not null and ${t.signedAt} is not null
        else ${t.signedAt} is not null and ${t.decidedAt} is not null end`,
    ),
    check('county_returns_signed', sql`(${t.signedAt} is null) = (${t.sealRegionCode} is null)`),
    check('county_returns_first', sql`${t.signedAt} is null or ${t.firstSignedAt} <= ${t.signedAt}`),
  ],
)

/** What happened to a return, in its order. Only ever added to. */
export const countyReturnSteps = pgTable(
  'county_return_steps',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    returnId: integer()
      .notNull()
      .references(() => countyReturns.id),
    step: countyReturnStep().notNull(),
    words: text(),
    by: byAccount(),
    at: at().notNull(),
  },
  (t) => [
    index('county_return_steps_by_return').on(t.returnId, t.id),
    uniqueIndex('county_return_steps_once').on(t.returnId, t.step).where(sql`${t.step} in ('reminded', 'overdue')`),
    check('county_return_steps_words', sql`length(${t.words}) between 1 and 2000`),
    check('county_return_steps_reason', sql`${t.step} <> 'sent_back' or ${t.words} is not null`),
  ],
)

/**
 * 考核: the scores of a month as they were fixed, with the rows that they were computed from. Canonical JSON, byte for byte as it is
 * downloaded. Fixed again only with a reason, as a new version; what was stays.
 */
export const scoreMonths = pgTable(
  'score_months',
  {
    month: text().notNull(),
    version: smallint().notNull(),
    /** Of content/reference/assessment.json. */
    formula: text().notNull(),
    rows: text().notNull(),
    scores: text().notNull(),
    /** Of `rows`. */
    sha256: text().notNull(),
    fixedAt: at().notNull(),
    /** Null: by the portal, on its day. */
    fixedBy: byAccount(),
    reason: text(),
  },
  (t) => [
    primaryKey({ columns: [t.month, t.version] }),
    check('score_months_month', isMonth(t.month)),
    check('score_months_hash', sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
    check('score_months_again', sql`(${t.version} = 1) = (${t.reason} is null)`),
  ],
)

/** 约谈, 挂牌督办, 通报批评 of a county. In force when a second person has confirmed it. */
export const countyMeasures = pgTable(
  'county_measures',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    kind: countyMeasureKind().notNull(),
    regionCode: ofRegion(),
    reason: text().notNull(),
    basis: text().notNull(),
    fromOn: date().notNull(),
    /** By when what it asks for is to be done. */
    dueOn: date(),
    state: countyMeasureState().notNull().default('proposed'),
    /** The proposal of the rules that it follows (assessment/rules/proposals.ts). */
    proposal: text(),
    enteredBy: byAccount(),
    enteredAt: at().notNull(),
    confirmedBy: byAccount(),
    confirmedAt: at(),
    liftedOn: date(),
    liftedBasis: text(),
    updatedAt: at().notNull(),
  },
  (t) => [
    index('county_measures_by_region').on(t.regionCode, t.fromOn.desc().nullsFirst()),
    check('county_measures_confirmed', sql`(${t.state} = 'proposed') = (${t.confirmedAt} is null)`),
    check('county_measures_two_people', sql`${t.enteredBy} <> ${t.confirmedBy}`),
    check('county_measures_due', sql`${t.fromOn} <= ${t.dueOn}`),
    check(
      'county_measures_lifted',
      sql`(${t.state} = 'lifted') = (${t.liftedOn} is not null and ${t.liftedBasis} is not null) and ${t.fromOn} <= ${t.liftedOn}`,
    ),
    check(
      'county_measures_texts',
      sql`length(${t.reason}) between 1 and 2000 and length(${t.basis}) between 1 and 500`,
    ),
  ],
)

/** What was done after a measure, dated, until it is lifted. */
export const countyMeasureFollowUps = pgTable(
  'county_measure_follow_ups',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    measureId: integer()
      .notNull()
      .references(() => countyMeasures.id),
    doneOn: date().notNull(),
    words: text().notNull(),
    enteredBy: byAccount(),
    enteredAt: at().notNull(),
  },
  (t) => [
    index('county_measure_follow_ups_by_measure').on(t.measureId, t.doneOn),
    check('county_measure_follow_ups_words', sql`length(${t.words}) between 1 and 1000`),
  ],
)

/** What somebody decided on a measure that the rules proposed: never automatic. */
export const measureProposals = pgTable(
  'measure_proposals',
  {
    /** `last_three:430922:2026-10`. */
    key: text().primaryKey(),
    decision: proposalDecision().notNull(),
    reason: text(),
    measureId: integer().references(() => countyMeasures.id),
    decidedBy: byAccount(),
    decidedAt: at().notNull(),
  },
  (t) => [
    check(
      'measure_proposals_whole',
      sql`(${t.decision} = 'taken') = (${t.measureId} is not null) and (${t.decision} = 'declined') = (${t.reason} is not null)`,
    ),
  ],
)
