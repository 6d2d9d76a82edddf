export type Standing = 'within' | 'near' | 'over'

/** How a value stands to its legal limit. */
export interface LimitJudgement {
  standing: Standing
  /** value / limit, at most 1 unless over; null for a range (pH) and for "must not be detected" (limit 0). */
  ratio: number | null
  /** 超标倍数 = (value - limit) / limit; null unless over, and where no ratio exists. */
  multiple: number | null
}

interface Measured {
  value: number
  /** Lower bound: pH only. */
  limitMin?: number | null
  /** Upper bound in the value's unit; 0 means "must not be detected". */
  limitMax: number | null
}

/** From this share of the limit on a value counts as near it. The portal's own choice, not the law's. */
export const nearShare = 0.8
/** Decimals in which a pH is reported (HJ 1147-2020; unconfirmed): a range of whole numbers must not swallow 9.4. */
const phDecimals = 1

/**
 * Compares a value with its limit: over means more than the limit, equal is within; a pH is over outside its range.
 * The value is first rounded to the decimals of the limit (GB/T 8170-2008, half to even), as the standards are read in
 * enforcement; ratio and multiple come from the value as given. A limit below 10 counts as written with one decimal at
 * least: standards print 1.0, a number forgets the zero, and 1.4 must not pass for 1.
 * @returns null when there is no limit
 */
export function judgeAgainstLimit(measured: Measured & { limitMax: number }): LimitJudgement
export function judgeAgainstLimit(measured: Measured): LimitJudgement | null
export function judgeAgainstLimit({ value, limitMin = null, limitMax }: Measured): LimitJudgement | null {
  if (limitMax === null) return null
  if (limitMin !== null) {
    const rounded = roundHalfEven(value, Math.max(phDecimals, decimalsOf(limitMin), decimalsOf(limitMax)))
    return { standing: rounded < limitMin || rounded > limitMax ? 'over' : 'within', ratio: null, multiple: null }
  }
  if (limitMax === 0) return { standing: value > 0 ? 'over' : 'within', ratio: null, multiple: null }
  const ratio = clean(value / limitMax)
  const decimals = limitMax < 10 ? Math.max(1, decimalsOf(limitMax)) : decimalsOf(limitMax)
  if (roundHalfEven(value, decimals) > limitMax) {
    return { standing: 'over', ratio, multiple: clean((value - limitMax) / limitMax) }
  }
  return { standing: ratio >= nearShare ? 'near' : 'within', ratio: Math.min(ratio, 1), multiple: null }
}

/**
 * Rounds to a number of decimals, a tie going to the even digit (GB/T 8170-2008, 3.2). Works on the digits that a person
 * reads, not on their binary neighbour: 1.005 is a tie.
 */
export function roundHalfEven(value: number, decimals: number): number {
  const { sign, digits, scale } = decimalParts(value)
  const dropped = scale - decimals
  if (dropped <= 0) return value
  const unit = 10n ** BigInt(dropped)
  const floor = digits / unit
  const rest = (digits % unit) * 2n
  const up = rest > unit || (rest === unit && floor % 2n === 1n)
  return sign * Number(`${up ? floor + 1n : floor}e${-decimals}`)
}

/** Decimals of a number as it is written: 0.05 has two, 50 none. */
export function decimalsOf(value: number): number {
  return Math.max(0, decimalParts(value).scale)
}

/** value = sign x digits / 10^scale, from its shortest decimal form. */
function decimalParts(value: number) {
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toExponential().split('e')
  const [whole = '0', fraction = ''] = mantissa.split('.')
  return { sign: value < 0 ? -1 : 1, digits: BigInt(whole + fraction), scale: fraction.length - Number(exponent) }
}

/** Takes off the binary noise of a division: 0.24 / 0.3 is 0.8. */
const clean = (quotient: number) => Number(quotient.toPrecision(12))

/** Colour, smell, bacteria and pH have no multiple of exceedance: the value itself is given. By the unit of the value. */
export const hasMultiple = (unit: string): boolean => !withoutMultiple.has(unit)

const withoutMultiple = new Set([
  '无量纲',
  '倍',
  '级',
  '个/L',
  '个/mL',
  'multiple',
  'dilution multiple',
  'count/L',
  'grade',
])
