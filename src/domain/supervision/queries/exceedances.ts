import { and, asc, eq, gte, isNull, lt } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { factors } from '#db/schema/standard.ts'
import { exceedances } from '#db/schema/supervision.ts'

/** What an exceedance says wherever it is read, beside its factor. */
export const exceedanceColumns = {
  factorCode: factors.code,
  factorZh: factors.nameZh,
  factorEn: factors.nameEn,
  unit: factors.unit,
  kind: exceedances.kind,
  at: exceedances.at,
  value: exceedances.value,
  limitMin: exceedances.limitMin,
  limitMax: exceedances.limitMax,
  multiple: exceedances.multiple,
  isJudged: exceedances.isJudged,
  why: exceedances.why,
}

/** Exceedances of one outlet, or of all of a county or of the city, whose period began from `from` on and before `to`. */
export async function listExceedances(
  db: Db,
  { outletId, regionCode, from, to }: { outletId?: number; regionCode?: string; from: Date; to: Date },
) {
  return db
    .select({
      outletId: exceedances.outletId,
      outletCode: outlets.code,
      creditCode: enterprises.creditCode,
      enterpriseName: enterprises.name,
      regionCode: enterprises.regionCode,
      factorNo: exceedances.factorNo,
      ...exceedanceColumns,
      orderId: exceedances.orderId,
    })
    .from(exceedances)
    .innerJoin(outlets, eq(outlets.id, exceedances.outletId))
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .innerJoin(factors, eq(factors.no, exceedances.factorNo))
    .where(
      and(
        isNull(exceedances.clearedAt),
        gte(exceedances.at, from),
        lt(exceedances.at, to),
        outletId === undefined ? undefined : eq(exceedances.outletId, outletId),
        regionCode === undefined ? undefined : eq(enterprises.regionCode, regionCode),
      ),
    )
    .orderBy(asc(exceedances.at), asc(exceedances.outletId), asc(exceedances.factorNo))
}
