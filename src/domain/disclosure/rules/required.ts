import type { RowAnswers } from '#domain/disclosure/rules/answers.ts'
import type { RowContext, RowField } from '#domain/disclosure/rules/form.ts'
import { judgeRow } from '#domain/disclosure/rules/judgement.ts'

/**
 * Which fields of a row must be filled, given what stands in it already: a value or the reason why there is none; where a
 * limit exists the judged periods; the reason of an exceedance.
 * Source: city rule 三（二）5; annex 2, tables W2 and A2; rules.md 8 (completeness)
 */
export function requiredFields(context: RowContext, answers: RowAnswers): RowField[] {
  const { concentrationState: state } = answers
  const total: RowField[] = context.hasTotal && state !== 'no_discharge' ? ['total'] : []
  const by: RowField[] = answers.origin === 'manual' ? ['origin', 'samples', 'reportNo'] : ['origin']
  if (state === null) return ['min', 'mean', 'max', ...by, ...total, ...judging(context)]
  if (state === 'measured')
    return ['min', 'mean', 'max', ...by, ...rates(context), ...total, ...judging(context), ...cause(context, answers)]
  if (state === 'below_detection') return ['mean', ...by, ...total, ...judging(context)]
  return ['mean', ...total]
}

/** 排放速率 is asked of what a stack carries in mg/m³ (annex 2, table A2). */
const rates = ({ outletKind, hasTotal, unit }: RowContext): RowField[] =>
  outletKind === 'stack' && hasTotal && unit === 'mg/m³' ? ['rateMin', 'rateMax'] : []

const judging = ({ limitMax }: RowContext): RowField[] => (limitMax === null ? [] : ['judged', 'exceeded'])

function cause(context: RowContext, answers: RowAnswers): RowField[] {
  const { worst, exceedanceRate } = judgeRow(context, answers)
  return worst?.standing === 'over' || (exceedanceRate ?? 0) > 0 ? ['exceedanceReason'] : []
}

/** Whether a required field is answered: by its own value, or for the concentration and the total by the reason beside it. */
export function isFilled(field: RowField, answers: RowAnswers): boolean {
  switch (field) {
    case 'min':
      return answers.concentrationMin !== null
    case 'mean':
      return (
        answers.concentrationMean !== null ||
        (answers.concentrationState !== null && answers.concentrationState !== 'measured')
      )
    case 'max':
      return answers.concentrationMax !== null
    case 'origin':
      return answers.origin !== null
    case 'samples':
      return answers.sampleCount !== null
    case 'reportNo':
      return answers.reportNo !== null
    case 'rateMin':
      return answers.rateMin !== null
    case 'rateMax':
      return answers.rateMax !== null
    case 'total':
      return answers.totalState !== null
    case 'judged':
      return answers.judgedCount !== null
    case 'exceeded':
      return answers.exceedanceCount !== null
    case 'exceedanceReason':
      return answers.exceedanceReason !== null
    case 'unusualReason':
      return answers.unusualReason !== null
    case 'reason':
    case 'totalReason':
    case 'specialLimit':
    case 'limitRate':
    case 'waterPerProduct':
    case 'specialPeriod':
    case 'supervisoryRate':
    case 'onlineRate':
      return true
  }
}
