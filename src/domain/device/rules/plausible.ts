import { plausibility } from '#domain/device/rules/terms.ts'
import { inUnit } from '#domain/monitoring/rules/units.ts'

export type UnitHint = 'thousand_high' | 'thousand_low'

/**
 * Whether the middle of a channel's values, in the limit's unit, lies so far from its limit that the unit is likely wrong by 1000:
 * µg for mg, or the other way. A hint, never a refusal: a plant may run far below its limit.
 */
export function unitHint(values: readonly number[], limitMax: number | null): UnitHint | undefined {
  const known = values.filter((value) => value > 0).sort((a, b) => a - b)
  if (limitMax === null || limitMax <= 0 || known.length < plausibility.fewestValues.value) return undefined
  const share = (known[Math.floor(known.length / 2)] as number) / limitMax
  if (share >= plausibility.farAbove.value) return 'thousand_high'
  return share <= plausibility.farBelow.value ? 'thousand_low' : undefined
}

/** By what the values of a channel are multiplied to be in the factor's unit; null where the two measure different things. */
export const scaleOf = (sentUnit: string, factorUnit: string): number | null => inUnit(1, sentUnit, factorUnit)
