import { and, desc, eq, gt, gte, isNotNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { outlets } from '#db/schema/enterprise.ts'
import { supervisoryResults as results, onlineSummaries as summaries } from '#db/schema/monitoring.ts'
import { factors } from '#db/schema/standard.ts'
import { judgeAgainstLimit } from '#domain/enterprise/rules/limit.ts'

const most = 12

/** The newest values of the bureau over their limit, and the on-line periods with exceedances, at a firm's outlets since a day. */
export async function listOverLimit(db: Db, enterpriseId: number, since: string) {
  const [samples, online] = await Promise.all([
    db
      .select({
        outletCode: outlets.code,
        factorZh: factors.nameZh,
        sampledOn: results.sampledOn,
        value: results.value,
        unit: results.unit,
        limitMin: results.limitMin,
        limitMax: results.limitMax,
        reportNo: results.reportNo,
      })
      .from(results)
      .innerJoin(outlets, eq(outlets.id, results.outletId))
      .innerJoin(factors, eq(factors.code, results.factorCode))
      .where(
        and(
          eq(outlets.enterpriseId, enterpriseId),
          eq(results.isCurrent, true),
          isNotNull(results.value),
          gte(results.sampledOn, since),
        ),
      )
      .orderBy(desc(results.sampledOn), desc(results.id))
      .limit(400),
    db
      .select({
        outletCode: outlets.code,
        factorZh: factors.nameZh,
        fromOn: summaries.fromOn,
        toOn: summaries.toOn,
        judgedCount: summaries.judgedCount,
        exceedanceCount: summaries.exceedanceCount,
        max: summaries.concentrationMax,
        unit: summaries.unit,
      })
      .from(summaries)
      .innerJoin(outlets, eq(outlets.id, summaries.outletId))
      .innerJoin(factors, eq(factors.code, summaries.factorCode))
      .where(
        and(
          eq(outlets.enterpriseId, enterpriseId),
          eq(summaries.isCurrent, true),
          gt(summaries.exceedanceCount, 0),
          gte(summaries.toOn, since),
        ),
      )
      .orderBy(desc(summaries.toOn), desc(summaries.id))
      .limit(most),
  ])
  const over = samples.flatMap(({ value, ...sample }) =>
    value !== null && judgeAgainstLimit({ ...sample, value })?.standing === 'over' ? [{ ...sample, value }] : [],
  )
  return { samples: over.slice(0, most), online }
}
export type OverLimit = Awaited<ReturnType<typeof listOverLimit>>
