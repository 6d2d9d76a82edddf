import { sql } from 'drizzle-orm'
import {
  check,
  date,
  foreignKey,
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
import { campaignQuestion, countyPaperKind, countyPaperState } from '#db/schema/enums.ts'
import { regions } from '#db/schema/region.ts'
import { batches, sectors } from '#db/schema/sector.ts'

/** Null for what came with the demo city. */
const byAccount = () => text().references(() => users.id)
const ofBatch = () =>
  smallint()
    .notNull()
    .references(() => batches.batch)

/**
 * By how many whole years the plan runs after the rule's own dates (2017 to 2019), which stay in `batches` as they were written. One row
 * at most, written by the demo; without it the dates are the rule's.
 */
export const planCalendar = pgTable(
  'plan_calendar',
  {
    id: smallint().primaryKey().default(1),
    yearsLater: smallint().notNull(),
  },
  (t) => [
    check('plan_calendar_once', sql`${t.id} = 1`),
    check('plan_calendar_years', sql`${t.yearsLater} between 0 and 50`),
  ],
)

/** 专项检查 inside a batch: which firms it is about follows from the register (plan/rules/campaign.ts). */
export const campaigns = pgTable(
  'campaigns',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    batch: ofBatch(),
    titleZh: text().notNull(),
    titleEn: text().notNull(),
    sectorCodes: text().array().notNull(),
    question: campaignQuestion().notNull(),
    fromOn: date().notNull(),
    toOn: date().notNull(),
    basisZh: text().notNull(),
    basisEn: text().notNull(),
    openedBy: byAccount(),
    openedAt: at().notNull(),
  },
  (t) => [
    index('campaigns_by_batch').on(t.batch, t.fromOn),
    check('campaigns_window', sql`${t.fromOn} <= ${t.toOn}`),
    check('campaigns_sectors', sql`cardinality(${t.sectorCodes}) between 1 and 20`),
    check('campaigns_titles', sql`length(${t.titleZh}) between 4 and 80 and length(${t.titleEn}) between 4 and 160`),
    check('campaigns_basis', sql`length(${t.basisZh}) between 4 and 300 and length(${t.basisEn}) between 4 and 600`),
  ],
)

/**
 * 报市局备案: the county's own rule for the plan (四（一）1) and its plan of the year. What was filed stays, a paper that was sent back too;
 * the newest of its county, kind and year counts.
 */
export const countyPapers = pgTable(
  'county_papers',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    regionCode: text()
      .notNull()
      .references(() => regions.code),
    kind: countyPaperKind().notNull(),
    year: smallint().notNull(),
    /** 1 for the first, one more for each that followed a return. */
    version: smallint().notNull(),
    dueOn: date().notNull(),
    title: text().notNull(),
    documentNo: text().notNull(),
    fileName: text().notNull(),
    mediaType: text().notNull(),
    sha256: text().notNull(),
    size: integer().notNull(),
    filedBy: byAccount(),
    filedAt: at().notNull(),
    state: countyPaperState().notNull().default('filed'),
    reason: text(),
    decidedBy: byAccount(),
    decidedAt: at(),
  },
  (t) => [
    unique('county_papers_once').on(t.regionCode, t.kind, t.year, t.version),
    uniqueIndex('county_papers_one_stands').on(t.regionCode, t.kind, t.year).where(sql`${t.state} <> 'returned'`),
    index('county_papers_by_year').on(t.year, t.kind, t.regionCode),
    check('county_papers_hash', sql`${t.sha256} ~ '^[0-9a-f]{64}$' and ${t.size} > 0`),
    check(
      'county_papers_texts',
      sql`length(${t.title}) between 4 and 120 and length(${t.documentNo}) between 2 and 60`,
    ),
    check(
      'county_papers_decided',
      sql`(${t.state} = 'filed') = (${t.decidedAt} is null) and ${t.filedAt} <= ${t.decidedAt}`,
    ),
    check('county_papers_returned', sql`(${t.state} = 'returned') = (${t.reason} is not null)`),
    check('county_papers_two_people', sql`${t.filedBy} <> ${t.decidedBy}`),
  ],
)

/** 行业排查综合评估报告 of one sector of a batch. Its texts and figures stand in its versions. */
export const evaluationReports = pgTable(
  'evaluation_reports',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    batch: ofBatch(),
    sectorCode: text()
      .notNull()
      .references(() => sectors.code),
    begunBy: byAccount(),
    begunAt: at().notNull(),
  },
  (t) => [unique('evaluation_reports_once').on(t.batch, t.sectorCode)],
)

/** What people write round the figures. */
export interface EvaluationTexts {
  /** By block (plan/rules/evaluation.ts), in both languages. */
  [block: string]: { zh: string; en: string }
}

/** A version: figures assembled on a day, texts by people, published by somebody who wrote none of it; then frozen (trigger). */
export const evaluationVersions = pgTable(
  'evaluation_versions',
  {
    reportId: integer()
      .notNull()
      .references(() => evaluationReports.id),
    version: smallint().notNull(),
    /** The last day that its rows speak of. */
    asOf: date().notNull(),
    assembledAt: at().notNull(),
    texts: jsonb().$type<EvaluationTexts>().notNull(),
    /** Raised by each save, so that two who write notice. */
    revision: integer().notNull().default(1),
    /** Everybody who wrote or assembled: none of them publishes it. */
    writers: text().array().notNull(),
    savedAt: at().notNull(),
    publishedBy: byAccount(),
    publishedAt: at(),
  },
  (t) => [
    primaryKey({ columns: [t.reportId, t.version] }),
    uniqueIndex('evaluation_versions_one_draft').on(t.reportId).where(sql`${t.publishedAt} is null`),
    check('evaluation_versions_two_people', sql`not ${t.publishedBy} = any(${t.writers})`),
    check('evaluation_versions_version', sql`${t.version} between 1 and 99`),
  ],
)

/** The rows behind the figures of a version, by list, byte for byte as they are downloaded. */
export const evaluationRows = pgTable(
  'evaluation_rows',
  {
    reportId: integer().notNull(),
    version: smallint().notNull(),
    /** `firms`, `disclosed`, `samples`, `orders`, `problems`, `cases`. */
    list: text().notNull(),
    /** Canonical JSON, an array of rows. */
    rows: text().notNull(),
    sha256: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.reportId, t.version, t.list] }),
    foreignKey({
      name: 'evaluation_rows_version',
      columns: [t.reportId, t.version],
      foreignColumns: [evaluationVersions.reportId, evaluationVersions.version],
    }),
    check('evaluation_rows_hash', sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
  ],
)
