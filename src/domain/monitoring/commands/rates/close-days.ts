import { asc, inArray, max, min, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { dayClosings, daysToClose } from '#db/schema/reading-day.ts'
import { closeDayOf, closeIn, sumRegions } from '#domain/monitoring/commands/rates/close-day.ts'
import { findSigns } from '#domain/monitoring/commands/rates/find-signs.ts'
import { dueAmong, listDueOutlets } from '#domain/monitoring/queries/rates/due-outlets.ts'
import { allRatedFactorsOn, rateRuleOn } from '#domain/monitoring/rules/online-rules.ts'
import { dayStartMs } from '#domain/monitoring/rules/rates/hours.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'

/** Lines of the list of open days that one transaction takes. */
const linesTogether = 2000

/**
 * Closes what is over: each day up to yesterday for the whole city, and again the days of single outlets that something reached
 * later. A new day is also looked through for signs. Run every few minutes; what is done is not done again.
 */
export async function closeDueDays(db: Db, now: Date): Promise<{ days: number; again: number }> {
  const yesterday = addDays(cityDate(now), -1)
  let days = 0
  const months = new Set<string>()
  for (let day = await nextDay(db); day !== undefined && day <= yesterday; day = addDays(day, 1)) {
    const outletIds = await listDueOutlets(db, day)
    await closeDayOf(db, day, outletIds, now)
    await sumRegions(db, day, allRatedFactorsOn(day))
    await db.insert(dayClosings).values({ day, closedAt: now }).onConflictDoNothing()
    months.add(`${day.slice(0, 7)}-01`)
    // Until its last day is confirmed, a month may still change.
    months.add(`${addDays(day, -rateRuleOn(day).correctionDays).slice(0, 7)}-01`)
    days++
  }
  await listStoppedDays(db)
  const again = await closeAgain(db, yesterday, now)
  for (const month of months) await findSigns(db, month, now)
  if (days + again > 0)
    await recordEvent(db, {
      kind: 'rates.closed',
      subject: 'rates:days',
      by: 'system',
      at: now,
      after: { days, again },
    })
  return { days, again }
}

/**
 * The first day that is not closed. Before any was: the first whole day on which the portal received hours, since nobody owed
 * it hours before. Undefined while there are none.
 */
async function nextDay(db: Db): Promise<string | undefined> {
  const [last] = await db.select({ day: max(dayClosings.day) }).from(dayClosings)
  if (last?.day) return addDays(last.day, 1)
  const [first] = (await db.execute(sql`select min(at) as at from readings where kind = 'hour'`)) as unknown as {
    at: string | null
  }[]
  if (!first?.at) return undefined
  const at = new Date(first.at)
  const day = cityDate(at)
  return at.getTime() === dayStartMs(day) ? day : addDays(day, 1)
}

/**
 * Takes lines off the list and closes their days in the same transaction: a line is gone only when its day is written. Days
 * before the first that was closed are nobody's debt and are left.
 */
async function closeAgain(db: Db, until: string, now: Date): Promise<number> {
  const [first] = await db.select({ day: min(dayClosings.day) }).from(dayClosings)
  const touched = new Set<string>()
  let closed = 0
  for (;;) {
    const taken = await db.transaction(async (transaction) => {
      const tx = transaction as unknown as Db
      const lines = await tx
        .select()
        .from(daysToClose)
        .where(sql`${daysToClose.day} <= ${until}::date`)
        .orderBy(asc(daysToClose.id))
        .limit(linesTogether)
        .for('update', { skipLocked: true })
      for (const [day, ofDay] of Map.groupBy(lines, (line) => line.day)) {
        if (!first?.day || day < first.day) continue
        const ids = await dueAmong(
          tx,
          day,
          ofDay.map(({ outletId }) => outletId),
        )
        if (ids.length === 0) continue
        await closeIn(tx, day, ids, now)
        touched.add(day)
        closed += ids.length
      }
      if (lines.length > 0)
        await tx.delete(daysToClose).where(
          inArray(
            daysToClose.id,
            lines.map(({ id }) => id),
          ),
        )
      return lines.length
    })
    if (taken < linesTogether) break
  }
  for (const day of touched) await sumRegions(db, day, allRatedFactorsOn(day))
  return closed
}

/** Lists the days that a stop was consented to, or ended, after they were closed. */
async function listStoppedDays(db: Db): Promise<void> {
  await db.execute(sql`
    insert into days_to_close (outlet_id, day)
    select s.outlet_id, c.day
    from device_stops s
    join day_closings c on c.day >= (s.from_at at time zone 'Asia/Shanghai')::date
      and c.day <= coalesce((s.to_at at time zone 'Asia/Shanghai')::date, 'infinity')
    join lateral (
      select max(d.closed_at) as at, bool_or(d.stopped > 0) as stopped from reading_days d
      where d.outlet_id = s.outlet_id and d.day = c.day and d.stage = 'provisional'
    ) closed on true
    where s.state in ('approved', 'silent')
      and (closed.at < s.answered_at or (closed.stopped and c.day > (s.ended_at at time zone 'Asia/Shanghai')::date))
      and not exists (select from days_to_close q where q.outlet_id = s.outlet_id and q.day = c.day)`)
}

/** Puts each day of a span of outlets on the list: something reached it after it was closed. Inside the writer's transaction. */
export async function reopenDays(tx: Db, outletId: number, from: string, to: string): Promise<void> {
  await tx.execute(sql`
    insert into days_to_close (outlet_id, day)
    select ${outletId}, d::date from generate_series(${from}::date, ${to}::date, interval '1 day') d`)
}
