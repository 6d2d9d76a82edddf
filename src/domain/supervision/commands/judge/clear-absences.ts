import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { termsOn } from '#domain/supervision/rules/terms.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'

/**
 * Absences that a stop covers which was consented to only afterwards are none any more: from before the device had been silent for
 * the rule's minutes, until it was back or until now. They stay in their orders, with when they were cleared.
 */
export async function clearStoppedAbsences(db: Db, now: Date): Promise<void> {
  const { offline } = termsOn(cityDate(now))
  const instant = sql`${now.toISOString()}::timestamptz`
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const cleared = (await tx.execute(sql`
      update anomalies a set cleared_at = ${instant}
      from outlets o join enterprises e on e.id = o.enterprise_id
      where o.id = a.outlet_id and a.kind = 'offline' and a.cleared_at is null
        and exists (
          select from device_stops s
          where s.outlet_id = a.outlet_id and s.state in ('approved', 'silent')
            and s.from_at < a.at + make_interval(mins => ${offline.minutes.value}::int)
            and coalesce(least(s.ended_at, s.to_at), 'infinity') >= coalesce(a.until_at, ${instant})
        )
      returning a.outlet_id as "outletId", e.credit_code as "creditCode"`)) as unknown as {
      outletId: number
      creditCode: string
    }[]
    for (const [outletId, rows] of Map.groupBy(cleared, (row) => row.outletId))
      await recordEvent(tx, {
        kind: 'exceedance.judged',
        subject: `outlet:${outletId}`,
        by: 'system',
        at: now,
        after: {
          creditCode: rows[0]?.creditCode,
          exceedances: { found: 0, cleared: 0 },
          anomalies: { found: 0, cleared: rows.length },
          orders: [],
        },
      })
  })
}
