import { emissionPatterns, valueOrigins, valueStates } from '#db/vocabulary.ts'
import {
  type EmissionPattern,
  type EmissionRoute,
  isRowFieldOf,
  type OutletField,
  type Problem,
  type RowContext,
  type RowField,
  routesOf,
  type Typed,
  type ValueState,
} from '#domain/disclosure/rules/form.ts'
import { type Quantity, readCount, readQuantity } from '#src/text/quantity.ts'

/** A row as values: what is published, and what the checks look at. Concentrations in the row's unit. */
export interface RowAnswers {
  route: EmissionRoute | null
  pattern: EmissionPattern | null
  concentrationState: ValueState | null
  concentrationMin: number | null
  concentrationMean: number | null
  concentrationMax: number | null
  /** Below it nothing could be found; a `concentrationMin` of 0 beside it means "less than this". */
  detectionLimit: number | null
  origin: (typeof valueOrigins)[number] | null
  /** Of manual monitoring: how many samples, and the laboratory's report. */
  sampleCount: number | null
  reportNo: string | null
  /** Stacks: kg/h. */
  rateMin: number | null
  rateMax: number | null
  totalState: ValueState | null
  totalTonnes: number | null
  judgedCount: number | null
  exceedanceCount: number | null
  exceedanceReason: string | null
  /** Limits beside that of the concentration: special limit in the row's unit, rate in kg/h, the others in words. */
  specialLimit: number | null
  limitRate: number | null
  limitWaterPerProduct: string | null
  specialPeriodLimit: string | null
  /** 超标率 of the bureau's own samples and of the devices, 0 to 100; null where nothing was measured. */
  supervisoryExceedanceRate: number | null
  onlineExceedanceRate: number | null
  unusualReason: string | null
}

/** A problem with its field's own name; the row's key is put before it by check.ts. */
export type FieldIssue = Omit<Problem, 'field'> & { field: RowField | OutletField }

/** Why there is no value: every state but `measured`. */
export const absences = valueStates.filter((state) => state !== 'measured') as Exclude<ValueState, 'measured'>[]

/** Reads what was typed for one outlet and factor. What cannot be read is null and has its issue. */
export function readRow(typed: Typed, context: RowContext): { answers: RowAnswers; issues: FieldIssue[] } {
  const issues: FieldIssue[] = []
  const choice = <T extends string>(field: RowField | OutletField, allowed: readonly T[]): T | null => {
    const given = typed[field]?.trim() ?? ''
    if (given === '' || allowed.includes(given as T)) return (given as T) || null
    issues.push({ field, code: 'choice_unknown', kind: 'wrong', given: { given } })
    return null
  }
  const quantity = (field: RowField, read = readQuantity, unit = ''): Quantity => {
    const found = read(typed[field] ?? '', unit)
    if (found.kind === 'unreadable') {
      issues.push({ field, code: found.why, kind: 'wrong', given: { given: typed[field] ?? '', unit } })
    }
    return found
  }
  const words = (field: RowField) => (isRowFieldOf(field, context.outletKind) && typed[field]?.trim()) || null
  const plain = (field: RowField, unit: string) => {
    if (!isRowFieldOf(field, context.outletKind)) return null
    const found = quantity(field, readQuantity, unit)
    if (found.kind === 'number') return found.value
    if (found.kind === 'below_detection' || found.kind === 'no_discharge')
      issues.push({ field, code: 'no_plain_number', kind: 'wrong', given: { given: typed[field] ?? '' } })
    return null
  }

  const concentration = readConcentration(
    choice('reason', absences),
    {
      min: quantity('min', readQuantity, context.unit),
      mean: quantity('mean', readQuantity, context.unit),
      max: quantity('max', readQuantity, context.unit),
    },
    issues,
  )
  const total = context.hasTotal
    ? readTotal(
        choice('totalReason', absences),
        quantity('total', readQuantity, 't'),
        concentration.concentrationState,
        issues,
      )
    : { totalState: null, totalTonnes: null }
  const answers: RowAnswers = {
    route: choice('route', routesOf(context.outletKind)),
    pattern: choice('pattern', emissionPatterns),
    ...concentration,
    origin: choice('origin', valueOrigins),
    sampleCount: count('samples', quantity('samples', readCount), typed, issues),
    reportNo: words('reportNo'),
    rateMin: plain('rateMin', 'kg/h'),
    rateMax: plain('rateMax', 'kg/h'),
    ...total,
    judgedCount: count('judged', quantity('judged', readCount), typed, issues),
    exceedanceCount: count('exceeded', quantity('exceeded', readCount), typed, issues),
    exceedanceReason: words('exceedanceReason'),
    specialLimit: plain('specialLimit', context.unit),
    limitRate: plain('limitRate', 'kg/h'),
    limitWaterPerProduct: words('waterPerProduct'),
    specialPeriodLimit: words('specialPeriod'),
    supervisoryExceedanceRate: plain('supervisoryRate', '%'),
    onlineExceedanceRate: plain('onlineRate', '%'),
    unusualReason: words('unusualReason'),
  }
  return { answers, issues }
}

