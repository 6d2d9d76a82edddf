import { type Value, valueAt } from '#src/cli/simulate/plant.ts'

import type { Habit, SimulatedFactor, SimulatedSite } from '#src/cli/simulate/site.ts'

export const spans = { minute: 10 * 60_000, hour: 3_600_000, day: 24 * 3_600_000 } as const
export type Span = keyof typeof spans
const samplesOf = { minute: 6, hour: 6, day: 24 } as const

/** What a device makes of its readings of a span: of flow the volume (m³) beside the mean, of a concentration the mass (kg). */
export interface Mean {
  factor: SimulatedFactor
  min: number
  mean: number
  max: number
  /** Null where the unit is not one of mg. */
  total: number | null
  flag: Value['flag']
}

export function meansOf(site: SimulatedSite, habit: Habit, span: Span, fromMs: number): Mean[] {
  const flow = site.factors.find(({ isFlow }) => isFlow)
  const volume = flow ? volumeOf(site, meanOf(site, habit, flow, span, fromMs).mean, span) : null
  return site.factors.map((factor) => {
    const mean = meanOf(site, habit, factor, span, fromMs)
    return { ...mean, total: volume === null ? null : factor.isFlow ? volume : massOf(site, factor, mean.mean, volume) }
  })
}

function meanOf(site: SimulatedSite, habit: Habit, factor: SimulatedFactor, span: Span, fromMs: number) {
  const samples = samplesOf[span]
  let [min, max, sum] = [Number.POSITIVE_INFINITY, 0, 0]
  let flag: Value['flag'] = 'N'
  for (let n = 0; n < samples; n++) {
    const seen = valueAt(site, habit, factor, fromMs + ((n + 0.5) * spans[span]) / samples)
    min = Math.min(min, seen.value)
    max = Math.max(max, seen.value)
    sum += seen.value
    if (n === 0 && span !== 'day') flag = seen.flag
  }
  return { factor, min, mean: Number((sum / samples).toPrecision(4)), max, flag }
}

/** Flow of water is in L/s, of gas in m³/s. */
const volumeOf = ({ medium }: SimulatedSite, mean: number, span: Span) =>
  Math.round((mean * spans[span]) / 1000 / (medium === 'water' ? 1000 : 1))

function massOf({ medium }: SimulatedSite, { unit, limitMin }: SimulatedFactor, mean: number, volume: number) {
  if (limitMin !== null || !/^mg\//.test(unit)) return null
  return Number(((mean * volume) / (medium === 'water' ? 1e3 : 1e6)).toPrecision(4))
}
