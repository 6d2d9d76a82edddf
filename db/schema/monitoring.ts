import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { users } from '#db/schema/account.ts'
import { at, bytea } from '#db/schema/columns.ts'
import { outlets } from '#db/schema/enterprise.ts'
import { averaging, monitoringFileKind, valueState } from '#db/schema/enums.ts'
import { factors } from '#db/schema/standard.ts'

/**
 * 监督性监测: one factor of one sample that the bureau took at an outlet. The limit stands as it was on the day of the sample.
 * Nothing is deleted: a correction supersedes the result before it (trigger, see migrations) and says why.
 */
export const supervisoryResults = pgTable(
  'supervisory_results',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    outletId: integer()
      .notNull()
      .references(() => outlets.id),
    factorCode: text()
      .notNull()
      .references(() => factors.code),
    sampledOn: date().notNull(),
    state: valueState().notNull(),
    value: numeric({ mode: 'number' }),
    detectionLimit: numeric({ mode: 'number' }),
    unit: text().notNull(),
    limitMin: numeric({ mode: 'number' }),
    limitMax: numeric({ mode: 'number' }),
    reportNo: text().notNull(),
    /** The station that took and measured it. */
    authority: text().notNull(),
    isCurrent: boolean().notNull().default(true),
    supersedesId: integer(),
    correctionReason: text(),
    /** Null for what came with the demo city or from the command line. */
    enteredBy: text().references(() => users.id),
    enteredAt: at().notNull(),
  },
  (t) => [
    uniqueIndex('supervisory_results_once')
      .on(t.outletId, t.factorCode, t.sampledOn, t.reportNo)
      .where(sql`${t.isCurrent}`),
    unique('supervisory_results_superseded_once').on(t.supersedesId),
    index('supervisory_results_newest').on(t.sampledOn.desc().nullsFirst(), t.id.desc().nullsFirst()),
    check('supervisory_results_state', sql`${t.state} in ('measured', 'below_detection', 'no_discharge')`),
    check('supervisory_results_value', sql`(${t.state} = 'measured') = (${t.value} is not null) and ${t.value} >= 0`),
    check('supervisory_results_detection', sql`${t.detectionLimit} > 0`),
    check('supervisory_results_report', sql`length(btrim(${t.reportNo})) between 1 and 80`),
    check('supervisory_results_reason', sql`${t.supersedesId} is null or length(${t.correctionReason}) > 0`),
  ],
)

/**
 * What on-line monitoring said of one outlet and factor over a period, a year or a part of one. Periods of one outlet and factor
 * that are in force never overlap (exclusion constraint, see migrations), so that they can be added up.
 */
export const onlineSummaries = pgTable(
  'online_summaries',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    outletId: integer()
      .notNull()
      .references(() => outlets.id),
    factorCode: text()
      .notNull()
      .references(() => factors.code),
    fromOn: date().notNull(),
    /** Its last day. */
    toOn: date().notNull(),
    averaging: averaging().notNull(),
    judgedCount: integer().notNull(),
    exceedanceCount: integer().notNull(),
    concentrationMin: numeric({ mode: 'number' }).notNull(),
    concentrationMean: numeric({ mode: 'number' }).notNull(),
    concentrationMax: numeric({ mode: 'number' }).notNull(),
    unit: text().notNull(),
    totalTonnes: numeric({ mode: 'number' }),
    /** Where it came from: the platform or the report that it was taken from. */
    source: text().notNull(),
    isCurrent: boolean().notNull().default(true),
    supersedesId: integer(),
    correctionReason: text(),
    enteredBy: text().references(() => users.id),
    enteredAt: at().notNull(),
  },
  (t) => [
    index('online_summaries_by_outlet').on(t.outletId, t.factorCode, t.fromOn).where(sql`${t.isCurrent}`),
    unique('online_summaries_superseded_once').on(t.supersedesId),
    check('online_summaries_period', sql`${t.fromOn} <= ${t.toOn}`),
    check('online_summaries_one_year', sql`extract(year from ${t.fromOn}) = extract(year from ${t.toOn})`),
    check('online_summaries_counts', sql`0 <= ${t.exceedanceCount} and ${t.exceedanceCount} <= ${t.judgedCount}`),
    check(
      'online_summaries_ordered',
      sql`0 <= ${t.concentrationMin} and ${t.concentrationMin} <= ${t.concentrationMean} and ${t.concentrationMean} <= ${t.concentrationMax}`,
    ),
    check('online_summaries_total', sql`${t.totalTonnes} >= 0`),
    check('online_summaries_reason', sql`${t.supersedesId} is null or length(${t.correctionReason}) > 0`),
  ],
)

/** A file of results that was handed in, kept from its check to its confirmation and then as what the rows rest on. */
export const monitoringFiles = pgTable(
  'monitoring_files',
  {
    id: uuid().primaryKey().defaultRandom(),
    kind: monitoringFileKind().notNull(),
    fileName: text().notNull(),
    content: bytea().notNull(),
    sha256: text().notNull(),
    uploadedBy: text()
      .notNull()
      .references(() => users.id),
    uploadedAt: at().notNull(),
    appliedAt: at(),
    result: jsonb().$type<{ created: number; corrected: number; unchanged: number }>(),
  },
  (t) => [
    index('monitoring_files_by_uploader').on(t.uploadedBy, t.uploadedAt.desc()),
    check('monitoring_files_applied_has_result', sql`(${t.appliedAt} is null) = (${t.result} is null)`),
    check('monitoring_files_bounded', sql`octet_length(${t.content}) between 1 and 10485760`),
  ],
)
