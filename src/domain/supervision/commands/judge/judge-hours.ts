import type { Db } from '#db/client.ts'
import type { OutletToJudge } from '#domain/supervision/commands/judge/outlet.ts'
import { writeExceedances } from '#domain/supervision/commands/judge/write-exceedances.ts'
import { readingsBetween } from '#domain/supervision/queries/judged-readings.ts'
import { judgePeriod } from '#domain/supervision/rules/judge.ts'

/** Waste gas: the means of these hours against their limits. */
export async function judgeHours(tx: Db, of: OutletToJudge, hours: readonly number[]) {
  if (hours.length === 0) return { found: 0, cleared: 0 }
  const asked = new Set(hours)
  const readings = await readingsBetween(tx, of.outletId, 'hour', Math.min(...hours), Math.max(...hours))
  const found = readings
    .filter(({ atMs }) => asked.has(atMs))
    .flatMap((reading) => {
      const { factorNo, factorCode, unit, atMs } = reading
      const over = judgePeriod(reading, of.limitAt(factorCode, unit, atMs), of.excuseAt(factorCode, atMs))
      return over ? [{ ...over, factorNo, atMs, isComputed: false }] : []
    })
  return writeExceedances(tx, of, 'hour', hours, found)
}
