import { judgeAgainstLimit } from '#domain/enterprise/rules/limit.ts'
import { comparisonBounds as bounds } from '#domain/monitoring/rules/compare-bounds.ts'
import type { OnlineYear } from '#domain/monitoring/rules/online.ts'

/** What the enterprise published for one outlet and factor. All values of a comparison are in one unit. */
export interface SelfReported {
  state: 'measured' | 'below_detection' | 'no_discharge' | 'not_required' | 'not_yet_due' | 'overdue' | null
  mean: number | null
  max: number | null
  detectionLimit: number | null
  totalTonnes: number | null
  judgedCount: number | null
  exceedanceCount: number | null
  limitMin: number | null
  limitMax: number | null
}

/** One sample of the bureau; the value is null below the detection limit. */
export interface Sample {
  sampledOn: string
  value: number | null
  detectionLimit: number | null
  limitMin: number | null
  limitMax: number | null
}

export interface Sources {
  selfReported: SelfReported
  online: OnlineYear | null
  supervisory: readonly Sample[]
}

export type ContradictionCode =
  | 'mean_unlike_online'
  | 'mean_unlike_samples'
  | 'online_above_maximum'
  | 'sample_above_maximum'
  | 'online_exceedance_denied'
  | 'sample_exceedance_denied'
  | 'exceedance_unseen_online'
  | 'total_unlike_online'
  | 'found_though_not_detected'
  | 'found_though_not_discharging'

/** What one source says and another denies. `given` is what its sentence needs (i18n/messages/comparison.ts). */
export interface Contradiction {
  code: ContradictionCode
  given: Record<string, number | string>
}

export interface Comparison {
  /** `single`: only the enterprise has spoken, there is nothing to compare. */
  verdict: 'agrees' | 'contradicts' | 'single'
  contradictions: Contradiction[]
}

/**
 * Holds the three sources of one outlet, factor and year against each other. Says where they contradict, never who is right.
 * The bounds are in compare-bounds.ts.
 */
export function compareSources(sources: Sources): Comparison {
  if (!sources.online && sources.supervisory.length === 0) return { verdict: 'single', contradictions: [] }
  const contradictions = [...againstOnline(sources), ...againstSamples(sources)]
  return { verdict: contradictions.length > 0 ? 'contradicts' : 'agrees', contradictions }
}

function againstOnline({ selfReported: self, online }: Sources): Contradiction[] {
  if (!online) return []
  const found: Contradiction[] = []
  if (self.state === 'no_discharge' && online.mean > 0) {
    return [{ code: 'found_though_not_discharging', given: { periods: online.judgedCount, mean: online.mean } }]
  }
  if (self.state === 'below_detection' && isAbove(online.mean, self.detectionLimit)) {
    return [{ code: 'found_though_not_detected', given: { value: online.mean, limit: self.detectionLimit as number } }]
  }
  const whole = online.days >= bounds.onlineDays
  if (whole && self.mean !== null && areApart(self, self.mean, online.mean, bounds.meanApart)) {
    found.push({ code: 'mean_unlike_online', given: { self: self.mean, online: online.mean } })
  }
  if (self.max !== null && isBeyond(self, online.max, self.max)) {
    found.push({ code: 'online_above_maximum', given: { self: self.max, online: online.max } })
  }
  if (self.exceedanceCount === 0 && online.exceedanceCount > 0) {
    const given = { online: online.exceedanceCount, judged: online.judgedCount }
    found.push({ code: 'online_exceedance_denied', given })
  }
  if (whole && (self.exceedanceCount ?? 0) > 0 && online.exceedanceCount === 0) {
    found.push({ code: 'exceedance_unseen_online', given: { self: self.exceedanceCount as number } })
  }
  const [a, b] = [self.totalTonnes, online.totalTonnes]
  if (
    whole &&
    a !== null &&
    b !== null &&
    apart(a, b) > bounds.totalApart &&
    Math.abs(a - b) > bounds.totalNoiseTonnes
  ) {
    found.push({ code: 'total_unlike_online', given: { self: a, online: b } })
  }
  return found
}

function againstSamples({ selfReported: self, supervisory }: Sources): Contradiction[] {
  const values = supervisory.flatMap((sample) => (sample.value === null ? [] : [{ ...sample, value: sample.value }]))
  const highest = values.toSorted((a, b) => b.value - a.value)[0]
  if (!highest) return []
  const { value, sampledOn: day } = highest
  if (self.state === 'no_discharge') return [{ code: 'found_though_not_discharging', given: { value, day } }]
  if (self.state === 'below_detection') {
    const limit = self.detectionLimit
    return isAbove(value, limit)
      ? [{ code: 'found_though_not_detected', given: { value, day, limit: limit as number } }]
      : []
  }
  const found: Contradiction[] = []
  if (self.max !== null && isBeyond(self, value, self.max)) {
    found.push({ code: 'sample_above_maximum', given: { self: self.max, value, day } })
  }
  const over = values.filter((sample) => judgeAgainstLimit(sample)?.standing === 'over')
  if (self.exceedanceCount === 0 && over.length > 0) {
    const { value: first, sampledOn, limitMax } = over[0] as (typeof over)[number]
    const given = { samples: over.length, value: first, day: sampledOn, limit: limitMax as number }
    found.push({ code: 'sample_exceedance_denied', given })
  }
  const mean = values.reduce((sum, sample) => sum + sample.value, 0) / values.length
  const enough = values.length >= bounds.samplesForMean
  if (enough && self.mean !== null && areApart(self, self.mean, mean, bounds.sampleMeanApart)) {
    const given = { self: self.mean, samples: values.length, mean: Number(mean.toPrecision(3)) }
    found.push({ code: 'mean_unlike_samples', given })
  }
  return found
}

/** Two means of one factor: by ratio, small differences left out; a range (pH) by distance. */
function areApart({ limitMin, limitMax }: SelfReported, a: number, b: number, bound: number): boolean {
  if (limitMin !== null) return Math.abs(a - b) > bounds.phApart
  const noise = (limitMax ?? 0) * bounds.noiseOfLimit
  return apart(a, b) > bound && Math.abs(a - b) > noise
}

/** A value that the stated maximum does not cover. */
function isBeyond({ limitMin, limitMax }: SelfReported, value: number, max: number): boolean {
  if (limitMin !== null) return value - max > bounds.phApart
  return value > max * (1 + bounds.aboveMaximum) && value - max > (limitMax ?? 0) * bounds.noiseOfLimit
}

/** 0 for equal, towards 1 the further apart. */
const apart = (a: number, b: number) => (a === b ? 0 : Math.abs(a - b) / Math.max(a, b))
const isAbove = (value: number, limit: number | null) => limit !== null && value > limit * (1 + bounds.aboveMaximum)
