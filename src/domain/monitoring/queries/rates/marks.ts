import { and, asc, gt, inArray, isNull, lt } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { readingMarks as marks } from '#db/schema/reading-day.ts'
import { dayStartMs, type HourMark } from '#domain/monitoring/rules/rates/hours.ts'
import { addDays } from '#platform/clock.ts'

/** The marks that stand on any hour of a span of days, by outlet. */
export async function marksOf(
  db: Db,
  outletIds: readonly number[],
  from: string,
  to: string,
): Promise<Map<number, HourMark[]>> {
  const rows = await db
    .select({
      outletId: marks.outletId,
      factorCode: marks.factorCode,
      fromAt: marks.fromAt,
      toAt: marks.toAt,
      kind: marks.kind,
    })
    .from(marks)
    .where(
      and(
        inArray(marks.outletId, [...outletIds]),
        lt(marks.fromAt, new Date(dayStartMs(addDays(to, 1)))),
        gt(marks.toAt, new Date(dayStartMs(from))),
        isNull(marks.withdrawnAt),
      ),
    )
    .orderBy(asc(marks.outletId), asc(marks.fromAt))
  const read = rows.map(({ fromAt, toAt, ...mark }) => ({ ...mark, fromMs: fromAt.getTime(), toMs: toAt.getTime() }))
  return Map.groupBy(read, ({ outletId }) => outletId)
}
