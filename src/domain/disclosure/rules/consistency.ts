import type { FieldIssue, RowAnswers } from '#domain/disclosure/rules/answers.ts'
import type { RowContext } from '#domain/disclosure/rules/form.ts'
import { judgeRow } from '#domain/disclosure/rules/judgement.ts'

/** What contradicts itself within one row. Each is either put right or, where it can be true, explained. */
export function inconsistencies(context: RowContext, answers: RowAnswers): FieldIssue[] {
  const { concentrationMin: min, concentrationMean: mean, concentrationMax: max } = answers
  const { judgedCount: judged, exceedanceCount: exceeded } = answers
  const issues: FieldIssue[] = []
  const wrong = (field: FieldIssue['field'], code: FieldIssue['code'], given: FieldIssue['given'] = {}) =>
    issues.push({ field, code, kind: 'wrong', given })

  if (min !== null && mean !== null && min > mean) wrong('min', 'min_above_mean', { min, mean })
  if (mean !== null && max !== null && mean > max) wrong('max', 'mean_above_max', { mean, max })
  if (min !== null && mean === null && max !== null && min > max) wrong('min', 'min_above_mean', { min, mean: max })
  if (judged !== null && exceeded !== null && exceeded > judged)
    wrong('exceeded', 'more_exceeded_than_judged', { judged, exceeded })
  if (answers.concentrationState === 'measured' && context.limitMax !== null && judged === 0)
    wrong('judged', 'none_judged')
  if (answers.concentrationState === 'no_discharge' && ((answers.totalTonnes ?? 0) > 0 || (exceeded ?? 0) > 0)) {
    wrong((exceeded ?? 0) > 0 ? 'exceeded' : 'total', 'discharged_nothing')
  }

  const { rateMin, rateMax } = answers
  if (rateMin !== null && rateMax !== null && rateMin > rateMax)
    wrong('rateMin', 'rate_min_above_max', { min: rateMin, max: rateMax })
  for (const [field, share] of [
    ['supervisoryRate', answers.supervisoryExceedanceRate],
    ['onlineRate', answers.onlineExceedanceRate],
  ] as const) {
    if (share !== null && (share < 0 || share > 100))
      wrong(field, 'out_of_range', { value: share, least: 0, most: 100 })
  }
  if (answers.sampleCount !== null && answers.sampleCount < 1)
    wrong('samples', 'out_of_range', { value: answers.sampleCount, least: 1 })

  const { worst } = judgeRow(context, answers)
  if (worst?.standing === 'over' && exceeded === 0) {
    wrong('exceeded', 'over_without_exceedance', { max: max as number, limit: context.limitMax as number })
  }
  if (worst && worst.standing !== 'over' && (exceeded ?? 0) > 0) {
    issues.push({
      field: 'max',
      code: 'exceedance_without_over',
      kind: 'explain',
      given: { exceeded: exceeded as number },
    })
  }
  return issues
}
