import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  numeric,
  pgTable,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { averaging, confidence, medium } from '#db/schema/enums.ts'

/** Pollutants and parameters with their HJ 212 codes. */
export const factors = pgTable('factors', {
  code: text().primaryKey(),
  /** Short, for tables of many rows. */
  no: smallint().notNull().unique().generatedAlwaysAsIdentity(),
  legacyCode: text(),
  medium: medium().notNull(),
  nameZh: text().notNull(),
  nameEn: text().notNull(),
  /** Other names that people type: COD, CODCr, SO2 ... */
  aliases: text().array().notNull().default(sql`'{}'`),
  /** Unit of emission limits and disclosures. */
  unit: text().notNull(),
  /** HJ 212-2017's default unit where it differs (µg/L for metals that standards limit in mg/L). */
  deviceUnit: text(),
  /** Unit of the amount reported by devices; null where an amount makes no sense (pH, temperature). */
  amountUnit: text(),
  casNumber: text(),
  noteZh: text(),
  noteEn: text(),
  sources: text().array().notNull().default(sql`'{}'`),
  confidence: confidence().notNull(),
})

/** National and local emission standards (排放标准). */
export const standards = pgTable(
  'standards',
  {
    code: text().primaryKey(),
    titleZh: text().notNull(),
    titleEn: text().notNull(),
    inForceFrom: date().notNull(),
    inForceTo: date(),
    inForceConfidence: confidence().notNull().default('memory'),
    /** The sectors whose own standard it is; empty for those that hold across sectors. */
    sectorCodes: text().array().notNull().default(sql`'{}'`),
    averagingNote: text(),
    averagingNoteEn: text(),
    judgingNote: text(),
    judgingNoteEn: text(),
    notes: text().array().notNull().default(sql`'{}'`),
    notesEn: text().array().notNull().default(sql`'{}'`),
    source: text().notNull(),
    sourceEn: text().notNull().default(''),
    confidence: confidence().notNull(),
  },
  (t) => [check('standards_in_force_ordered', sql`${t.inForceTo} is null or ${t.inForceFrom} < ${t.inForceTo}`)],
)

/** One line of a standard's table. The permit's limit comes first; a standard is the fallback. */
export const standardLimits = pgTable(
  'standard_limits',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    standardCode: text()
      .notNull()
      .references(() => standards.code),
    /** Null for sums of substances that have no single factor code; `factorName` then says what is meant. */
    factorCode: text().references(() => factors.code),
    factorName: text().notNull(),
    /** Only where there is no factor code. */
    factorNameEn: text(),
    medium: medium().notNull(),
    appliesTo: text().notNull(),
    appliesToEn: text().notNull().default(''),
    /** Lower bound: pH only. */
    limitMin: numeric({ mode: 'number' }),
    /** Upper bound; 0 means "must not be detected"; null when only the special limit exists. */
    limitMax: numeric({ mode: 'number' }),
    specialLimit: numeric({ mode: 'number' }),
    unit: text().notNull(),
    averaging: averaging(),
    referenceOxygenPercent: numeric({ mode: 'number' }),
    tableNo: text(),
    note: text(),
    noteEn: text(),
    confidence: confidence().notNull(),
    /** Given only where the special limit is less sure than the ordinary one. */
    specialConfidence: confidence(),
    /** Kept in the order of the standard's own tables. */
    position: integer().notNull(),
    isBoundary: boolean().notNull().default(false),
  },
  (t) => [
    uniqueIndex('standard_limits_standard').on(t.standardCode, t.position),
    index('standard_limits_factor').on(t.factorCode),
    check('standard_limits_ordered', sql`${t.limitMin} is null or ${t.limitMin} < ${t.limitMax}`),
    check('standard_limits_not_negative', sql`${t.limitMax} >= 0 and ${t.specialLimit} >= 0`),
  ],
)
