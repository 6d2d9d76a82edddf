import type { RowAnswers } from '#domain/disclosure/rules/answers.ts'
import type { RowContext } from '#domain/disclosure/rules/form.ts'
import { judgeAgainstLimit, type LimitJudgement } from '#domain/enterprise/rules/limit.ts'

type Limits = Pick<RowContext, 'limitMin' | 'limitMax' | 'permittedTonnes'>
type Values = Pick<
  RowAnswers,
  'concentrationMin' | 'concentrationMean' | 'concentrationMax' | 'totalTonnes' | 'judgedCount' | 'exceedanceCount'
>

export interface RowJudgement {
  mean: LimitJudgement | null
  /** The worst single value: the maximum, or for a range (pH) whichever end lies outside. */
  worst: LimitJudgement | null
  /** The value that `worst` is about. */
  worstValue: number | null
  /** The year's total against the permitted one. */
  total: LimitJudgement | null
  /** 超标率: exceeding periods / judged periods, 0 to 1; null when none was judged (annex 2: blank is not zero). */
  exceedanceRate: number | null
  /** One of its values, its count or its total lies over what is allowed. */
  exceeds: boolean
}

/** What a row says against its limit and its permit. A value that is missing is not judged. */
export function judgeRow({ limitMin, limitMax, permittedTonnes }: Limits, values: Values): RowJudgement {
  const against = (value: number | null) => (value === null ? null : judgeAgainstLimit({ value, limitMin, limitMax }))
  const mean = against(values.concentrationMean)
  const highest = against(values.concentrationMax)
  const lowest = limitMin === null ? null : against(values.concentrationMin)
  const isTooLow = lowest?.standing === 'over' && highest?.standing !== 'over'
  const worst = isTooLow ? lowest : highest
  const total =
    values.totalTonnes === null ? null : judgeAgainstLimit({ value: values.totalTonnes, limitMax: permittedTonnes })
  return {
    mean,
    worst,
    worstValue: isTooLow ? values.concentrationMin : values.concentrationMax,
    total,
    exceedanceRate: values.judgedCount ? (values.exceedanceCount ?? 0) / values.judgedCount : null,
    exceeds: worst?.standing === 'over' || total?.standing === 'over' || (values.exceedanceCount ?? 0) > 0,
  }
}
