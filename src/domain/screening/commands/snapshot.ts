import { and, eq, isNotNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { countyReturns } from '#db/schema/assessment.ts'
import { type KeptLedgers, keepLedgers } from '#domain/screening/commands/keep-ledgers.ts'
import { monthBefore } from '#domain/screening/rules/snapshot.ts'
import { cityDate } from '#platform/clock.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict } from '#platform/refuse.ts'

/**
 * 月报 (四（一）3): a county reports both its ledgers of a month, as they stand now. They are never changed again; a month that was
 * reported stays as it was and is given back. `system` keeps those of a county that signed its return before the month was over, or
 * let the day pass.
 * @throws DomainError not_allowed for another county; conflict for a month that is not over
 */
export async function takeSnapshots(
  db: Db,
  regionCode: string,
  month: string,
  by: Viewer | 'system',
  now: Date,
): Promise<KeptLedgers> {
  if (by !== 'system') demand(by, 'screening.report', { regionCode })
  if (month > monthBefore(cityDate(now)))
    throw conflict(`${month} 还没有结束，不能上报`, `${month} is not over: it cannot be reported yet`)
  return db.transaction(async (tx) => {
    const isUnreported = by === 'system' && !(await isSigned(tx, regionCode, month))
    return keepLedgers(tx, { regionCode, month, isUnreported }, by, now)
  })
}

/** A county that signed its return before the month's end reported in time: its ledgers are kept when the month is over. */
async function isSigned(tx: Db, regionCode: string, month: string): Promise<boolean> {
  const signed = and(
    eq(countyReturns.kind, 'month'),
    eq(countyReturns.regionCode, regionCode),
    eq(countyReturns.period, month),
    isNotNull(countyReturns.firstSignedAt),
  )
  return (await tx.$count(countyReturns, signed)) > 0
}
