import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, jsonb, pgTable, smallint, text, unique } from 'drizzle-orm/pg-core'
import { users } from '#db/schema/account.ts'
import { at, bytea } from '#db/schema/columns.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { controlLevel, ledgerKind } from '#db/schema/enums.ts'
import { regions } from '#db/schema/region.ts'
import { batches, sectors } from '#db/schema/sector.ts'

/** Where a derived text was taken from: a kind of record, which of them, and its page below the site's root. */
export interface ScreeningSource {
  kind: 'permit' | 'register' | 'disclosure' | 'supervisory' | 'device' | 'rate' | 'exceedance' | 'case' | 'problem'
  ref: string
  path?: string
}

/** Texts of annex 1 as the portal's own records give them, by field (screening/rules/fields.ts). */
export type DerivedTexts = Record<string, { text: string; sources: ScreeningSource[] }>

/** What the county wrote in the place of a derived text: it stands beside it, with who and when. */
export type EnteredTexts = Record<string, { text: string; by: string; byName: string; at: string }>

/** 排查台账 (annex 1): one line for a firm and a batch. Derived anew from the records; what the county completed stays. */
export const screeningRows = pgTable(
  'screening_rows',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    enterpriseId: integer()
      .notNull()
      .references(() => enterprises.id),
    batch: smallint()
      .notNull()
      .references(() => batches.batch),
    /** Of the register, kept here so that a list of many filters and sorts on one table. */
    creditCode: text().notNull(),
    enterpriseName: text().notNull(),
    namePinyin: text().notNull(),
    regionCode: text()
      .notNull()
      .references(() => regions.code),
    sectorCode: text()
      .notNull()
      .references(() => sectors.code),
    controlLevel: controlLevel().notNull(),
    derived: jsonb().$type<DerivedTexts>().notNull(),
    entered: jsonb().$type<EnteredTexts>().notNull().default({}),
    /** What stands of both: 是否超标, 是否存在超标 (on line). Null where nothing was measured. */
    exceeded: boolean(),
    onlineExceeded: boolean(),
    openProblems: integer().notNull().default(0),
    /** Fields that the annex asks for and nobody has filled. */
    missing: text().array().notNull(),
    /** The day on which the county screened the firm; null until then. */
    screenedOn: date(),
    screenedBy: text().references(() => users.id),
    /** Raised by each change of the county: two who work on a line notice. */
    version: integer().notNull().default(1),
    changedAt: at(),
    derivedAt: at().notNull(),
  },
  (t) => [
    unique('screening_rows_once').on(t.enterpriseId, t.batch),
    index('screening_rows_by_name').on(t.namePinyin, t.id),
    index('screening_rows_by_region').on(t.regionCode, t.batch, t.namePinyin, t.id),
    index('screening_rows_by_problems').on(t.openProblems.desc().nullsFirst(), t.namePinyin, t.id),
    index('screening_rows_by_change').on(t.changedAt.desc().nullsLast(), t.namePinyin, t.id),
    index('screening_rows_by_screening').on(t.screenedOn.desc().nullsLast(), t.namePinyin, t.id),
    index('screening_rows_waiting').on(t.regionCode).where(sql`${t.screenedOn} is null or ${t.missing} <> '{}'`),
    check('screening_rows_problems', sql`${t.openProblems} >= 0`),
    check('screening_rows_screened', sql`${t.screenedBy} is null or ${t.screenedOn} is not null`),
  ],
)

/**
 * 台账月报: a ledger of one county as it was reported for a month. Never changed, never deleted (trigger, see migrations).
 */
export const ledgerSnapshots = pgTable(
  'ledger_snapshots',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    ledger: ledgerKind().notNull(),
    regionCode: text()
      .notNull()
      .references(() => regions.code),
    /** `2026-10`: the month that it reports. */
    month: text().notNull(),
    takenAt: at().notNull(),
    /** Null for what came with the demo city, and where the portal kept the ledger of a county that let the day pass. */
    takenBy: text().references(() => users.id),
    isUnreported: boolean().notNull().default(false),
    rowCount: integer().notNull(),
    /** Canonical JSON (rules/snapshot.ts), whose SHA-256 is published beside it. */
    content: bytea().notNull(),
    sha256: text().notNull(),
  },
  (t) => [
    unique('ledger_snapshots_once').on(t.ledger, t.regionCode, t.month),
    index('ledger_snapshots_by_month').on(t.month.desc().nullsFirst(), t.regionCode),
    check('ledger_snapshots_month', sql`${t.month} ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$'`),
    check('ledger_snapshots_hash', sql`${t.sha256} = encode(sha256(${t.content}), 'hex')`),
    check('ledger_snapshots_rows', sql`${t.rowCount} >= 0`),
  ],
)
