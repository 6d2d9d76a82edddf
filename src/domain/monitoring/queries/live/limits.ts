import { and, asc, gt, inArray, isNull, lte, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { outletLimits } from '#db/schema/enterprise.ts'
import type { DatedLimit } from '#domain/monitoring/rules/live/value.ts'

/** The limits of outlets that hold on any day of a span, by outlet. */
export async function limitsOf(
  db: Db,
  outletIds: readonly number[],
  from: string,
  to: string,
): Promise<Map<number, DatedLimit[]>> {
  const rows = await db
    .select({
      outletId: outletLimits.outletId,
      factorCode: outletLimits.factorCode,
      limitMin: outletLimits.limitMin,
      limitMax: outletLimits.limitMax,
      unit: outletLimits.unit,
      averaging: outletLimits.averaging,
      validFrom: outletLimits.validFrom,
      validTo: outletLimits.validTo,
    })
    .from(outletLimits)
    .where(
      and(
        inArray(outletLimits.outletId, [...outletIds]),
        lte(outletLimits.validFrom, to),
        or(isNull(outletLimits.validTo), gt(outletLimits.validTo, from)),
      ),
    )
    .orderBy(asc(outletLimits.outletId), asc(outletLimits.factorCode), asc(outletLimits.validFrom))
  return Map.groupBy(rows, ({ outletId }) => outletId)
}
