import type { RowAnswers } from '#domain/disclosure/rules/answers.ts'
import { rowFields, type Typed } from '#domain/disclosure/rules/form.ts'

/** A published row as the form would have it typed: what a correction starts from. Reading it gives the row again. */
export function typedOf(row: RowAnswers): Typed {
  const number = (value: number | null) => (value === null ? '' : String(value))
  const below = row.detectionLimit === null ? '' : `<${row.detectionLimit}`
  const measured = row.concentrationState === 'measured'
  return withoutBlanks({
    route: row.route ?? '',
    pattern: row.pattern ?? '',
    reason: measured || (row.concentrationState === 'below_detection' && below) ? '' : (row.concentrationState ?? ''),
    min: measured && row.concentrationMin === 0 && below ? below : number(row.concentrationMin),
    mean: row.concentrationState === 'below_detection' ? below : number(row.concentrationMean),
    max: number(row.concentrationMax),
    origin: row.origin ?? '',
    samples: number(row.sampleCount),
    reportNo: row.reportNo ?? '',
    rateMin: number(row.rateMin),
    rateMax: number(row.rateMax),
    total: number(row.totalTonnes),
    totalReason: row.totalState === 'measured' ? '' : (row.totalState ?? ''),
    judged: number(row.judgedCount),
    exceeded: number(row.exceedanceCount),
    exceedanceReason: row.exceedanceReason ?? '',
    specialLimit: number(row.specialLimit),
    limitRate: number(row.limitRate),
    waterPerProduct: row.limitWaterPerProduct ?? '',
    specialPeriod: row.specialPeriodLimit ?? '',
    supervisoryRate: number(row.supervisoryExceedanceRate),
    onlineRate: number(row.onlineExceedanceRate),
    unusualReason: row.unusualReason ?? '',
  })
}

/**
 * "As last year": what does not change from one year to the next. Never a value, a count or the reason of one; of the
 * reasons why there is no value only the one that lasts.
 */
export function lastingAnswers(row: RowAnswers): Typed {
  const { reason, totalReason, ...typed } = typedOf(row)
  const lasting = (given: string | undefined) => (given === 'not_required' ? given : '')
  return withoutBlanks({
    ...Object.fromEntries(lastingFields.map((field) => [field, typed[field] ?? ''])),
    reason: lasting(reason),
    totalReason: lasting(totalReason),
  })
}

const lastingFields = [
  'route',
  'pattern',
  'origin',
  'specialLimit',
  'limitRate',
  'waterPerProduct',
  'specialPeriod',
] as const

/** Is anything of the firm's own in it? How the outlet discharges is filled in from the register. */
export const isUntouched = (typed: Typed) => rowFields.every((field) => !typed[field])

const withoutBlanks = (typed: Typed): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ''))
