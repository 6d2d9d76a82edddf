/**
 * Decimals as whole numbers of millionths: sums are exact and there is one way of rounding, half away from zero, so that whoever
 * computes a score again, in whatever language, comes to the same characters.
 */
export type Micro = bigint

const million = 1_000_000n

/** `0.9`, `12`: at most six places. @throws RangeError */
export function micro(text: string): Micro {
  const [, whole = '', places = ''] = /^(\d{1,15})(?:\.(\d{1,6}))?$/.exec(text) ?? []
  if (whole === '') throw new RangeError(`${JSON.stringify(text)} is no decimal of at most six places`)
  return BigInt(whole) * million + BigInt(places.padEnd(6, '0'))
}

/** `numerator / denominator` with so many places, half up; neither is negative. */
export function quotient(numerator: bigint, denominator: bigint, places: number): string {
  const scale = 10n ** BigInt(places)
  const rounded = (2n * numerator * scale + denominator) / (2n * denominator)
  const whole = rounded / scale
  return places === 0 ? String(whole) : `${whole}.${String(rounded % scale).padStart(places, '0')}`
}

/** Without needless zeros: `12`, `0.5`. */
export function plain(value: Micro): string {
  const places = String(value % million)
    .padStart(6, '0')
    .replace(/0+$/, '')
  return places === '' ? String(value / million) : `${value / million}.${places}`
}
