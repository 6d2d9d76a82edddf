import { sql } from 'drizzle-orm'
import {
  check,
  index,
  integer,
  jsonb,
  numeric,
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
  averaging,
  disclosureState,
  emissionPattern,
  emissionRoute,
  valueOrigin,
  valueState,
} from '#db/schema/enums.ts'
import { factors } from '#db/schema/standard.ts'

/** 信息公开, one version. A published version is never changed, only superseded (trigger, see migrations). */
export const disclosures = pgTable(
  'disclosures',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    enterpriseId: integer()
      .notNull()
      .references(() => enterprises.id),
    year: smallint().notNull(),
    version: smallint().notNull(),
    state: disclosureState().notNull().default('draft'),
    /** Raised by each save: two people of one enterprise can't overwrite each other unseen. */
    revision: integer().notNull().default(0),
    supersedesId: integer(),
    correctionReason: text(),
    /** 责任人: who signed the declaration. */
    signedName: text(),
    signedAt: at(),
    publishedAt: at(),
    createdBy: text().references(() => users.id),
    createdAt: at().notNull().defaultNow(),
    updatedAt: at().notNull().defaultNow(),
  },
  (t) => [
    unique('disclosures_version').on(t.enterpriseId, t.year, t.version),
    uniqueIndex('disclosures_one_draft').on(t.enterpriseId, t.year).where(sql`${t.state} = 'draft'`),
    uniqueIndex('disclosures_one_current').on(t.enterpriseId, t.year).where(sql`${t.state} = 'published'`),
    index('disclosures_latest')
      .on(t.publishedAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.state} = 'published'`),
    check('disclosures_version_positive', sql`${t.version} >= 1`),
    check(
      'disclosures_correction_has_reason',
      sql`${t.version} = 1 or ${t.state} = 'draft' or length(${t.correctionReason}) > 0`,
    ),
    check(
      'disclosures_published_is_signed',
      sql`${t.state} = 'draft' or (${t.signedName} is not null and ${t.signedAt} is not null and ${t.publishedAt} is not null)`,
    ),
  ],
)

/**
 * One outlet and factor of a disclosure. The limit and the permitted total stand as they were when it was published, so a
 * later change of the permit does not rewrite history. In a draft the answers stand in `typed` as they were typed, and the
 * value columns are empty: they are filled once, when it is published.
 */
export const disclosureRows = pgTable(
  'disclosure_rows',
  {
    disclosureId: integer()
      .notNull()
      .references(() => disclosures.id, { onDelete: 'cascade' }),
    outletId: integer()
      .notNull()
      .references(() => outlets.id),
    factorCode: text()
      .notNull()
      .references(() => factors.code),
    position: smallint().notNull(),
    route: emissionRoute(),
    pattern: emissionPattern(),
    concentrationState: valueState(),
    concentrationMin: numeric({ mode: 'number' }),
    concentrationMean: numeric({ mode: 'number' }),
    concentrationMax: numeric({ mode: 'number' }),
    concentrationUnit: text().notNull(),
    /** Below it the laboratory can find nothing; beside a minimum of 0 it means "less than this". */
    detectionLimit: numeric({ mode: 'number' }),
    origin: valueOrigin(),
    /** Of manual monitoring: how many samples, and the laboratory's report. */
    sampleCount: integer(),
    reportNo: text(),
    /** Stacks, kg/h (annex 2, table A2). */
    rateMin: numeric({ mode: 'number' }),
    rateMax: numeric({ mode: 'number' }),
    limitMin: numeric({ mode: 'number' }),
    limitMax: numeric({ mode: 'number' }),
    /** Of which means the limit speaks: the judged periods are such hours or days. */
    limitAveraging: averaging(),
    limitBasis: text(),
    totalState: valueState(),
    totalTonnes: numeric({ mode: 'number' }),
    permittedTonnes: numeric({ mode: 'number' }),
    judgedCount: integer(),
    exceedanceCount: integer(),
    exceedanceReason: text(),
    /** Limits that annex 2 asks for beside the concentration: special limit (mg/L, mg/m³), rate (kg/h), t of water per product. */
    specialLimit: numeric({ mode: 'number' }),
    limitRate: numeric({ mode: 'number' }),
    limitWaterPerProduct: text(),
    specialPeriodLimit: text(),
    /** 超标率, 0 to 100: of the bureau's own samples and of the devices; null where nothing was measured. */
    supervisoryExceedanceRate: numeric({ mode: 'number' }),
    onlineExceedanceRate: numeric({ mode: 'number' }),
    /** Why an unusual but possible value is right; asked for by the plausibility rules. */
    unusualReason: text(),
    /** A draft's answers, field by field (disclosure/rules/form.ts); empty once published. */
    typed: jsonb().$type<Record<string, string>>().notNull().default({}),
  },
  (t) => [
    primaryKey({ columns: [t.disclosureId, t.outletId, t.factorCode] }),
    index('disclosure_rows_by_outlet').on(t.outletId, t.factorCode),
    index('disclosure_rows_by_factor').on(t.factorCode),
    check(
      'disclosure_rows_measured_has_values',
      sql`(${t.concentrationState} is not distinct from 'measured') = (${t.concentrationMean} is not null)
      and (${t.concentrationMean} is null) = (${t.concentrationMin} is null)
      and (${t.concentrationMean} is null) = (${t.concentrationMax} is null)`,
    ),
    check(
      'disclosure_rows_values_ordered',
      sql`0 <= ${t.concentrationMin} and ${t.concentrationMin} <= ${t.concentrationMean} and ${t.concentrationMean} <= ${t.concentrationMax}`,
    ),
    check(
      'disclosure_rows_total_has_value',
      sql`(${t.totalState} is not distinct from 'measured') = (${t.totalTonnes} is not null)`,
    ),
    check('disclosure_rows_detection_positive', sql`${t.detectionLimit} > 0`),
    check('disclosure_rows_samples_positive', sql`${t.sampleCount} > 0`),
    check('disclosure_rows_rates_ordered', sql`0 <= ${t.rateMin} and ${t.rateMin} <= ${t.rateMax}`),
    check(
      'disclosure_rows_shares',
      sql`${t.supervisoryExceedanceRate} between 0 and 100 and ${t.onlineExceedanceRate} between 0 and 100`,
    ),
    check('disclosure_rows_total_not_negative', sql`${t.totalTonnes} >= 0`),
    check(
      'disclosure_rows_exceedances_judged',
      sql`(${t.exceedanceCount} is null) = (${t.judgedCount} is null) and 0 <= ${t.exceedanceCount} and ${t.exceedanceCount} <= ${t.judgedCount}`,
    ),
  ],
)

/**
 * One item of a group of the form (disclosure/rules/items/groups.ts): the enterprise's basic data, a treatment facility, a
 * waste-water stream ... In a draft the answers stand in `typed`; on publication they become values, what is private apart
 * from what the public may read.
 */
export const disclosureItems = pgTable(
  'disclosure_items',
  {
    disclosureId: integer()
      .notNull()
      .references(() => disclosures.id, { onDelete: 'cascade' }),
    groupName: text().notNull(),
    /** 1 where the group is not repeated; the outlet's id in `outlets`; else what tells the items apart. */
    item: integer().notNull(),
    /** The order in which the items came. */
    position: integer().notNull().generatedAlwaysAsIdentity(),
    typed: jsonb().$type<Record<string, string>>().notNull().default({}),
    answers: jsonb().$type<Record<string, string | number | boolean | string[]>>().notNull().default({}),
    privateAnswers: jsonb().$type<Record<string, string | number | boolean | string[]>>().notNull().default({}),
  },
  (t) => [
    primaryKey({ columns: [t.disclosureId, t.groupName, t.item] }),
    check('disclosure_items_numbered', sql`${t.item} >= 1`),
  ],
)
