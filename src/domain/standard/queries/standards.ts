import { and, arrayOverlaps, asc, eq, exists, getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { factors, standardLimits, standards } from '#db/schema/standard.ts'
import type { StandardFilter } from '#domain/standard/input.ts'
import { standardSlug } from '#domain/standard/rules.ts'

export type StandardRow = Awaited<ReturnType<typeof listStandards>>[number]

/** The emission standards with the number of their limits and the media they limit, by code. */
export const listStandards = (db: Db, filter: Partial<StandardFilter> & { factor?: string | undefined } = {}) =>
  db
    .select({
      code: standards.code,
      titleZh: standards.titleZh,
      titleEn: standards.titleEn,
      inForceFrom: standards.inForceFrom,
      inForceTo: standards.inForceTo,
      confidence: standards.confidence,
      sectorCodes: standards.sectorCodes,
      media: sql<
        ('water' | 'air')[]
      >`(select coalesce(array_agg(distinct ${standardLimits.medium}::text), '{}') from ${standardLimits} where ${standardLimits.standardCode} = ${standards.code})`,
      limitCount: sql<number>`(select count(*)::int from ${standardLimits} where ${standardLimits.standardCode} = ${standards.code})`,
    })
    .from(standards)
    .where(
      and(
        filter.sector?.length ? arrayOverlaps(standards.sectorCodes, filter.sector) : undefined,
        filter.medium ? hasLimit(db, eq(standardLimits.medium, filter.medium)) : undefined,
        filter.factor ? hasLimit(db, eq(standardLimits.factorCode, filter.factor)) : undefined,
      ),
    )
    .orderBy(asc(standards.code))

const hasLimit = (db: Db, condition: SQL) =>
  exists(
    db
      .select({ one: sql`1` })
      .from(standardLimits)
      .where(and(eq(standardLimits.standardCode, standards.code), condition)),
  )

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
  return standard && { ...standard, limits: await listLimits(db, eq(standardLimits.standardCode, code)) }
}

export type Standard = NonNullable<Awaited<ReturnType<typeof getStandard>>>
export type StandardLimit = Standard['limits'][number]

/** The limits of one factor in all standards, standard by standard. */
export const listLimitsOfFactor = (db: Db, factorCode: string) =>
  listLimits(db, eq(standardLimits.factorCode, factorCode))

export type LimitOfFactor = Awaited<ReturnType<typeof listLimitsOfFactor>>[number]

const listLimits = (db: Db, condition: SQL) =>
  db
    .select({
      id: standardLimits.id,
      standardCode: standardLimits.standardCode,
      standardZh: standards.titleZh,
      standardEn: standards.titleEn,
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
      specialConfidence: standardLimits.specialConfidence,
    })
    .from(standardLimits)
    .innerJoin(standards, eq(standards.code, standardLimits.standardCode))
    .leftJoin(factors, eq(factors.code, standardLimits.factorCode))
    .where(condition)
    .orderBy(asc(standardLimits.standardCode), asc(standardLimits.position))
