import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { at, bytea } from '#db/schema/columns.ts'
import {
  averaging,
  controlLevel,
  datePrecision,
  emissionPattern,
  emissionRoute,
  limitSource,
  listingKind,
  medium,
  operatingState,
  outletKind,
} from '#db/schema/enums.ts'
import { regions } from '#db/schema/region.ts'
import { sectors } from '#db/schema/sector.ts'
import { factors, standards } from '#db/schema/standard.ts'

/** 排污单位. The unified social credit code (GB 32100-2015) is the natural key; `id` keeps the joins small. */
export const enterprises = pgTable(
  'enterprises',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    creditCode: text().notNull().unique(),
    name: text().notNull(),
    /** Pinyin of the name, for sorting as a Chinese reader expects. */
    namePinyin: text().notNull(),
    nameEn: text(),
    shortNames: text().array().notNull().default(sql`'{}'`),
    formerNames: text().array().notNull().default(sql`'{}'`),
    legalRepresentative: text().notNull(),
    address: text().notNull(),
    /** WGS 84. */
    longitudeDeg: doublePrecision().notNull(),
    latitudeDeg: doublePrecision().notNull(),
    controlLevel: controlLevel().notNull(),
    sectorCode: text()
      .notNull()
      .references(() => sectors.code),
    /** GB/T 4754 class. */
    industryCode: text(),
    /** The reporting unit: stored, not derived from the place (a management zone has no polygon of its own). */
    regionCode: text()
      .notNull()
      .references(() => regions.code),
    products: text(),
    startedOn: date(),
    /** `month`: only the month of `startedOn` is known, its day says nothing; `year` likewise. */
    startedPrecision: datePrecision().notNull().default('day'),
    operatingState: operatingState().notNull().default('operating'),
    /** Kept by the commands that write outlets, disclosures and cases, in their transactions: the list filters on them. */
    dischargesWater: boolean().notNull().default(false),
    dischargesAir: boolean().notNull().default(false),
    exceedanceCount: integer().notNull().default(0),
    violationCount: integer().notNull().default(0),
    /** All that a person may type to find it: names, pinyin, initials, codes, address, factors. Lower case. */
    searchText: text().notNull(),
    createdAt: at().notNull().defaultNow(),
    updatedAt: at().notNull().defaultNow(),
  },
  (t) => [
    // 18 characters of GB 32100, or the 9 of GB 11714 that annex 2 still allows.
    check('enterprises_credit_code_form', sql`${t.creditCode} ~ '^([0-9A-HJ-NPQRTUWXY]{18}|[0-9A-Z]{8}[0-9X])$'`),
    check('enterprises_name_filled', sql`length(btrim(${t.name})) between 2 and 200`),
    check(
      'enterprises_place_in_china',
      sql`${t.longitudeDeg} between 73 and 136 and ${t.latitudeDeg} between 3 and 54`,
    ),
    check('enterprises_counts_not_negative', sql`${t.exceedanceCount} >= 0 and ${t.violationCount} >= 0`),
    index('enterprises_by_name').on(t.namePinyin, t.id),
    index('enterprises_by_region').on(t.regionCode, t.namePinyin, t.id),
    index('enterprises_by_sector').on(t.sectorCode, t.namePinyin, t.id),
    index('enterprises_by_region_sector').on(t.regionCode, t.sectorCode, t.namePinyin, t.id),
    index('enterprises_by_control_level').on(t.controlLevel, t.namePinyin, t.id),
    index('enterprises_by_exceedances').on(t.exceedanceCount.desc().nullsFirst(), t.namePinyin, t.id),
    index('enterprises_by_cases').on(t.violationCount.desc().nullsFirst(), t.namePinyin, t.id),
    // Counts beside the filters are read from this index alone; the row itself is never touched.
    index('enterprises_facets').on(
      t.regionCode,
      t.sectorCode,
      t.controlLevel,
      t.dischargesWater,
      t.dischargesAir,
      t.exceedanceCount,
      t.id,
    ),
    // On the expression, not on a stored column: the pairs are three times as long as the text.
    index('enterprises_search').using('gin', sql`search_bigrams(${t.searchText})`),
  ],
)

/** 企业环保负责人 and other contacts of annex 2: internal, never joined by a public query. */
export const enterpriseContacts = pgTable('enterprise_contacts', {
  enterpriseId: integer()
    .primaryKey()
    .references(() => enterprises.id, { onDelete: 'cascade' }),
  environmentalOfficer: text().notNull(),
  phone: text().notNull(),
  email: text(),
})

