import { judgeAgainstLimit } from '#domain/enterprise/rules/limit.ts'
import { shownValue } from '#domain/monitoring/rules/live/value.ts'

export interface PeriodValue {
  mean: number | null
  stdMean: number | null
  flag: string | null
}

export interface Found {
  value: number
  limitMin: number | null
  limitMax: number
  multiple: number | null
  isJudged: boolean
  why: string | null
}

/**
 * Whether the mean of a period is over its limit. Of gases the converted mean counts where the device sent one. What a flag or a
 * mark takes out is found too, and not judged; T means "at least the range", so that a T over the limit is over it, and one
 * below says nothing. `excuse`: what else takes the period out, the firm's mark (`mark_…`) or an approved stop.
 * @returns null within the limit, or without a value or limit
 */
export function judgePeriod(
  period: PeriodValue,
  limit: { limitMin: number | null; limitMax: number } | null,
  excuse: string | null,
): Found | null {
  const value = shownValue(period)
  if (value === null || !limit) return null
  const judgement = judgeAgainstLimit({ value, ...limit })
  if (judgement.standing !== 'over') return null
  const { flag } = period
  const why = flag === null || flag === 'N' || flag === 'T' ? excuse : `flag_${flag}`
  return { value, ...limit, multiple: judgement.multiple, isJudged: why === null, why }
}

export interface HourOfWater extends PeriodValue {
  /** m³ of the hour; null where the device does not say. */
  volume: number | null
  isExcused: boolean
}

/**
 * The mean of a day for which the device sent none: of its valid hours, weighted by their volume; of what is no amount (pH), and
 * where no volumes came, the plain mean. Hours without discharge do not count.
 * @param due hours that the day should have
 * @returns null with too few valid hours: then the day has no mean; and without discharge
 */
export function meanOfDay(
  hours: readonly HourOfWater[],
  { due, share, isAmount }: { due: number; share: number; isAmount: boolean },
): number | null {
  const dry = hours.filter(({ volume }) => volume === 0).length
  const valid = hours.filter(
    ({ mean, flag, volume, isExcused }) =>
      mean !== null && (flag === null || flag === 'N') && volume !== 0 && !isExcused,
  )
  if (valid.length === 0 || valid.length < (due - dry) * share) return null
  const isWeighted = isAmount && valid.every(({ volume }) => volume !== null)
  const weight = (hour: HourOfWater) => (isWeighted ? (hour.volume as number) : 1)
  const whole = valid.reduce((sum, hour) => sum + weight(hour), 0)
  return valid.reduce((sum, hour) => sum + (hour.mean as number) * weight(hour), 0) / whole
}
