import { and, asc, eq, gt, inArray, lt, lte, max, or, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { readingsToJudge } from '#db/schema/device.ts'
import { judgeOutlet, type PeriodsToJudge } from '#domain/supervision/commands/judge/judge-outlet.ts'
import { log } from '#platform/log.ts'

const atOnce = 5_000
/** A period that fails so often is left for a person; the log names its outlet. */
const mostAttempts = 5
const dayMs = 86_400_000

/**
 * Judges the hours and days that came in since the last run, outlet by outlet, each in its own transaction: one that fails holds
 * up no other. A day waits for its end. Judging a period twice, or in another order, gives the same.
 * @returns how many periods were judged and how many orders were issued
 */
export async function judgeWaiting(db: Db, now: Date): Promise<{ judged: number; issued: number }> {
  const sum = { judged: 0, issued: 0 }
  // Days that go on waiting come back behind this one.
  const [newest] = await db.select({ id: max(readingsToJudge.id) }).from(readingsToJudge)
  const last = newest?.id ?? 0
  for (let after = 0; after < last; ) {
    const waiting = await db
      .select({
        id: readingsToJudge.id,
        outletId: readingsToJudge.outletId,
        kind: readingsToJudge.kind,
        at: readingsToJudge.at,
      })
      .from(readingsToJudge)
      .where(
        and(
          gt(readingsToJudge.id, after),
          lte(readingsToJudge.id, last),
          lt(readingsToJudge.attempts, mostAttempts),
          or(eq(readingsToJudge.kind, 'hour'), lte(readingsToJudge.at, new Date(now.getTime() - dayMs))),
        ),
      )
      .orderBy(asc(readingsToJudge.id))
      .limit(atOnce)
    for (const [outletId, items] of Map.groupBy(waiting, (item) => item.outletId)) {
      const ids = items.map(({ id }) => id)
      const timesOf = (kind: string) => [
        ...new Set(items.filter((item) => item.kind === kind).map(({ at }) => at.getTime())),
      ]
      const periods: PeriodsToJudge = { hours: timesOf('hour'), days: timesOf('day') }
      try {
        const { issued, waitingDays } = await db.transaction(async (transaction) => {
          const tx = transaction as unknown as Db
          const done = await judgeOutlet(tx, outletId, periods, now)
          await tx.delete(readingsToJudge).where(inArray(readingsToJudge.id, ids))
          await waitForDays(tx, outletId, done.waitingDays)
          return done
        })
        sum.judged += periods.hours.length + periods.days.length - waitingDays.length
        sum.issued += issued.length
      } catch (error) {
        log.error({ err: error, outletId }, 'an outlet could not be judged')
        await db
          .update(readingsToJudge)
          .set({ attempts: sql`${readingsToJudge.attempts} + 1` })
          .where(inArray(readingsToJudge.id, ids))
      }
    }
    after = waiting.length < atOnce ? last : (waiting.at(-1)?.id ?? last)
  }
  return sum
}

/** Puts days into the queue that cannot be judged yet, each once. */
async function waitForDays(tx: Db, outletId: number, days: readonly number[]) {
  for (const ms of days) {
    const day = and(
      eq(readingsToJudge.outletId, outletId),
      eq(readingsToJudge.kind, 'day'),
      eq(readingsToJudge.at, new Date(ms)),
    )
    if ((await tx.$count(readingsToJudge, day)) === 0)
      await tx.insert(readingsToJudge).values({ outletId, kind: 'day', at: new Date(ms) })
  }
}
