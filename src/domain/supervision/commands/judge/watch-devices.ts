import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { anomalies } from '#db/schema/supervision.ts'
import { stopsOf } from '#domain/monitoring/queries/stops.ts'
import { clearStoppedAbsences } from '#domain/supervision/commands/judge/clear-absences.ts'
import { attachToOrders } from '#domain/supervision/commands/order/attach.ts'
import { termsOn } from '#domain/supervision/rules/terms.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { log } from '#platform/log.ts'

const minuteMs = 60_000

/**
 * 掉线: devices of which nothing was heard for the rule's minutes, each absence once, from its last frame on, or from the end of the
 * stop after it; it ends with the first look after the device is back. Approved stops are none, and one that is approved later clears
 * the absence that it covers. When most of the devices that were ever heard are silent at once, the fault is ours or the network's:
 * then no order is issued. @returns how many absences began and ended
 */
export async function watchDevices(db: Db, now: Date): Promise<{ began: number; ended: number }> {
  const { offline } = termsOn(cityDate(now))
  const at = (minutes: number) => sql`${new Date(now.getTime() - minutes * minuteMs).toISOString()}::timestamptz`
  await clearStoppedAbsences(db, now)
  const rows = (await db.execute(sql`
    select d.outlet_id as "outletId", e.credit_code as "creditCode", a.last_frame_at as "lastFrameAt", due.since as "dueSince",
      due.since < ${at(offline.minutes.value)} as "isAbsent", d.state = 'stopped' as "isStopped"
    from devices d join device_activity a on a.device_id = d.id
    join outlets o on o.id = d.outlet_id join enterprises e on e.id = o.enterprise_id
    cross join lateral (
      select greatest(a.last_frame_at, max(least(s.ended_at, s.to_at))) as since from device_stops s
      where s.outlet_id = d.outlet_id and s.state in ('approved', 'silent') and least(s.ended_at, s.to_at) <= ${at(0)}
    ) due
    where d.state <> 'removed' and a.last_frame_at > ${at(offline.longestDays.value * 24 * 60)}
    order by d.outlet_id`)) as unknown as {
    outletId: number
    creditCode: string
    lastFrameAt: string
    dueSince: string
    isAbsent: boolean
    isStopped: boolean
  }[]
  const silent = rows.filter(({ isAbsent, isStopped }) => isAbsent && !isStopped)
  const stops = await stopsOf(
    db,
    silent.map(({ outletId }) => outletId),
    { from: now, to: new Date(now.getTime() + 1) },
  )
  const absent = silent.filter(({ outletId }) => !stops.has(outletId))
  const isOurs = rows.length > 1 && absent.length > rows.length * offline.shareIsOurs.value
  if (isOurs) log.warn({ absent: absent.length, of: rows.length }, 'most devices are silent: no orders are issued')
  const sum = { began: 0, ended: 0 }
  const isLasting = and(eq(anomalies.kind, 'offline'), isNull(anomalies.untilAt), isNull(anomalies.clearedAt))
  const known = await db.select({ outletId: anomalies.outletId, at: anomalies.at }).from(anomalies).where(isLasting)
  const lasting = new Map(known.map(({ outletId, at }) => [outletId, at.getTime()]))
  const isNew = ({ outletId, dueSince }: (typeof rows)[number]) =>
    lasting.get(outletId) !== new Date(dueSince).getTime()
  const lost = isOurs ? [] : absent.filter(isNew)
  for (const { outletId, creditCode, dueSince } of lost)
    await db.transaction(async (transaction) => {
      const tx = transaction as unknown as Db
      const [added] = await tx
        .insert(anomalies)
        .values({ outletId, kind: 'offline', at: new Date(dueSince), foundAt: now })
        .onConflictDoNothing()
        .returning({ id: anomalies.id })
      if (!added) return
      const orders = await attachToOrders(tx, outletId, now)
      await recordEvent(tx, {
        kind: 'exceedance.device_lost',
        subject: `outlet:${outletId}`,
        by: 'system',
        at: now,
        after: { creditCode, since: new Date(dueSince).toISOString(), orders },
      })
      sum.began++
    })
  for (const { outletId, lastFrameAt } of rows.filter(({ outletId, isAbsent }) => !isAbsent && lasting.has(outletId))) {
    const ended = await db
      .update(anomalies)
      .set({ untilAt: new Date(lastFrameAt) })
      .where(and(eq(anomalies.outletId, outletId), isLasting))
      .returning({ id: anomalies.id })
    sum.ended += ended.length
  }
  return sum
}
