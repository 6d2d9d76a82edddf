import {
  type Enterprise,
  type Limit,
  limitOn,
  type Outlet,
  type OutletFactor,
  type Scene,
} from '#db/seed/city/model.ts'
import { exceedanceReasons } from '#db/seed/city/words.ts'
import type { Random } from '#db/seed/random.ts'
import type { valueOrigins, valueStates } from '#db/vocabulary.ts'

/** One outlet and factor of a disclosure, as the table disclosure_rows wants it. */
export interface Figures {
  outlet: Outlet
  factorCode: string
  state: (typeof valueStates)[number]
  min: number | null
  mean: number | null
  max: number | null
  unit: string
  detectionLimit: number | null
  origin: (typeof valueOrigins)[number] | null
  limit: Limit | undefined
  totalState: (typeof valueStates)[number]
  totalTonnes: number | null
  permittedTonnes: number | null
  judgedCount: number | null
  exceedanceCount: number | null
  exceedanceReason: string | null
  /** Why an unusual value is right (plausible.ts). */
  unusualReason?: string
}

const load = { good: 0.29, ordinary: 0.4, careless: 0.53, bad: 0.66 } as const
const exceeds = { good: 0.002, ordinary: 0.012, careless: 0.06, bad: 0.16 } as const
const withoutTotal = new Set(['w01001', 'w01002', 'w02003', 'a01010'])
const onlineFactors = new Set('w01001 w01018 w21003 w21001 w21011 a34013 a21026 a21002 a21024 a21005'.split(' '))
/** What a laboratory cannot find below: mg/L, mg/m³. Typical of the national methods. */
const detectionLimits: Readonly<Record<string, number>> = {
  w20111: 0.00004,
  w20115: 0.0005,
  w20117: 0.004,
  w20120: 0.01,
  w20119: 0.0003,
  w21016: 0.004,
  w23002: 0.01,
  a20057: 0.0025,
  a25002: 0.0015,
  a20007: 0.0009,
}

/**
 * What a firm measured in the calendar year before `year`. The figures hang together: min <= mean <= max, the total is mean x
 * flow x running time, a maximum above the limit has its exceedances and their reason.
 */
export function figuresOf(scene: Scene, firm: Enterprise, year: number): Figures[] {
  const measured = year - 1
  return firm.outlets.flatMap((outlet) => {
    const { idle, volumeM3 } = runningOf(scene, firm, outlet, measured)
    return outlet.factors.map((factor) => {
      const own = scene.random('figures', firm.creditCode, outlet.code, factor.factorCode, measured)
      if (idle) return withoutValue(outlet, factor, measured, 'no_discharge')
      const absent = firm.role ? undefined : absence(own, firm, factor)
      if (absent) return withoutValue(outlet, factor, measured, absent)
      return measuredValue(scene, own, firm, outlet, factor, measured, volumeM3)
    })
  })
}

/** Whether an outlet stood still in a year, and else how many m³ left it. */
export function runningOf(scene: Scene, firm: Enterprise, outlet: Outlet, measured: number) {
  const random = scene.random('outlet-year', firm.creditCode, outlet.code, measured)
  const idle = !firm.role && outlet.kind !== 'fugitive' && random.chance(outlet.kind === 'water_outlet' ? 0.02 : 0.012)
  return { idle, volumeM3: (outlet.flow ?? 0) * outlet.runs * random.between(0.8, 1.02) }
}

function absence(random: Random, firm: Enterprise, { factorCode }: OutletFactor): Figures['state'] | undefined {
  const draw = random.next()
  if (factorCode in detectionLimits && draw < (firm.conduct === 'bad' ? 0.05 : 0.34)) return 'below_detection'
  if (onlineFactors.has(factorCode)) return undefined
  if (draw > 0.985) return 'not_required'
  if (draw > 0.972 && (firm.conduct === 'careless' || firm.conduct === 'bad')) return 'overdue'
  return undefined
}

function measuredValue(
  scene: Scene,
  random: Random,
  firm: Enterprise,
  outlet: Outlet,
  factor: OutletFactor,
  measured: number,
  volumeM3: number,
): Figures {
  const limit = limitOn(factor, `${measured}-12-31`)
  const base = withoutValue(outlet, factor, measured, 'measured')
  const origin = outlet.online && onlineFactors.has(factor.factorCode) ? 'online' : 'manual'
  const judged = judgedCount(random, outlet, origin)
  const over = limit !== undefined && isOver(scene, random, firm, factor, measured)
  const values =
    factor.factorCode === 'w01001'
      ? acidity(random, limit, over)
      : concentrations(scene, random, firm, outlet, factor, measured, limit, over)
  const exceedances = over
    ? Math.min(judged, origin === 'online' ? random.int(1, 9) * random.int(1, 3) : random.int(1, 2))
    : 0
  const hasTotal = outlet.flow !== null && !withoutTotal.has(factor.factorCode)
  const perCubicMetre = outlet.medium === 'water' ? 1e6 : 1e9
  return {
    ...base,
    ...values,
    origin: factor.factorCode === 'a24088' && random.chance(0.2) ? 'mass_balance' : origin,
    totalState: hasTotal ? 'measured' : 'not_required',
    totalTonnes: hasTotal ? Number(((values.mean * volumeM3) / perCubicMetre).toPrecision(4)) : null,
    judgedCount: limit ? judged : null,
    exceedanceCount: limit ? exceedances : null,
    exceedanceReason: exceedances > 0 ? random.pick(exceedanceReasons[outlet.medium]) : null,
  }
}

