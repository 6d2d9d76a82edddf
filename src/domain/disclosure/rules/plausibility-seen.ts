import type { FieldIssue, RowAnswers } from '#domain/disclosure/rules/answers.ts'
import type { RowContext, RowField } from '#domain/disclosure/rules/form.ts'
import { type ContradictionCode, compareSources } from '#domain/monitoring/rules/compare.ts'

/** Where each contradiction is asked about. What is not here is no reason to doubt the enterprise's own figure. */
const fields: Partial<Record<ContradictionCode, RowField>> = {
  mean_unlike_online: 'mean',
  mean_unlike_samples: 'mean',
  online_above_maximum: 'max',
  sample_above_maximum: 'max',
  online_exceedance_denied: 'exceeded',
  sample_exceedance_denied: 'exceeded',
  total_unlike_online: 'total',
  found_though_not_detected: 'mean',
  found_though_not_discharging: 'reason',
}

/** What the enterprise states below what its own devices or the bureau's samples found in the same year asks for a reason. */
export function againstOtherSources({ seen, limitMin, limitMax }: RowContext, answers: RowAnswers): FieldIssue[] {
  if (!seen) return []
  const { contradictions } = compareSources({
    selfReported: {
      state: answers.concentrationState,
      mean: answers.concentrationMean,
      max: answers.concentrationMax,
      detectionLimit: answers.detectionLimit,
      totalTonnes: answers.totalTonnes,
      judgedCount: answers.judgedCount,
      exceedanceCount: answers.exceedanceCount,
      limitMin,
      limitMax,
    },
    online: seen.online,
    supervisory: seen.samples,
  })
  return contradictions.flatMap(({ code, given }): FieldIssue[] => {
    const field = fields[code]
    const { self, online, mean } = given
    const isHigher = typeof self === 'number' && self > Number(online ?? mean ?? self)
    return !field || isHigher ? [] : [{ field, code, kind: 'explain', given }]
  })
}
