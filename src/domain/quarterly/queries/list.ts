import { and, asc, count, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { quarterlyEntries as entries, quarterlyLists as lists } from '#db/schema/publication.ts'
import { factors } from '#db/schema/standard.ts'
import type { Quarter } from '#domain/quarterly/rules.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

const firms = sql<number>`count(distinct ${entries.enterpriseId}) filter (where ${entries.struckAt} is null)`.mapWith(
  Number,
)

const summaries = (db: Db) =>
  db
    .select({
      year: lists.year,
      quarter: lists.quarter,
      judgedOutlets: lists.judgedOutlets,
      madeAt: lists.madeAt,
      publishedAt: lists.publishedAt,
      firms,
      entries: count(entries.id),
    })
    .from(lists)
    .leftJoin(entries, and(eq(entries.year, lists.year), eq(entries.quarter, lists.quarter)))
    .groupBy(lists.year, lists.quarter)
    .orderBy(desc(lists.year), desc(lists.quarter))

/** The published lists, the newest first. */
export const listQuarterlyLists = async (db: Db) => summaries(db).where(isNotNull(lists.publishedAt))

/** Drafts too. */
export async function listOfficeQuarterlyLists(db: Db, viewer: Viewer) {
  demand(viewer, 'quarterly.read')
  return summaries(db)
}

const entryColumns = {
  id: entries.id,
  enterpriseName: entries.enterpriseName,
  enterpriseNameEn: enterprises.nameEn,
  creditCode: enterprises.creditCode,
  regionCode: entries.regionCode,
  outletCode: outlets.code,
  outletName: outlets.name,
  factorCode: entries.factorCode,
  factorZh: factors.nameZh,
  factorEn: factors.nameEn,
  source: entries.source,
  judgedCount: entries.judgedCount,
  exceedanceCount: entries.exceedanceCount,
  highest: entries.highest,
  limitMin: entries.limitMin,
  limitMax: entries.limitMax,
  unit: entries.unit,
  multiple: entries.multiple,
  reasons: entries.reasons,
}

const listColumns = {
  year: lists.year,
  quarter: lists.quarter,
  criteria: lists.criteria,
  judgedOutlets: lists.judgedOutlets,
  madeAt: lists.madeAt,
  publishedAt: lists.publishedAt,
}

const ofQuarter = ({ year, quarter }: Quarter) => and(eq(entries.year, year), eq(entries.quarter, quarter))

/** A published list with what stands on it; undefined while it is a draft. */
export async function getQuarterlyList(db: Db, quarter: Quarter) {
  const [list] = await db
    .select(listColumns)
    .from(lists)
    .where(and(eq(lists.year, quarter.year), eq(lists.quarter, quarter.quarter), isNotNull(lists.publishedAt)))
  if (!list?.publishedAt) return undefined
  const rows = await db
    .select(entryColumns)
    .from(entries)
    .innerJoin(enterprises, eq(enterprises.id, entries.enterpriseId))
    .innerJoin(outlets, eq(outlets.id, entries.outletId))
    .innerJoin(factors, eq(factors.code, entries.factorCode))
    .where(and(ofQuarter(quarter), isNull(entries.struckAt)))
    .orderBy(
      asc(enterprises.namePinyin),
      asc(enterprises.id),
      asc(outlets.code),
      asc(entries.factorCode),
      asc(entries.source),
    )
  return { ...list, publishedAt: list.publishedAt, rows }
}
export type QuarterlyList = NonNullable<Awaited<ReturnType<typeof getQuarterlyList>>>
export type QuarterlyRow = QuarterlyList['rows'][number]

/** The list as the office sees it, struck rows with their reasons included. */
export async function getOfficeQuarterlyList(db: Db, viewer: Viewer, quarter: Quarter) {
  demand(viewer, 'quarterly.read')
  const [list] = await db
    .select({ ...listColumns, publishedByName: users.name })
    .from(lists)
    .leftJoin(users, eq(users.id, lists.publishedBy))
    .where(and(eq(lists.year, quarter.year), eq(lists.quarter, quarter.quarter)))
  if (!list) return undefined
  const rows = await db
    .select({ ...entryColumns, struckReason: entries.struckReason, struckByName: users.name })
    .from(entries)
    .innerJoin(enterprises, eq(enterprises.id, entries.enterpriseId))
    .innerJoin(outlets, eq(outlets.id, entries.outletId))
    .innerJoin(factors, eq(factors.code, entries.factorCode))
    .leftJoin(users, eq(users.id, entries.struckBy))
    .where(ofQuarter(quarter))
    .orderBy(
      asc(enterprises.namePinyin),
      asc(enterprises.id),
      asc(outlets.code),
      asc(entries.factorCode),
      asc(entries.source),
    )
  return { ...list, rows }
}

/** The published lists that a firm stands on, the newest first: for its own page. */
export const quartersOfEnterprise = (db: Db, creditCode: string) =>
  db
    .selectDistinct({ year: entries.year, quarter: entries.quarter })
    .from(entries)
    .innerJoin(lists, and(eq(lists.year, entries.year), eq(lists.quarter, entries.quarter)))
    .innerJoin(enterprises, eq(enterprises.id, entries.enterpriseId))
    .where(and(eq(enterprises.creditCode, creditCode), isNull(entries.struckAt), isNotNull(lists.publishedAt)))
    .orderBy(desc(entries.year), desc(entries.quarter))
