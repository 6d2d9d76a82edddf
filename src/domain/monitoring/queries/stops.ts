import { and, gt, inArray, isNull, lt, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { deviceStops } from '#db/schema/device-register.ts'

/** A time in which nothing is due of an outlet: its plant, its device stands still, or the device was taken away, with consent. */
export interface StoppedPeriod {
  outletId: number
  kind: (typeof deviceStops.$inferSelect)['kind']
  from: Date
  /** Not in it any more; null: no end. */
  to: Date | null
  reason: string
}

const consented = inArray(deviceStops.state, ['approved', 'silent'])

/** The stops of outlets that touch a span, by outlet; consented to only. */
export async function stopsOf(
  db: Db,
  outletIds: readonly number[],
  span: { from: Date; to: Date },
): Promise<Map<number, StoppedPeriod[]>> {
  if (outletIds.length === 0) return new Map()
  const rows = await db
    .select({
      outletId: deviceStops.outletId,
      kind: deviceStops.kind,
      fromAt: deviceStops.fromAt,
      toAt: deviceStops.toAt,
      endedAt: deviceStops.endedAt,
      reason: deviceStops.reason,
    })
    .from(deviceStops)
    .where(
      and(
        inArray(deviceStops.outletId, [...outletIds]),
        consented,
        lt(deviceStops.fromAt, span.to),
        or(isNull(deviceStops.toAt), gt(deviceStops.toAt, span.from)),
        or(isNull(deviceStops.endedAt), gt(deviceStops.endedAt, span.from)),
      ),
    )
    .orderBy(deviceStops.outletId, deviceStops.fromAt)
  return Map.groupBy(
    rows.map(({ fromAt, toAt, endedAt, ...row }) => ({ ...row, from: fromAt, to: endedAt ?? toAt })),
    ({ outletId }) => outletId,
  )
}

/** Is nothing due of an outlet at a moment? */
export async function isStopped(db: Db, outletId: number, at: Date): Promise<boolean> {
  const found = await stopsOf(db, [outletId], { from: at, to: new Date(at.getTime() + 1) })
  return (found.get(outletId) ?? []).length > 0
}
