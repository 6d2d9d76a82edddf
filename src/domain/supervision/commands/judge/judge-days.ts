import type { Db } from '#db/client.ts'
import type { OutletToJudge } from '#domain/supervision/commands/judge/outlet.ts'
import { writeExceedances } from '#domain/supervision/commands/judge/write-exceedances.ts'
import { type ReadingToJudge, readingsBetween } from '#domain/supervision/queries/judged-readings.ts'
import { type Found, judgePeriod, meanOfDay } from '#domain/supervision/rules/judge.ts'
import { termsOn } from '#domain/supervision/rules/terms.ts'
import { cityDate } from '#platform/clock.ts'

const hourMs = 3_600_000
const hoursOfDay = 24

/**
 * Waste water: the means of these days, which are over, against their limits. A day is what the device sent for it; of a factor for
 * which it sent none, the mean of its hours, some hours after the day's end.
 * @returns also the days that wait for the device's own mean
 */
export async function judgeDays(tx: Db, of: OutletToJudge, days: readonly number[]) {
  if (days.length === 0) return { found: 0, cleared: 0, waiting: [] as number[] }
  const [first, last] = [Math.min(...days), Math.max(...days)]
  const [ofDays, ofHours] = await Promise.all([
    readingsBetween(tx, of.outletId, 'day', first, last),
    readingsBetween(tx, of.outletId, 'hour', first, last + (hoursOfDay - 1) * hourMs),
  ])
  const found: (Found & { factorNo: number; atMs: number; isComputed: boolean })[] = []
  const waiting: number[] = []
  for (const dayMs of days) {
    const { closeHours } = termsOn(cityDate(new Date(dayMs))).waterDay
    const sent = ofDays.filter(({ atMs }) => atMs === dayMs)
    const hours = ofHours.filter(({ atMs }) => atMs >= dayMs && atMs < dayMs + hoursOfDay * hourMs)
    for (const reading of sent) {
      const over = judge(of, reading, dayMs, reading)
      if (over) found.push({ ...over, isComputed: false })
    }
    const isSent = new Set(sent.map(({ factorNo }) => factorNo))
    const missing = hours.filter(
      ({ factorNo, factorCode, unit }) => !isSent.has(factorNo) && of.limitAt(factorCode, unit, dayMs),
    )
    if (of.now.getTime() < dayMs + (hoursOfDay + closeHours.value) * hourMs) {
      if (missing.length > 0) waiting.push(dayMs)
      continue
    }
    for (const own of Map.groupBy(missing, (hour) => hour.factorNo).values()) {
      const mean = computedMean(of, own, hours, dayMs)
      const over = judge(of, own[0] as ReadingToJudge, dayMs, { mean, stdMean: null, flag: null })
      if (over) found.push({ ...over, isComputed: true })
    }
  }
  return { ...(await writeExceedances(tx, of, 'day', days, found)), waiting }
}

function judge(
  of: OutletToJudge,
  { factorNo, factorCode, unit }: ReadingToJudge,
  dayMs: number,
  value: { mean: number | null; stdMean: number | null; flag: string | null },
) {
  const over = judgePeriod(value, of.limitAt(factorCode, unit, dayMs), excuseOfDay(of, factorCode, dayMs))
  return over && { ...over, factorNo, atMs: dayMs }
}

/** A day is taken out when so many of its hours are that it cannot be valid. */
function excuseOfDay(of: OutletToJudge, factorCode: string, dayMs: number): string | null {
  const excuses = Array.from({ length: hoursOfDay }, (_, hour) => of.excuseAt(factorCode, dayMs + hour * hourMs))
  const { shareOfHours } = termsOn(cityDate(new Date(dayMs))).waterDay
  return excuses.filter((excuse) => excuse === null).length < hoursOfDay * shareOfHours.value
    ? (excuses.find((excuse) => excuse !== null) ?? null)
    : null
}

function computedMean(
  of: OutletToJudge,
  own: readonly ReadingToJudge[],
  all: readonly ReadingToJudge[],
  dayMs: number,
) {
  const { flowFactor, shareOfHours } = termsOn(cityDate(new Date(dayMs))).waterDay
  const volumes = new Map(
    all.filter(({ factorCode }) => factorCode === flowFactor.value).map(({ atMs, total }) => [atMs, total]),
  )
  return meanOfDay(
    own.map((hour) => ({
      ...hour,
      volume: volumes.get(hour.atMs) ?? null,
      isExcused: of.excuseAt(hour.factorCode, hour.atMs) !== null,
    })),
    { due: hoursOfDay, share: shareOfHours.value, isAmount: own[0]?.amountUnit !== null },
  )
}