/** The year's key polluter list (重点排污单位名录) as a document: when it was published, from which the deadline may run. */
export const keyPolluterLists = pgTable(
  'key_polluter_lists',
  {
    year: smallint().primaryKey(),
    publishedOn: date().notNull(),
    documentNo: text(),
  },
  (t) => [check('key_polluter_lists_year', sql`${t.year} between 2015 and 2100`)],
)

/** 增补: firms that were put on a year's list after it was published. */
export const keyPolluterSupplements = pgTable('key_polluter_supplements', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  year: smallint()
    .notNull()
    .references(() => keyPolluterLists.year),
  publishedOn: date().notNull(),
  documentNo: text(),
})

export const keyPolluters = pgTable(
  'key_polluters',
  {
    year: smallint()
      .notNull()
      .references(() => keyPolluterLists.year),
    kind: listingKind().notNull(),
    enterpriseId: integer()
      .notNull()
      .references(() => enterprises.id),
    /** Null for the list itself. */
    supplementId: integer().references(() => keyPolluterSupplements.id),
  },
  (t) => [
    primaryKey({ columns: [t.year, t.kind, t.enterpriseId] }),
    index('key_polluters_by_enterprise').on(t.enterpriseId, t.year),
  ],
)

/** 排污许可证. Two permits of one enterprise never hold on the same day (exclusion constraint, see migrations). */
export const permits = pgTable(
  'permits',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    enterpriseId: integer()
      .notNull()
      .references(() => enterprises.id),
    permitNo: text().notNull().unique(),
    issuedOn: date().notNull(),
    expiresOn: date().notNull(),
    authority: text().notNull(),
  },
  (t) => [
    check('permits_ordered', sql`${t.issuedOn} < ${t.expiresOn}`),
    index('permits_by_enterprise').on(t.enterpriseId),
  ],
)

/** 排放口: water outlet (DW), stack (DA) or fugitive source (boundary). HJ 608-2017. */
export const outlets = pgTable(
  'outlets',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    enterpriseId: integer()
      .notNull()
      .references(() => enterprises.id),
    code: text().notNull(),
    name: text().notNull(),
    kind: outletKind().notNull(),
    route: emissionRoute().notNull(),
    pattern: emissionPattern().notNull(),
    /** Water: where it goes (river, sewer, plant). */
    destination: text(),
    heightM: numeric({ mode: 'number' }),
    innerDiameterM: numeric({ mode: 'number' }),
    gasTemperatureC: numeric({ mode: 'number' }),
    longitudeDeg: doublePrecision(),
    latitudeDeg: doublePrecision(),
    inServiceFrom: date(),
    inServiceTo: date(),
  },
  (t) => [
    unique('outlets_code_in_enterprise').on(t.enterpriseId, t.code),
    check('outlets_code_form', sql`${t.code} ~ '^[A-Z]{2}[0-9]{3}$'`),
    check(
      'outlets_kind_route',
      sql`(${t.kind} = 'water_outlet' and ${t.route} in ('direct', 'indirect') and ${t.destination} is not null)
       or (${t.kind} = 'stack' and ${t.route} = 'organised' and ${t.heightM} is not null)
       or (${t.kind} = 'fugitive' and ${t.route} = 'fugitive')`,
    ),
    check('outlets_stack_only', sql`${t.kind} = 'stack' or (${t.heightM} is null and ${t.innerDiameterM} is null)`),
    check('outlets_height', sql`${t.heightM} > 0 and ${t.heightM} <= 400`),
    check('outlets_diameter', sql`${t.innerDiameterM} > 0 and ${t.innerDiameterM} <= 20`),
    check('outlets_place_whole', sql`(${t.longitudeDeg} is null) = (${t.latitudeDeg} is null)`),
    check('outlets_service_ordered', sql`${t.inServiceTo} is null or ${t.inServiceFrom} < ${t.inServiceTo}`),
  ],
)

