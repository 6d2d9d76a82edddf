import { eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { mediumOfOutlet } from '#domain/monitoring/queries/live/city.ts'
import { limitsOf } from '#domain/monitoring/queries/live/limits.ts'
import { marksOf } from '#domain/monitoring/queries/rates/marks.ts'
import { stopsOf } from '#domain/monitoring/queries/stops.ts'
import { limitOn } from '#domain/monitoring/rules/live/value.ts'
import { findAnomalies } from '#domain/supervision/commands/judge/find-anomalies.ts'
import { judgeDays } from '#domain/supervision/commands/judge/judge-days.ts'
import { judgeHours } from '#domain/supervision/commands/judge/judge-hours.ts'
import type { OutletToJudge } from '#domain/supervision/commands/judge/outlet.ts'
import { attachToOrders } from '#domain/supervision/commands/order/attach.ts'
import { reachHours } from '#domain/supervision/rules/anomaly.ts'
import { termsOn } from '#domain/supervision/rules/terms.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'

/** Starts of periods, ms. */
export interface PeriodsToJudge {
  hours: readonly number[]
  days: readonly number[]
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const judging = 4_309_003
const dayStart = (ms: number) => Date.parse(`${cityDate(new Date(ms))}T00:00:00+08:00`)

/**
 * Judges periods of one outlet inside the caller's transaction: what is over its limit, what looks like no measurement, and the
 * orders of both. Everything found is made anew from the readings; what is the same is not touched.
 * @returns the orders issued, and the days that cannot be judged yet
 */
export async function judgeOutlet(
  tx: Db,
  outletId: number,
  { hours, days }: PeriodsToJudge,
  now: Date,
): Promise<{ issued: number[]; waitingDays: number[] }> {
  await tx.execute(sql`select pg_advisory_xact_lock(${judging}, ${outletId})`)
  const [outlet] = await tx
    .select({ kind: outlets.kind, creditCode: enterprises.creditCode })
    .from(outlets)
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .where(eq(outlets.id, outletId))
  const all = [...hours, ...days]
  if (!outlet || all.length === 0) return { issued: [], waitingDays: [] }
  const reachMs = 2 * reachHours(termsOn(cityDate(now))) * hourMs
  const [from, to] = [Math.min(...all) - reachMs, Math.max(...all) + dayMs + reachMs]
  const limits = (await limitsOf(tx, [outletId], cityDate(new Date(from)), cityDate(new Date(to)))).get(outletId) ?? []
  const marks = (await marksOf(tx, [outletId], cityDate(new Date(from)), cityDate(new Date(to)))).get(outletId) ?? []
  const stops = (await stopsOf(tx, [outletId], { from: new Date(from), to: new Date(to) })).get(outletId) ?? []
  const medium = mediumOfOutlet(outlet.kind)
  const of: OutletToJudge = {
    ...{ outletId, medium, now },
    limitAt: (factorCode, unit, atMs) => limitOn(limits, factorCode, cityDate(new Date(atMs)), medium, unit),
    excuseAt: (factorCode, atMs) => {
      // What was running for a part of an hour answers for that hour, as in the rates.
      if (stops.some((stop) => stop.from.getTime() <= atMs && (!stop.to || atMs + hourMs <= stop.to.getTime())))
        return 'stop'
      const mark = marks.find(
        (each) => (each.factorCode ?? factorCode) === factorCode && each.fromMs <= atMs && atMs < each.toMs,
      )
      return mark ? `mark_${mark.kind}` : null
    },
  }
  const asked = medium === 'water' ? [...new Set([...days, ...hours.map(dayStart)])] : []
  const isOver = (ms: number) => ms + dayMs <= now.getTime()
  const judged =
    medium === 'water'
      ? await judgeDays(tx, of, asked.filter(isOver))
      : { ...(await judgeHours(tx, of, hours)), waiting: [] }
  const odd = hours.length > 0 ? await findAnomalies(tx, of, hours) : { found: 0, cleared: 0 }
  const issued = await attachToOrders(tx, outletId, now)
  if (judged.found + judged.cleared + odd.found + odd.cleared > 0)
    await recordEvent(tx, {
      kind: 'exceedance.judged',
      subject: `outlet:${outletId}`,
      by: 'system',
      at: now,
      after: {
        creditCode: outlet.creditCode,
        exceedances: { found: judged.found, cleared: judged.cleared },
        anomalies: odd,
        orders: issued,
      },
    })
  return { issued, waitingDays: [...asked.filter((ms) => !isOver(ms)), ...judged.waiting] }
}
