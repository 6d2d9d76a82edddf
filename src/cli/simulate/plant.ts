import { Random } from '#db/seed/random.ts'
import type { SimulatedFactor, SimulatedSite } from '#src/cli/simulate/site.ts'

/** What is odd about a plant. The cheat marks the hours in which it is over its limits as maintenance. */
export type Habit = 'usual' | 'exceeding' | 'cheating' | 'frozen' | 'silent'

export interface Value {
  value: number
  flag: 'N' | 'M' | 'F'
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const knotMs = 20 * minuteMs
const habits: Readonly<Record<number, Habit>> = { 3: 'exceeding', 5: 'cheating', 8: 'frozen', 13: 'silent' }

/** By its place in the list: the same plants are odd in each run. */
export const habitOf = (index: number): Habit => habits[index % 40] ?? 'usual'

/** What the analyser shows at an instant: the same for the same instant, however often it is asked. */
export function valueAt(site: SimulatedSite, habit: Habit, factor: SimulatedFactor, atMs: number): Value {
  const hour = (new Date(atMs).getUTCHours() + 8) % 24
  const isRunning = site.isContinuous || (hour >= 7 && hour < 22)
  const isBad = (habit === 'exceeding' || habit === 'cheating') && isBadHour(site, atMs)
  const flag = isRunning ? (habit === 'cheating' && isBad ? 'M' : 'N') : 'F'
  const seenMs = habit === 'frozen' ? Math.floor(atMs / (24 * hourMs)) * 24 * hourMs : atMs
  const swing = swingAt(site, factor, seenMs)
  if (factor.limitMin !== null) {
    const middle = (factor.limitMin + factor.limitMax) / 2
    return { value: rounded(middle + swing * 0.25 * (factor.limitMax - factor.limitMin)), flag }
  }
  const usual = new Random('level', site.mn, factor.code).between(0.25, 0.6)
  const day = 1 + 0.15 * Math.sin(((hour - 8) / 24) * 2 * Math.PI)
  const load = isRunning ? day * (1 + 0.3 * swing) * startUp(site, hour) : 0.08
  const share = isBad && isRunning ? 1.15 + 0.2 * (1 + swing) : usual * load
  return { value: rounded(factor.limitMax * share), flag }
}

/** A plant that begins at seven is not at rest in its first hour. */
const startUp = ({ isContinuous }: SimulatedSite, hour: number) => (!isContinuous && hour === 7 ? 1.3 : 1)

/** About one hour in twelve. */
const isBadHour = ({ mn }: SimulatedSite, atMs: number) =>
  new Random('bad', mn, Math.floor(atMs / hourMs)).chance(1 / 12)

/** Between -1 and 1, without jumps: a line between random knots, with a little noise of the instrument on it. */
function swingAt({ mn }: SimulatedSite, { code }: SimulatedFactor, atMs: number): number {
  const knot = Math.floor(atMs / knotMs)
  const at = (place: number) => new Random('knot', mn, code, place).between(-0.95, 0.95)
  const part = (atMs - knot * knotMs) / knotMs
  return at(knot) * (1 - part) + at(knot + 1) * part + new Random('noise', mn, code, atMs).between(-0.05, 0.05)
}

const rounded = (value: number) => Number(value.toPrecision(4))
