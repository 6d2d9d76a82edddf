import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reopenDays } from '#domain/monitoring/commands/rates/close-days.ts'
import { hourMs } from '#domain/monitoring/rules/rates/hours.ts'
import { cityDate } from '#platform/clock.ts'

/**
 * Whole hours of an outlet count otherwise from now on, for a mark of the firm: their days are closed again, their hours and days
 * judged again. Inside the writer's transaction.
 */
export async function lookAgain(tx: Db, outletId: number, from: Date, to: Date): Promise<void> {
  await reopenDays(tx, outletId, cityDate(from), cityDate(new Date(to.getTime() - hourMs)))
  await judgeAgain(tx, outletId, from, to)
}

/** The hours of a span that are over, and its days, are judged again. The day's close finds by itself what a stop took out later. */
export async function judgeAgain(tx: Db, outletId: number, from: Date, to: Date): Promise<void> {
  const first = new Date(Math.floor(from.getTime() / hourMs) * hourMs)
  const last = new Date(to.getTime() - hourMs)
  await tx.execute(sql`
    insert into readings_to_judge (outlet_id, kind, at)
    select ${outletId}::int, 'hour', h from generate_series(${first.toISOString()}::timestamptz, ${last.toISOString()}::timestamptz, interval '1 hour') h
    union all
    select ${outletId}::int, 'day', d::date::timestamp at time zone 'Asia/Shanghai'
    from generate_series(${cityDate(first)}::date, ${cityDate(last)}::date, interval '1 day') d`)
}
