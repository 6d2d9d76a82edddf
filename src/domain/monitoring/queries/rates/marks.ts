import { and, asc, desc, eq, gt, inArray, isNull, lt } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { outlets } from '#db/schema/enterprise.ts'
import { readingMarks as marks } from '#db/schema/reading-day.ts'
import { factors } from '#db/schema/standard.ts'
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

export type ShownMark = Awaited<ReturnType<typeof listMarks>>[number]

/** The marks of one outlet, or of all outlets of a firm, newest first; withdrawn ones too. Who made them stays inside. */
export function listMarks(
  db: Db,
  of: { outletId: number } | { enterpriseId: number },
  { from, to }: { from?: Date; to?: Date } = {},
  most = 200,
) {
  return db
    .select({
      id: marks.id,
      outletId: marks.outletId,
      outletCode: outlets.code,
      outletName: outlets.name,
      factorCode: marks.factorCode,
      factorZh: factors.nameZh,
      factorEn: factors.nameEn,
      fromAt: marks.fromAt,
      toAt: marks.toAt,
      kind: marks.kind,
      words: marks.words,
      markedAt: marks.markedAt,
      withdrawnAt: marks.withdrawnAt,
      withdrawnWords: marks.withdrawnWords,
    })
    .from(marks)
    .innerJoin(outlets, eq(outlets.id, marks.outletId))
    .leftJoin(factors, eq(factors.code, marks.factorCode))
    .where(
      and(
        'outletId' in of ? eq(marks.outletId, of.outletId) : eq(outlets.enterpriseId, of.enterpriseId),
        from ? gt(marks.toAt, from) : undefined,
        to ? lt(marks.fromAt, to) : undefined,
      ),
    )
    .orderBy(desc(marks.fromAt), desc(marks.id))
    .limit(most)
}
