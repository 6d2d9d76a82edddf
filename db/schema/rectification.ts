import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
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
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import {
  problemExecution,
  problemKind,
  problemPlanState,
  problemSource,
  problemState,
  problemStep,
} from '#db/schema/enums.ts'
import { regions } from '#db/schema/region.ts'
import { batches, sectors } from '#db/schema/sector.ts'
import { violationCases } from '#db/schema/violation.ts'

const ofProblem = () =>
  integer()
    .notNull()
    .references((): AnyPgColumn => problems.id)
/** Null for what the portal found itself and for what came with the demo city. */
const byAccount = () => text().references(() => users.id)

/** 整改台账 (annex 3): one problem, one line. Everything in it is public. Closed only through annex 4 (trigger, see migrations). */
export const problems = pgTable(
  'problems',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** `430922-2026-0007`: of its county and year. */
    no: text().notNull().unique(),
    enterpriseId: integer()
      .notNull()
      .references(() => enterprises.id),
    outletId: integer().references(() => outlets.id),
    /** The reporting unit, its sector and batch: of the firm on the day it was found. */
    regionCode: text()
      .notNull()
      .references(() => regions.code),
    sectorCode: text()
      .notNull()
      .references(() => sectors.code),
    batch: smallint()
      .notNull()
      .references(() => batches.batch),
    kind: problemKind().notNull(),
    source: problemSource().notNull(),
    /** What it was found by, `inspection:12`: one problem for one finding, however often an effect runs. Null where a person entered it. */
    sourceRef: text(),
    foundOn: date().notNull(),
    words: text().notNull(),
    caseId: integer().references(() => violationCases.id),
    /** 查处情况（查处法律文书号）, 处理处罚要求, 处理处罚执行情况. */
    documentNo: text(),
    requirement: text(),
    execution: problemExecution(),
    executionWords: text(),
    planState: problemPlanState().notNull().default('none'),
    plan: text(),
    measures: text(),
    deadline: date(),
    recheckReportNo: text(),
    recheckOn: date(),
    recheckMet: boolean(),
    state: problemState().notNull().default('found'),
    /** The problem that was closed and came back. */
    previousId: integer().references((): AnyPgColumn => problems.id),
    closedOn: date(),
    enteredBy: byAccount(),
    enteredAt: at().notNull(),
    changedAt: at().notNull(),
    /** Raised by each change of the line, so that two who work on it notice. */
    version: integer().notNull().default(1),
  },
  (t) => [
    unique('problems_source_once').on(t.source, t.sourceRef),
    index('problems_newest').on(t.foundOn.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('problems_by_region').on(t.regionCode, t.state, t.foundOn.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('problems_by_enterprise').on(t.enterpriseId, t.foundOn.desc().nullsFirst()),
    index('problems_by_sector').on(t.sectorCode, t.foundOn.desc().nullsFirst()),
    index('problems_by_case').on(t.caseId).where(sql`${t.caseId} is not null`),
    index('problems_due').on(t.deadline, t.id).where(sql`${t.state} <> 'closed'`),
    index('problems_waiting').on(t.state, t.regionCode).where(sql`${t.state} not in ('found', 'closed')`),
    check('problems_no', sql`${t.no} ~ '^[0-9]{6}-20[0-9]{2}-[0-9]{4,6}$'`),
    check(
      'problems_words',
      sql`length(${t.words}) between 1 and 2000 and length(${t.requirement}) between 1 and 2000 and length(${t.executionWords}) between 1 and 2000
      and length(${t.plan}) between 1 and 4000 and length(${t.measures}) between 1 and 4000`,
    ),
    check(
      'problems_numbers',
      sql`length(${t.documentNo}) between 1 and 100 and length(${t.recheckReportNo}) between 1 and 100`,
    ),
    check(
      'problems_in_order',
      sql`${t.foundOn} <= ${t.deadline} and ${t.foundOn} <= ${t.recheckOn} and ${t.foundOn} <= ${t.closedOn}`,
    ),
    check('problems_plan', sql`(${t.planState} = 'none') = (${t.plan} is null)`),
    check('problems_executed', sql`${t.executionWords} is null or ${t.execution} is not null`),
    check('problems_rechecked', sql`${t.recheckMet} is null or ${t.recheckOn} is not null`),
    check('problems_closed', sql`(${t.state} = 'closed') = (${t.closedOn} is not null)`),
    check('problems_recurred', sql`${t.previousId} <> ${t.id}`),
  ],
)

/** What happened to a problem, in its order. Only ever added to. */
export const problemHistory = pgTable(
  'problem_history',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    problemId: ofProblem(),
    step: problemStep().notNull(),
    /** Public. */
    words: text(),
    /** The line's version that it made, and the values of it: what a question of two editors goes back to. */
    version: integer(),
    line: jsonb().$type<Record<string, string>>(),
    closureId: integer(),
    by: byAccount(),
    at: at().notNull(),
  },
  (t) => [
    index('problem_history_by_problem').on(t.problemId, t.id),
    uniqueIndex('problem_history_version_once').on(t.problemId, t.version).where(sql`${t.version} is not null`),
    check('problem_history_words', sql`length(${t.words}) between 1 and 4000`),
    check('problem_history_line', sql`(${t.version} is null) = (${t.line} is null)`),
  ],
)

/** 三（三）4: the county looks at each open problem every month. Only ever added to. */
export const problemChecks = pgTable(
  'problem_checks',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    problemId: ofProblem(),
    checkedOn: date().notNull(),
    words: text().notNull(),
    by: byAccount(),
    at: at().notNull(),
  },
  (t) => [
    index('problem_checks_by_problem').on(t.problemId, t.checkedOn),
    check('problem_checks_words', sql`length(${t.words}) between 1 and 2000`),
  ],
)

/** That a county was told before the 1st which lines were not looked at in the month. */
export const problemReminders = pgTable(
  'problem_reminders',
  {
    regionCode: text()
      .notNull()
      .references(() => regions.code),
    month: text().notNull(),
    lines: integer().notNull(),
    at: at().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.regionCode, t.month] }),
    check('problem_reminders_month', sql`${t.month} ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$'`),
  ],
)
