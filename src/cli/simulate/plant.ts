import { noiseAt, seedOf } from '#src/cli/simulate/noise.ts'
import type { Habit, SimulatedFactor, SimulatedSite } from '#src/cli/simulate/site.ts'

export interface Value {
  value: number
  flag: 'N' | 'M' | 'F' | 'C'
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const knotMs = 20 * 60_000
const habits: Readonly<Record<number, Habit>> = {
  2: 'crossing',
  3: 'exceeding',
  5: 'cheating',
  8: 'frozen',
  13: 'silent',
  18: 'forgetful',
  21: 'late',
  43: 'exceeding',
  83: 'exceeding',
}

/** By its place in the list: the same plants are odd in each run. */
export const habitOf = (index: number): Habit => habits[index] ?? 'usual'

/** What the analyser shows at an instant: the same for the same instant, however often it is asked. */
export function valueAt(site: SimulatedSite, habit: Habit, factor: SimulatedFactor, atMs: number): Value {
  const hour = hourOfDay(atMs)
  const isRunning = runs(site, habit, hour)
  const isBad = isRunning && isBadHour(site, habit, atMs)
  const flag = flagAt(site, habit, atMs, isRunning, isBad)
  const seenMs = habit === 'frozen' ? Math.floor(atMs / dayMs) * dayMs : atMs
  const seed = seedOfFactor(site, factor)
  const swing = swingAt(seed, seenMs)
  if (factor.limitMin !== null) {
    const middle = (factor.limitMin + factor.limitMax) / 2
    return { value: rounded(middle + swing * 0.25 * (factor.limitMax - factor.limitMin)), flag }
  }
  const usual = 0.25 + 0.35 * noiseAt(seed, -1)
  const day = habit === 'frozen' ? 1 : 1 + 0.15 * Math.sin(((hour - 8) / 24) * 2 * Math.PI)
  const load = isRunning ? day * (1 + 0.3 * swing) * startUp(site, hour) : 0.08
  const share = isBad && !factor.isFlow ? 1.15 + 0.2 * (1 + swing) : usual * load
  return { value: rounded(factor.limitMax * share), flag }
}

const hourOfDay = (atMs: number) => (new Date(atMs).getUTCHours() + 8) % 24

/** A cheat never stops: its maintenance is that of a running plant. */
const runs = ({ isContinuous }: SimulatedSite, habit: Habit, hour: number) =>
  isContinuous || habit === 'cheating' || habit === 'crossing' || (hour >= 7 && hour < 22)

/** Each device is calibrated for an hour a week. */
function flagAt({ mn }: SimulatedSite, habit: Habit, atMs: number, isRunning: boolean, isBad: boolean): Value['flag'] {
  if (!isRunning) return 'F'
  if (isBad) return habit === 'cheating' ? 'M' : 'N'
  const hourOfWeek = Math.floor(atMs / hourMs) % 168
  return hourOfWeek === Math.floor(noiseAt(seedOf(mn), -2) * 168) ? 'C' : 'N'
}

/** Whether the plant, and what treats its waste, runs at an instant. */
export const isRunningAt = (site: SimulatedSite, habit: Habit, atMs: number): boolean =>
  runs(site, habit, hourOfDay(atMs))

/** A plant that begins at seven is not at rest in its first hour. */
const startUp = ({ isContinuous }: SimulatedSite, hour: number) => (!isContinuous && hour === 7 ? 1.3 : 1)

function isBadHour({ mn, badFromMs = 0 }: SimulatedSite, habit: Habit, atMs: number): boolean {
  if (habit === 'crossing') return atMs >= badFromMs && atMs < badFromMs + 3 * hourMs
  return (habit === 'exceeding' || habit === 'cheating') && noiseAt(seedOf(mn), Math.floor(atMs / hourMs)) < 1 / 12
}

/** Between -1 and 1, without jumps: a line between random knots, with a little noise of the instrument on it. */
function swingAt(seed: number, atMs: number): number {
  const knot = Math.floor(atMs / knotMs)
  const at = (place: number) => 1.9 * noiseAt(seed, place) - 0.95
  const part = (atMs - knot * knotMs) / knotMs
  return at(knot) * (1 - part) + at(knot + 1) * part + 0.1 * noiseAt(seed ^ 0x5bd1e995, atMs / 1000) - 0.05
}

const seeds = new WeakMap<SimulatedFactor, number>()
function seedOfFactor({ mn }: SimulatedSite, factor: SimulatedFactor): number {
  let seed = seeds.get(factor)
  if (seed === undefined) {
    seed = seedOf(`${mn}/${factor.code}`)
    seeds.set(factor, seed)
  }
  return seed
}

const rounded = (value: number) => Number(value.toPrecision(4))
