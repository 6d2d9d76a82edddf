// For auditors: computes the counties' scores of a month again from the rows of its download, and compares, byte for byte.
//   curl -fsS https://qingyuan.example/progress/counties/2026-10.json | node recompute-county-scores.mjs
// Prints the scores as canonical JSON (keys sorted, no blanks). Ends with 1 when the portal's own are others. Needs Node, nothing else.
import { readFileSync } from 'node:fs'

const file = readFileSync(process.argv[2] ?? 0, 'utf8')
const { month, formula, rows, scores } = JSON.parse(file)

/** A decimal as a whole number of millionths: everything below is whole numbers, so nothing is lost. */
function millionths(text) {
  const [whole, places = ''] = text.split('.')
  return BigInt(whole) * 1_000_000n + BigInt(places.padEnd(6, '0'))
}

/** a / b with so many places, half up. */
function divided(a, b, places) {
  const scale = 10n ** BigInt(places)
  const digits = String((2n * a * scale + b) / (2n * b)).padStart(places + 1, '0')
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
}

/** Millionths as text without needless zeros. */
const written = (value) => divided(value, 1_000_000n, 6).replace(/0+$/, '').replace(/\.$/, '')

const sum = (values) => values.reduce((total, value) => total + value, 0n)

function indicatorOf(rule, own) {
  const part = sum(own.map((row) => millionths(row.part)))
  const of = sum(own.map((row) => millionths(row.of)))
  const line = { code: rule.code, weight: rule.weight, rows: own.length, part: written(part), of: written(of) }
  if (of === 0n) return { ...line, share: null, points: null }
  // weight x (part / of - none) / (full - none), within 0 and the weight
  let above = part * 1_000_000n - millionths(rule.none) * of
  let whole = (millionths(rule.full) - millionths(rule.none)) * of
  if (whole < 0n) [above, whole] = [-above, -whole]
  if (above < 0n) above = 0n
  if (above > whole) above = whole
  const points = divided(millionths(rule.weight) * above, 1_000_000n * whole, 2)
  return { ...line, share: divided(part, of, 6), points }
}

function countyOf(regionCode) {
  const indicators = formula.indicators.map((rule) =>
    indicatorOf(
      rule,
      rows.filter((row) => row.regionCode === regionCode && row.indicator === rule.code),
    ),
  )
  const known = indicators.filter(({ points }) => points !== null)
  const weight = sum(known.map((each) => millionths(each.weight)))
  const points = sum(known.map((each) => millionths(each.points)))
  const isEnough = weight > 0n && weight >= millionths(formula.leastWeight)
  return {
    regionCode,
    score: isEnough ? divided(100n * points, weight, 2) : null,
    weight: written(weight),
    indicators,
  }
}

const counties = scores.counties.map(({ regionCode }) => regionCode).map(countyOf)
for (const county of counties) {
  const isBetter = (other) =>
    county.score !== null && other.score !== null && millionths(other.score) > millionths(county.score)
  county.rank = county.score === null ? null : counties.filter(isBetter).length + 1
}

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`
}

const ours = canonical({ month, formula: formula.version, counties })
console.log(ours)
if (!file.includes(`"scores":${ours}`)) {
  console.error('The scores of the download are others than its rows give.')
  process.exitCode = 1
}
