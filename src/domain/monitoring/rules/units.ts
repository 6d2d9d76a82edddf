/** Grams of one of the unit in a litre of water or a m³ of gas, by family. Units of two families are never converted. */
const families: readonly Record<string, number>[] = [
  { 'g/L': 1, 'mg/L': 1e-3, 'µg/L': 1e-6, 'ng/L': 1e-9 },
  { 'g/m³': 1, 'mg/m³': 1e-3, 'µg/m³': 1e-6, 'ng/m³': 1e-9 },
]

/** The same amount in another unit; null where the two measure different things. */
export function inUnit(value: number, from: string, to: string): number | null {
  const [a, b] = [spelled(from), spelled(to)]
  if (a === b) return value
  const family = families.find((units) => a in units && b in units)
  if (!family) return null
  return Number(((value * (family[a] as number)) / (family[b] as number)).toPrecision(12))
}

/** One spelling: half width, µ for μ and u, m³ for m3 and Nm³, 毫克/升 in letters. */
export function spelled(unit: string): string {
  const text = unit
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[μu]g/i, 'µg')
    .replace(/^毫克/, 'mg')
    .replace(/^微克/, 'µg')
    .replace(/\/升$/, '/L')
    .replace(/\/(标)?立方米$/, '/m³')
    .replace(/\/N?m[3³]$/i, '/m³')
    .replace(/\/l$/, '/L')
  return /^(无|无单位|dimensionless|ph|-)$/i.test(text) ? '无量纲' : text.replace(/^MG/i, 'mg')
}
