import { and, eq, isNotNull, lt, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { countyReturns } from '#db/schema/assessment.ts'
import { monthBefore, monthOf } from '#domain/assessment/rules/month.ts'
import { takeSnapshots } from '#domain/screening/commands/snapshot.ts'
import { cityDate } from '#platform/clock.ts'

/**
 * The ledgers of the month that is over, as they stand: of each county that signed its return before the month's end, or let the day of
 * its return pass. What is kept already stays. Repeating it does nothing.
 */
export async function keepDueLedgers(db: Db, now: Date): Promise<void> {
  const today = cityDate(now)
  const rows = await db
    .select({ regionCode: countyReturns.regionCode, period: countyReturns.period })
    .from(countyReturns)
    .where(
      and(
        eq(countyReturns.kind, 'month'),
        eq(countyReturns.period, monthBefore(monthOf(today))),
        or(isNotNull(countyReturns.firstSignedAt), lt(countyReturns.dueOn, today)),
      ),
    )
  for (const { regionCode, period } of rows) await takeSnapshots(db, regionCode, period, 'system', now)
}
