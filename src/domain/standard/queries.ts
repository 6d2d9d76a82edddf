import { asc, count, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { factors, standardLimits, standards } from '#db/schema/standard.ts'
import { standardSlug } from '#domain/standard/rules.ts'

/** The emission standards with the number of their limits, by code. */
export const listStandards = (db: Db) =>
  db
    .select({
      code: standards.code,
      titleZh: standards.titleZh,
      titleEn: standards.titleEn,
      inForceFrom: standards.inForceFrom,
      inForceTo: standards.inForceTo,
      confidence: standards.confidence,
      sectorCodes: standards.sectorCodes,
      limitCount: count(standardLimits.id),
    })
    .from(standards)
    .leftJoin(standardLimits, eq(standardLimits.standardCode, standards.code))
    .groupBy(standards.code)
    .orderBy(asc(standards.code))

/** One standard by its slug (rules.ts), with all its limits in the order of its own tables. */
export async function getStandard(db: Db, slug: string) {
  const codes = await db.select({ code: standards.code }).from(standards)
  const code = codes.find((row) => standardSlug(row.code) === slug)?.code
  if (!code) return undefined
  const [standard] = await db
    .select(getTableColumns(standards))
    .from(standards)
    .where(eq(standards.code, code))
    .limit(1)
  return standard && { ...standard, limits: await listLimits(db, code) }
}

export type Standard = NonNullable<Awaited<ReturnType<typeof getStandard>>>
export type StandardLimit = Standard['limits'][number]

const listLimits = (db: Db, code: string) =>
  db
    .select({
      id: standardLimits.id,
      factorCode: standardLimits.factorCode,
      factorZh: sql<string>`coalesce(${factors.nameZh}, ${standardLimits.factorName})`,
      factorEn: sql<string>`coalesce(${factors.nameEn}, ${standardLimits.factorNameEn}, ${standardLimits.factorName})`,
      medium: standardLimits.medium,
      appliesToZh: standardLimits.appliesTo,
      appliesToEn: standardLimits.appliesToEn,
      isBoundary: standardLimits.isBoundary,
      limitMin: standardLimits.limitMin,
      limitMax: standardLimits.limitMax,
      specialLimit: standardLimits.specialLimit,
      unit: standardLimits.unit,
      averaging: standardLimits.averaging,
      referenceOxygenPercent: standardLimits.referenceOxygenPercent,
      tableNo: standardLimits.tableNo,
      noteZh: standardLimits.note,
      noteEn: standardLimits.noteEn,
      confidence: standardLimits.confidence,
    })
    .from(standardLimits)
    .leftJoin(factors, eq(factors.code, standardLimits.factorCode))
    .where(eq(standardLimits.standardCode, code))
    .orderBy(asc(standardLimits.position))