/** 污染治理设施 (TW water, TA air). */
export const treatmentFacilities = pgTable(
  'treatment_facilities',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    enterpriseId: integer()
      .notNull()
      .references(() => enterprises.id),
    code: text().notNull(),
    name: text().notNull(),
    medium: medium().notNull(),
    process: text().notNull(),
    capacity: numeric({ mode: 'number' }),
    capacityUnit: text(),
    outletId: integer().references(() => outlets.id),
  },
  (t) => [
    unique('treatment_facilities_code').on(t.enterpriseId, t.code),
    check('treatment_facilities_capacity', sql`${t.capacity} > 0`),
    check('treatment_facilities_unit', sql`(${t.capacity} is null) = (${t.capacityUnit} is null)`),
  ],
)

/**
 * The limit that counts at one outlet for one factor, with its dates and where it comes from. Never two at once for the
 * same averaging period (exclusion constraint, see migrations).
 */
export const outletLimits = pgTable(
  'outlet_limits',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    outletId: integer()
      .notNull()
      .references(() => outlets.id),
    factorCode: text()
      .notNull()
      .references(() => factors.code),
    limitMin: numeric({ mode: 'number' }),
    limitMax: numeric({ mode: 'number' }).notNull(),
    unit: text().notNull(),
    averaging: averaging().notNull(),
    source: limitSource().notNull(),
    standardCode: text().references(() => standards.code),
    tableNo: text(),
    validFrom: date().notNull(),
    validTo: date(),
  },
  (t) => [
    index('outlet_limits_by_outlet').on(t.outletId, t.factorCode, t.validFrom),
    index('outlet_limits_by_factor').on(t.factorCode, t.outletId, t.validFrom, t.validTo),
    check('outlet_limits_ordered', sql`${t.limitMin} is null or ${t.limitMin} < ${t.limitMax}`),
    check('outlet_limits_not_negative', sql`${t.limitMax} >= 0`),
    check('outlet_limits_from_standard', sql`${t.source} <> 'standard' or ${t.standardCode} is not null`),
    check('outlet_limits_valid_ordered', sql`${t.validTo} is null or ${t.validFrom} < ${t.validTo}`),
  ],
)

/** 许可的污染物总量: t/year by factor, for the whole enterprise (`outletId` null) or one outlet. */
export const permittedTotals = pgTable(
  'permitted_totals',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    permitId: integer()
      .notNull()
      .references(() => permits.id),
    outletId: integer().references(() => outlets.id),
    factorCode: text()
      .notNull()
      .references(() => factors.code),
    tonnesPerYear: numeric({ mode: 'number' }).notNull(),
  },
  (t) => [
    unique('permitted_totals_once').on(t.permitId, t.outletId, t.factorCode).nullsNotDistinct(),
    check('permitted_totals_not_negative', sql`${t.tonnesPerYear} >= 0`),
  ],
)

/** A file that was handed in for the register, kept from its check to its confirmation and then as what the import rests on. */
export const importFiles = pgTable(
  'import_files',
  {
    id: uuid().primaryKey().defaultRandom(),
    fileName: text().notNull(),
    content: bytea().notNull(),
    sha256: text().notNull(),
    uploadedBy: text().notNull(),
    uploadedAt: at().notNull(),
    appliedAt: at(),
    /** What the import did, once it was confirmed. */
    result: jsonb().$type<{ created: number; updated: number; unchanged: number }>(),
  },
  (t) => [
    index('import_files_by_uploader').on(t.uploadedBy, t.uploadedAt.desc()),
    check('import_files_applied_has_result', sql`(${t.appliedAt} is null) = (${t.result} is null)`),
    check('import_files_bounded', sql`octet_length(${t.content}) between 1 and 10485760`),
  ],
)

/**
 * A list or supplement of key polluters as a file that was handed in: the draft. It is checked again when it is published, and
 * then kept as what the list rests on.
 */
export const keyPolluterFiles = pgTable(
  'key_polluter_files',
  {
    id: uuid().primaryKey().defaultRandom(),
    year: smallint().notNull(),
    fileName: text().notNull(),
    content: bytea().notNull(),
    sha256: text().notNull(),
    uploadedBy: text().notNull(),
    uploadedAt: at().notNull(),
    /** When it was made public, and as which supplement (null: as the list). */
    publishedAt: at(),
    supplementId: integer().references(() => keyPolluterSupplements.id),
  },
  (t) => [
    index('key_polluter_files_latest').on(t.uploadedAt.desc().nullsFirst()),
    check('key_polluter_files_bounded', sql`octet_length(${t.content}) between 1 and 10485760`),
    check('key_polluter_files_supplement_published', sql`${t.supplementId} is null or ${t.publishedAt} is not null`),
  ],
)
