import { and, asc, countDistinct, eq, gt, isNull, lte, or, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { outletLimits, outlets } from '#db/schema/enterprise.ts'
import { factors, standardLimits } from '#db/schema/standard.ts'
import type { FactorApiSearch } from '#domain/standard/input.ts'
import { matchesFactor } from '#domain/standard/rules.ts'

const columns = {
  code: factors.code,
  legacyCode: factors.legacyCode,
  medium: factors.medium,
  nameZh: factors.nameZh,
  nameEn: factors.nameEn,
  aliases: factors.aliases,
  unit: factors.unit,
  deviceUnit: factors.deviceUnit,
  amountUnit: factors.amountUnit,
  casNumber: factors.casNumber,
  confidence: factors.confidence,
}

/** The factors by code, water after air, with the number of limits that standards set for them. */
export async function listFactors(db: Db, { medium, q }: Partial<Pick<FactorApiSearch, 'medium' | 'q'>> = {}) {
  const rows = await db
    .select({
      ...columns,
      limitCount: sql<number>`(select count(*)::int from ${standardLimits} where ${standardLimits.factorCode} = ${factors.code})`,
    })
    .from(factors)
    .where(medium && eq(factors.medium, medium))
    .orderBy(asc(factors.code))
  return q === undefined ? rows : rows.filter((factor) => matchesFactor(factor, q))
}

export type FactorRow = Awaited<ReturnType<typeof listFactors>>[number]

/** One factor with what is said about its code and where that stands. */
export async function getFactor(db: Db, code: string) {
  const [factor] = await db
    .select({ ...columns, noteZh: factors.noteZh, noteEn: factors.noteEn, sources: factors.sources })
    .from(factors)
    .where(eq(factors.code, code))
    .limit(1)
  return factor
}

export type Factor = NonNullable<Awaited<ReturnType<typeof getFactor>>>

/**
 * How many enterprises have a limit for the factor at one of their outlets: the same that the register shows for `?factor=`.
 * @param today the city's day, `YYYY-MM-DD`
 */
export async function countDischargers(db: Db, factorCode: string, today: string): Promise<number> {
  const [found] = await db
    .select({ count: countDistinct(outlets.enterpriseId) })
    .from(outletLimits)
    .innerJoin(outlets, eq(outlets.id, outletLimits.outletId))
    .where(
      and(
        eq(outletLimits.factorCode, factorCode),
        lte(outletLimits.validFrom, today),
        or(isNull(outletLimits.validTo), gt(outletLimits.validTo, today)),
      ),
    )
  return found?.count ?? 0
}
