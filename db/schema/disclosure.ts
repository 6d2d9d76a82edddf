import { sql } from 'drizzle-orm'
import {
  check,
  customType,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { users } from '#db/schema/account.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import {
  averaging,
  changeKind,
  changeState,
  dayKind,
  disclosureState,
  emissionPattern,
  emissionRoute,
  reminderMail,
  reminderStep,
  ruleDuty,
  sourceMark,
  valueOrigin,
  valueState,
} from '#db/schema/enums.ts'
import { factors } from '#db/schema/standard.ts'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
const at = () => timestamp({ withTimezone: true })

/**
 * What a rule set says of one duty, with the days between which it holds: a term, the clause, and how far it was checked.
 * A change is judged by the set that holds on its day; which set the city applies in a year is `disclosure_deadlines`.
 */
export const disclosureRules = pgTable(
  'disclosure_rules',
  {
    ruleSet: text().notNull(),
    duty: ruleDuty().notNull(),
    validFrom: date().notNull(),
    /** The first day on which it no longer holds. */
    validTo: date(),
    /** `06-30`: the same day each year. */
    fixedDay: text(),
    /** The list of year N obliges for the disclosure of year N + this. */
    yearOffset: smallint().notNull().default(0),
    days: smallint(),
    dayKind: dayKind(),
    basis: text().notNull(),
    basisEn: text().notNull(),
    mark: sourceMark().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.ruleSet, t.duty] }),
    check('disclosure_rules_one_term', sql`num_nonnulls(${t.fixedDay}, ${t.days}) = (${t.duty} <> 'failure')::int`),
    check('disclosure_rules_kind_of_days', sql`(${t.days} is null) = (${t.dayKind} is null)`),
    check('disclosure_rules_fixed_day', sql`${t.fixedDay} ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'`),
    check('disclosure_rules_days_positive', sql`${t.days} > 0`),
    check('disclosure_rules_valid_ordered', sql`${t.validTo} is null or ${t.validFrom} < ${t.validTo}`),
  ],
)

/**
 * The rule set by which the city's annual disclosure of a year is due. Year N is the year of the deadline; the figures of its
 * disclosure describe the calendar year N - 1.
 */
export const disclosureDeadlines = pgTable('disclosure_deadlines', {
  year: smallint().primaryKey(),
  ruleSet: text().notNull(),
})

/** Who must disclose in a year and by when; `publishedAt` is the first publication, so lateness never gets lost. */
export const disclosureObligations = pgTable(
  'disclosure_obligations',
  {
    enterpriseId: integer()
      .notNull()
      .references(() => enterprises.id),
    year: smallint().notNull(),
    dueOn: date().notNull(),
    publishedAt: at(),
    /** When the day was found to have passed without a publication: one event and one case draft, once. */
    overdueAt: at(),
    /** 拒不公开: the day on which the county found that the firm, ordered to disclose, still does not; and on what it rests. */
    refusedOn: date(),
    refusalBasis: text(),
  },
  (t) => [
    primaryKey({ columns: [t.year, t.enterpriseId] }),
    index('disclosure_obligations_by_enterprise').on(t.enterpriseId, t.year.desc().nullsFirst()),
    index('disclosure_obligations_open').on(t.year, t.dueOn, t.enterpriseId).where(sql`${t.publishedAt} is null`),
    index('disclosure_obligations_published').on(t.year, t.publishedAt.desc().nullsLast(), t.enterpriseId),
    check('disclosure_obligations_refusal_whole', sql`(${t.refusedOn} is null) = (${t.refusalBasis} is null)`),
    check('disclosure_obligations_refused_after_due', sql`${t.refusedOn} > ${t.dueOn}`),
  ],
)

/** Reminders of a disclosure's due day: each step once. No address is kept here. */
export const disclosureReminders = pgTable(
  'disclosure_reminders',
  {
    enterpriseId: integer().notNull(),
    year: smallint().notNull(),
    step: reminderStep().notNull(),
    remindedAt: at().notNull(),
    mail: reminderMail().notNull().default('pending'),
    mailedAt: at(),
  },
  (t) => [
    primaryKey({ columns: [t.year, t.enterpriseId, t.step] }),
    foreignKey({
      name: 'disclosure_reminders_obligation',
      columns: [t.year, t.enterpriseId],
      foreignColumns: [disclosureObligations.year, disclosureObligations.enterpriseId],
    }).onDelete('cascade'),
    index('disclosure_reminders_pending').on(t.remindedAt).where(sql`${t.mail} = 'pending'`),
    check('disclosure_reminders_sent_at', sql`(${t.mail} = 'sent') = (${t.mailedAt} is not null)`),
  ],
)