function isOver(
  scene: Scene,
  random: Random,
  firm: Enterprise,
  { factorCode }: OutletFactor,
  measured: number,
): boolean {
  if (firm.role === 'sewagePlant' || firm.role === 'paperMill')
    return firm.role === 'paperMill' && measured === scene.year - 4 && factorCode === 'w01018'
  if (firm.role === 'antimonySmelter') return ['w20004', 'a21026'].includes(factorCode) && measured >= scene.year - 3
  const drift =
    firm.trend === 'improving'
      ? 0.9 ** (measured - scene.year + 5)
      : firm.trend === 'worsening'
        ? 1.12 ** (measured - scene.year + 5)
        : 1
  return random.chance(exceeds[firm.conduct] * drift)
}

function acidity(random: Random, limit: Limit | undefined, over: boolean) {
  const [low, high] = [limit?.limitMin ?? 6, limit?.limitMax ?? 9]
  const mean = random.between(6.9, 7.7)
  const round = (value: number) => Number(value.toFixed(1))
  const peak = over ? high + random.between(0.2, 0.8) : Math.min(high - 0.2, mean + random.between(0.3, 0.7))
  return { min: round(Math.max(low + 0.1, mean - random.between(0.3, 0.6))), mean: round(mean), max: round(peak) }
}

function concentrations(
  scene: Scene,
  random: Random,
  firm: Enterprise,
  outlet: Outlet,
  { factorCode, limits }: OutletFactor,
  measured: number,
  limit: Limit | undefined,
  over: boolean,
) {
  // Before there was a limit the values were of the size that it later took.
  const top = (limit ?? limits[0])?.limitMax ?? 100
  const steady = scene.random('load', firm.creditCode, outlet.code, factorCode)
  const years = measured - (scene.year - 5)
  const drift = { improving: 0.93, steady: 0.995, worsening: 1.055 }[firm.trend] ** years
  const ratio = load[firm.conduct] * Math.exp(steady.normal() * 0.32) * drift * Math.exp(random.normal() * 0.06)
  const mean = top * Math.min(random.between(0.7, over ? 0.92 : 0.85), Math.max(0.04, ratio))
  const round = rounding(top)
  const step = 10 ** -decimalsOf(top)
  const multiple = random.chance(0.12) ? random.between(0.8, 2.4) : random.between(0.04, 0.55)
  const peak = over
    ? Math.max(top * (1 + multiple), top + step)
    : top * keptBelow((mean / top) * random.between(1.16, 1.85))
  const roundedMean = round(mean)
  return {
    min: Math.min(round(mean * random.between(0.3, 0.75)), roundedMean),
    mean: roundedMean,
    max: Math.max(round(peak), roundedMean),
  }
}

/** What keeps to its limit crowds below it, the nearer the thinner, instead of piling up in one value. */
function keptBelow(share: number): number {
  return share <= 0.75 ? share : 0.75 + 0.24 * (1 - Math.exp(-(share - 0.75) / 0.32))
}

/** Days (daily means) or hours (hourly means) with a device, else the rounds of the laboratory. */
function judgedCount(random: Random, outlet: Outlet, origin: 'online' | 'manual'): number {
  if (origin === 'online') return Math.round(outlet.runs * random.between(0.94, 0.995))
  return outlet.kind === 'water_outlet' ? random.pick([4, 12, 12]) : outlet.kind === 'stack' ? random.pick([2, 4]) : 4
}

function withoutValue(outlet: Outlet, factor: OutletFactor, measured: number, state: Figures['state']): Figures {
  const limit = limitOn(factor, `${measured}-12-31`)
  const judged = state === 'below_detection' && limit ? 4 : null
  return {
    outlet,
    factorCode: factor.factorCode,
    state,
    min: null,
    mean: null,
    max: null,
    unit: limit?.unit ?? (outlet.medium === 'water' ? 'mg/L' : 'mg/m³'),
    detectionLimit: state === 'below_detection' ? (detectionLimits[factor.factorCode] ?? null) : null,
    origin: state === 'below_detection' ? 'manual' : null,
    limit,
    totalState: outlet.flow === null || withoutTotal.has(factor.factorCode) ? 'not_required' : state,
    totalTonnes: null,
    permittedTonnes: factor.permittedTonnes,
    judgedCount: judged,
    exceedanceCount: judged === null ? null : 0,
    exceedanceReason: null,
  }
}

/** Values are stated one place finer than their limit, as laboratories do. */
function rounding(limit: number): (value: number) => number {
  const places =
    limit >= 1000 ? -1 : limit >= 100 ? 0 : limit >= 10 ? 1 : limit >= 1 ? 2 : limit >= 0.1 ? 3 : limit >= 0.01 ? 4 : 5
  return (value) => (places < 0 ? Math.round(value / 10) * 10 : Number(value.toFixed(places)))
}

const decimalsOf = (limit: number) => String(limit).split('.')[1]?.length ?? 0
