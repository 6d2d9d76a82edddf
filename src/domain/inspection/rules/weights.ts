import type { controlLevels } from '#db/vocabulary.ts'
import type { InspectionTerms } from '#domain/inspection/rules/terms.ts'

/** What is known of a firm in the months that the rules look back on. All of it is public. */
export interface RiskFacts {
  controlLevel: (typeof controlLevels)[number]
  /** 在线超标 that were judged. */
  exceedances: number
  /** 监督性监测 results over their limit. */
  samplesOver: number
  /** Published cases. */
  cases: number
  /** Public reports that were found true: the number that the firm's page has. */
  reports: number
  /** Signs of falsified data in the months of hours. */
  onlineSigns: number
  /** An outlet that must have a device and has none beyond its day. */
  isDeviceMissing: boolean
  /** Inspected within the months. */
  isInspected: boolean
}

/** The weight of a firm with its reasons, which add up to it; a reason that gives nothing is left out. */
export function weightOf(facts: RiskFacts, { weights }: Pick<InspectionTerms, 'weights'>) {
  const upTo = (count: number, { each, most }: { each: number; most: number }) => Math.min(most, count * each)
  const reasons = {
    base: weights.base,
    controlLevel: weights.controlLevel[facts.controlLevel],
    exceedances: upTo(facts.exceedances, weights.perExceedance),
    samplesOver: upTo(facts.samplesOver, weights.perSampleOver),
    cases: upTo(facts.cases, weights.perCase),
    reports: upTo(facts.reports, weights.perReport),
    onlineSigns: upTo(facts.onlineSigns, weights.onlineSigns),
    deviceMissing: facts.isDeviceMissing ? weights.deviceMissing : 0,
    notInspected: facts.isInspected ? 0 : weights.notInspected.value,
  }
  const given = Object.entries(reasons).filter(([, points]) => points > 0)
  return { weight: given.reduce((sum, [, points]) => sum + points, 0), reasons: Object.fromEntries(given) }
}
