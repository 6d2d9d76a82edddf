import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { users } from '#db/schema/account.ts'
import { at, bytea } from '#db/schema/columns.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { enterprises } from '#db/schema/enterprise.ts'

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