/**
 * 变更、临时报告: what a firm made public about an event, or, while it is expected, the event that the portal knows of. A
 * published report is never changed, only superseded (trigger, see migrations).
 */
export const changeReports = pgTable(
  'change_reports',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    enterpriseId: integer()
      .notNull()
      .references(() => enterprises.id),
    kind: changeKind().notNull(),
    /** The day the document was received, or the information became new. The term runs from the day after. */
    receivedOn: date().notNull(),
    /** Null where it was not obliged to report. */
    dueOn: date(),
    /** Whose term it is: `disclosure_rules`. */
    ruleSet: text(),
    state: changeState().notNull(),
    version: smallint().notNull().default(1),
    supersedesId: integer(),
    correctionReason: text(),
    documentNo: text(),
    authority: text(),
    content: text(),
    signedName: text(),
    publishedAt: at(),
    /** The case on the board from which it is expected. */
    caseId: integer(),
    createdAt: at().notNull(),
  },
  (t) => [
    foreignKey({ name: 'change_reports_supersedes', columns: [t.supersedesId], foreignColumns: [t.id] }),
    uniqueIndex('change_reports_one_per_case').on(t.caseId).where(sql`${t.caseId} is not null and ${t.version} = 1`),
    uniqueIndex('change_reports_superseded_once').on(t.supersedesId),
    index('change_reports_by_enterprise').on(t.enterpriseId, t.receivedOn.desc().nullsFirst()),
    index('change_reports_latest')
      .on(t.publishedAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.state} = 'published'`),
    check('change_reports_rule_whole', sql`(${t.dueOn} is null) = (${t.ruleSet} is null)`),
    check(
      'change_reports_published_whole',
      sql`(${t.state} = 'expected') = (${t.publishedAt} is null)
      and (${t.state} = 'expected' or (length(${t.content}) > 0 and length(${t.signedName}) > 0))`,
    ),
    check(
      'change_reports_correction_has_reason',
      sql`(${t.version} = 1) = (${t.supersedesId} is null) and (${t.version} = 1 or length(${t.correctionReason}) > 0)`,
    ),
  ],
)

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

/**
 * A file that an enterprise has handed in: process diagram, permit scan, monitoring report, sealed form. The bytes lie in the
 * storage under their hash; answers of the form name the file by its id.
 */
export const disclosureFiles = pgTable(
  'disclosure_files',
  {
    id: uuid().primaryKey().defaultRandom(),
    enterpriseId: integer()
      .notNull()
      .references(() => enterprises.id),
    sha256: text().notNull(),
    name: text().notNull(),
    mediaType: text().notNull(),
    bytes: integer().notNull(),
    uploadedBy: text().references(() => users.id),
    uploadedAt: at().notNull(),
  },
  (t) => [
    index('disclosure_files_by_enterprise').on(t.enterpriseId, t.uploadedAt.desc()),
    index('disclosure_files_by_hash').on(t.sha256),
    check('disclosure_files_bytes', sql`${t.bytes} > 0`),
    check('disclosure_files_name', sql`length(${t.name}) between 1 and 200`),
  ],
)

/** 盖章扫描件: the scan of the signed and sealed form, handed in for a version, also after its publication. Append-only. */
export const disclosureSeals = pgTable(
  'disclosure_seals',
  {
    disclosureId: integer()
      .notNull()
      .references(() => disclosures.id),
    fileId: uuid()
      .notNull()
      .references(() => disclosureFiles.id),
    attachedBy: text().references(() => users.id),
    attachedAt: at().notNull(),
  },
  (t) => [primaryKey({ columns: [t.disclosureId, t.fileId] })],
)

/**
 * What came of a workbook that a firm uploaded: the copy with the cells marked and what was said of them. Kept for a day, for
 * this firm alone.
 */
export const disclosureSheets = pgTable(
  'disclosure_sheets',
  {
    id: uuid().primaryKey().defaultRandom(),
    enterpriseId: integer()
      .notNull()
      .references(() => enterprises.id),
    year: smallint().notNull(),
    fileName: text().notNull(),
    content: bytea().notNull(),
    findings: jsonb().$type<unknown[]>().notNull(),
    /** How many fields it changed; null when nothing was saved. */
    changed: integer(),
    uploadedBy: text().references(() => users.id),
    uploadedAt: at().notNull(),
  },
  (t) => [
    index('disclosure_sheets_by_age').on(t.uploadedAt),
    check('disclosure_sheets_bounded', sql`octet_length(${t.content}) between 1 and 20971520`),
  ],
)
