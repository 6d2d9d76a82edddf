import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { users } from '#db/schema/account.ts'
import { at } from '#db/schema/columns.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { cellAssignment, gridLevel, gridRole } from '#db/schema/enums.ts'
import { regions } from '#db/schema/region.ts'

/**
 * 网格: the county as a whole, its towns and parks, and the reaches of its rivers. City rule 三（一）2: every source has its area, its
 * person, its duty.
 */
export const gridCells = pgTable(
  'grid_cells',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** `430922`, `430922-T03`, `430922-R01`. */
    code: text().notNull().unique(),
    level: gridLevel().notNull(),
    nameZh: text().notNull(),
    nameEn: text().notNull(),
    regionCode: text()
      .notNull()
      .references(() => regions.code),
    /** The county's own cell, of towns and reaches. */
    parentId: integer().references((): AnyPgColumn => gridCells.id),
    /** The middle of a town or park, WGS 84; what lies within `reachKm` of it may belong to it. */
    longitudeDeg: doublePrecision(),
    latitudeDeg: doublePrecision(),
    reachKm: doublePrecision(),
    /** The course of a reach: [longitude, latitude] along it. */
    line: jsonb().$type<[number, number][]>(),
    fromOn: date().notNull(),
    untilOn: date(),
  },
  (t) => [
    check('grid_cells_names', sql`length(${t.nameZh}) between 1 and 60 and length(${t.nameEn}) between 1 and 80`),
    check('grid_cells_parent', sql`(${t.level} = 'county') = (${t.parentId} is null)`),
    check(
      'grid_cells_place',
      sql`case ${t.level} when 'county' then num_nonnulls(${t.longitudeDeg}, ${t.latitudeDeg}, ${t.reachKm}, ${t.line}) = 0
      when 'town' then num_nonnulls(${t.longitudeDeg}, ${t.latitudeDeg}, ${t.reachKm}) = 3 and ${t.line} is null
      else ${t.line} is not null and ${t.reachKm} is not null end`,
    ),
    check('grid_cells_reach', sql`${t.reachKm} > 0 and ${t.reachKm} <= 50`),
    check('grid_cells_ordered', sql`${t.fromOn} < ${t.untilOn}`),
    index('grid_cells_by_region').on(t.regionCode, t.level, t.code),
    uniqueIndex('grid_cells_county_once').on(t.regionCode).where(sql`${t.level} = 'county' and ${t.untilOn} is null`),
  ],
)

/**
 * Who is responsible in a cell, from a day to the day before another: the post and its office telephone are public, a name only
 * where the bureau gives its ground. A cell has one head and a reach one chief at a time (exclusion constraint, see migrations).
 */
export const gridDuties = pgTable(
  'grid_duties',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    cellId: integer()
      .notNull()
      .references(() => gridCells.id),
    role: gridRole().notNull(),
    post: text().notNull(),
    officePhone: text().notNull(),
    task: text().notNull(),
    personName: text(),
    nameBasis: text(),
    fromOn: date().notNull(),
    /** The first day on which it is another's; null while it lasts. */
    untilOn: date(),
    enteredBy: text().references(() => users.id),
    enteredAt: at().notNull(),
  },
  (t) => [
    check('grid_duties_post', sql`length(${t.post}) between 2 and 100 and length(${t.task}) between 2 and 300`),
    check('grid_duties_phone', sql`${t.officePhone} ~ '^[0-9+() -]{5,24}$'`),
    check('grid_duties_name_with_basis', sql`(${t.personName} is null) = (${t.nameBasis} is null)`),
    check('grid_duties_ordered', sql`${t.fromOn} < ${t.untilOn}`),
    index('grid_duties_by_cell').on(t.cellId, t.role, t.fromOn),
  ],
)

/** To which town and to which reach a source belongs, and since when: by its place, or because the county said so. */
export const enterpriseCells = pgTable(
  'enterprise_cells',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    enterpriseId: integer()
      .notNull()
      .references(() => enterprises.id),
    cellId: integer()
      .notNull()
      .references(() => gridCells.id),
    /** Of its cell: a source has one town and one reach at a time. */
    level: gridLevel().notNull(),
    how: cellAssignment().notNull(),
    reason: text(),
    fromOn: date().notNull(),
    untilOn: date(),
    assignedBy: text().references(() => users.id),
    assignedAt: at().notNull(),
  },
  (t) => [
    check('enterprise_cells_level', sql`${t.level} <> 'county'`),
    check('enterprise_cells_reason', sql`(${t.how} = 'county') = (${t.reason} is not null)`),
    check('enterprise_cells_ordered', sql`${t.fromOn} <= ${t.untilOn}`),
    uniqueIndex('enterprise_cells_once').on(t.enterpriseId, t.level).where(sql`${t.untilOn} is null`),
    index('enterprise_cells_by_cell').on(t.cellId).where(sql`${t.untilOn} is null`),
    index('enterprise_cells_by_enterprise').on(t.enterpriseId, t.fromOn),
  ],
)
