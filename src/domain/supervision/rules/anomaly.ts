import type { SupervisionTerms } from '#domain/supervision/rules/terms.ts'

export type HourAnomaly = 'zero' | 'frozen' | 'out_of_range'

export interface HourValue {
  /** Start of the hour, ms. */
  at: number
  mean: number | null
  flag: string | null
  /** m³ of the hour at a water outlet; 0: nothing flows, and a zero means nothing. */
  volume: number | null
  /** Of the factor in that hour, in the unit of the value. */
  limitMax: number | null
}

const hourMs = 3_600_000
const stands = (flag: string | null) => flag === null || flag === 'N'

/**
 * The hours of one factor that are no honest measurement by their look: one of so many zeros in a row, one of so many equal
 * values, or outside of what can be. Of each hour the first of these that fits. What a flag excuses is left out, but for T:
 * over the instrument's range. Follows from the hours alone; a missing hour ends a row.
 */
export function findHourAnomalies(
  hours: readonly HourValue[],
  { range, terms }: { range: { min: number; max: number } | null; terms: SupervisionTerms },
): { at: number; kind: HourAnomaly; value: number }[] {
  const sorted = [...hours].sort((a, b) => a.at - b.at)
  const found = new Map<number, { at: number; kind: HourAnomaly; value: number }>()
  for (const { at, mean, flag, limitMax } of sorted) {
    if (mean === null) continue
    const highest = range?.max ?? (limitMax ? limitMax * terms.outOfRange.timesLimit : Number.POSITIVE_INFINITY)
    const isTopped = flag === 'T' && (limitMax === null || mean <= limitMax)
    if (isTopped || (stands(flag) && (mean < (range?.min ?? 0) || mean > highest)))
      found.set(at, { at, kind: 'out_of_range', value: mean })
  }
  for (const run of runsOf(sorted)) {
    const { mean } = run[0] as { mean: number }
    const kind = mean === 0 ? 'zero' : 'frozen'
    if (run.length < terms[kind].hours.value) continue
    for (const { at } of run) if (!found.has(at)) found.set(at, { at, kind, value: mean })
  }
  return [...found.values()].sort((a, b) => a.at - b.at)
}

/** Stretches of neighbouring hours with one and the same value. */
function runsOf(hours: readonly HourValue[]): HourValue[][] {
  const runs: HourValue[][] = []
  for (const hour of hours) {
    if (hour.mean === null || !stands(hour.flag) || (hour.mean === 0 && hour.volume === 0)) continue
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run && last && last.mean === hour.mean && last.at + hourMs === hour.at) run.push(hour)
    else runs.push([hour])
  }
  return runs
}

/** How far before and after an hour another one may change what is said of it. */
export const reachHours = ({ zero, frozen }: SupervisionTerms) => Math.max(zero.hours.value, frozen.hours.value) - 1
