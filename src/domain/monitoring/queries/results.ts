import { and, desc, eq, type SQL } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { supervisoryResults as results } from '#db/schema/monitoring.ts'
import { factors } from '#db/schema/standard.ts'

const select = (db: Db, where: SQL | undefined) =>
  db
    .select({
      id: results.id,
      creditCode: enterprises.creditCode,
      enterpriseName: enterprises.name,
      enterpriseNameEn: enterprises.nameEn,
      regionCode: enterprises.regionCode,
      outletCode: outlets.code,
      outletName: outlets.name,
      factorCode: results.factorCode,
      factorNameZh: factors.nameZh,
      factorNameEn: factors.nameEn,
      sampledOn: results.sampledOn,
      state: results.state,
      value: results.value,
      detectionLimit: results.detectionLimit,
      unit: results.unit,
      limitMin: results.limitMin,
      limitMax: results.limitMax,
      reportNo: results.reportNo,
      authority: results.authority,
      isCurrent: results.isCurrent,
      supersedesId: results.supersedesId,
      correctionReason: results.correctionReason,
      enteredBy: users.name,
      enteredAt: results.enteredAt,
    })
    .from(results)
    .innerJoin(outlets, eq(outlets.id, results.outletId))
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .innerJoin(factors, eq(factors.code, results.factorCode))
    .leftJoin(users, eq(users.id, results.enteredBy))
    .where(where)

/** The newest results in force, of one county or of the city. */
export const listResults = (db: Db, regionCode: string | undefined, limit = 30) =>
  select(db, and(eq(results.isCurrent, true), regionCode ? eq(enterprises.regionCode, regionCode) : undefined))
    .orderBy(desc(results.sampledOn), desc(results.id))
    .limit(limit)

/** One result, in force or superseded. */
export async function getResult(db: Db, id: number) {
  const [found] = await select(db, eq(results.id, id))
  return found
}
export type SupervisoryResult = NonNullable<Awaited<ReturnType<typeof getResult>>>

/** What stood before it, newest first. */
export async function listEarlier(
  db: Db,
  result: Pick<SupervisoryResult, 'supersedesId'>,
): Promise<SupervisoryResult[]> {
  const earlier: SupervisoryResult[] = []
  for (let id = result.supersedesId; id !== null && earlier.length < 50; ) {
    const before: SupervisoryResult | undefined = await getResult(db, id)
    if (!before) break
    earlier.push(before)
    id = before.supersedesId
  }
  return earlier
}

/** The one that took its place, if any. */
export async function getSuccessor(db: Db, id: number) {
  const [found] = await db.select({ id: results.id }).from(results).where(eq(results.supersedesId, id))
  return found
}