type Concentration = Pick<
  RowAnswers,
  'concentrationState' | 'concentrationMin' | 'concentrationMean' | 'concentrationMax' | 'detectionLimit'
>
const none = { concentrationMin: null, concentrationMean: null, concentrationMax: null }

function readConcentration(
  reason: Exclude<ValueState, 'measured'> | null,
  typed: { min: Quantity; mean: Quantity; max: Quantity },
  issues: FieldIssue[],
): Concentration {
  const all = [typed.min, typed.mean, typed.max]
  const limits = all.flatMap((q) =>
    q.kind === 'below_detection' && q.detectionLimit !== null ? [q.detectionLimit] : [],
  )
  const detectionLimit = limits.length > 0 ? Math.max(...limits) : null
  const numbers = all.some((q) => q.kind === 'number')
  const below = all.some((q) => q.kind === 'below_detection')
  const nothing = all.some((q) => q.kind === 'no_discharge')

  if (reason ?? nothing) {
    const contradicted =
      numbers || (below && reason !== 'below_detection') || (nothing && reason && reason !== 'no_discharge')
    if (contradicted)
      issues.push({
        field: 'reason',
        code: 'value_and_reason',
        kind: 'wrong',
        given: { reason: reason ?? 'no_discharge' },
      })
    const concentrationState = contradicted ? null : (reason ?? 'no_discharge')
    return { concentrationState, ...none, detectionLimit: reason === 'below_detection' ? detectionLimit : null }
  }
  if (below && !numbers) return { concentrationState: 'below_detection', ...none, detectionLimit }
  if (!numbers) return { concentrationState: null, ...none, detectionLimit: null }

  const value = (q: Quantity) => (q.kind === 'number' ? q.value : null)
  for (const field of ['mean', 'max'] as const) {
    if (typed[field].kind === 'below_detection') issues.push({ field, code: 'mean_below_detection', kind: 'wrong' })
  }
  if (typed.min.kind === 'below_detection' && typed.min.detectionLimit === null) {
    issues.push({ field: 'min', code: 'detection_unknown', kind: 'wrong' })
  }
  return {
    concentrationState: 'measured',
    concentrationMin: typed.min.kind === 'below_detection' ? 0 : value(typed.min),
    concentrationMean: value(typed.mean),
    concentrationMax: value(typed.max),
    detectionLimit,
  }
}

function readTotal(
  reason: Exclude<ValueState, 'measured'> | null,
  typed: Quantity,
  concentrationState: ValueState | null,
  issues: FieldIssue[],
): Pick<RowAnswers, 'totalState' | 'totalTonnes'> {
  if (typed.kind === 'number' && reason) {
    issues.push({ field: 'totalReason', code: 'value_and_reason', kind: 'wrong', given: { reason } })
    return { totalState: null, totalTonnes: null }
  }
  if (typed.kind === 'number') return { totalState: 'measured', totalTonnes: typed.value }
  if (typed.kind === 'below_detection' || typed.kind === 'no_discharge')
    return { totalState: typed.kind, totalTonnes: null }
  // Nothing discharged has no amount to ask for.
  const implied = typed.kind === 'blank' && concentrationState === 'no_discharge' ? 'no_discharge' : null
  return { totalState: reason ?? implied, totalTonnes: null }
}

function count(field: RowField, typed: Quantity, given: Typed, issues: FieldIssue[]): number | null {
  if (typed.kind === 'blank' || typed.kind === 'unreadable') return null
  if (typed.kind === 'number' && Number.isInteger(typed.value)) return typed.value
  issues.push({ field, code: 'not_whole', kind: 'wrong', given: { given: given[field] ?? '' } })
  return null
}
