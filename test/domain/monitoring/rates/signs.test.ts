import { describe, expect, it } from 'vitest'
import { Random } from '#db/seed/random.ts'
import { signRuleOn } from '#domain/monitoring/rules/online-rules.ts'
import { figuresOf } from '#domain/monitoring/rules/rates/day.ts'
import { dayStartMs, type HourRead, hourMs } from '#domain/monitoring/rules/rates/hours.ts'
import { type MonthShape, signsOf } from '#domain/monitoring/rules/rates/signs.ts'
import { addDays } from '#platform/clock.ts'

const first = '2026-11-01'
const limit = { limitMin: null, limitMax: 50 }
const rule = signRuleOn(first)
type Hour = (hour: number, random: Random) => Partial<HourRead> & { value: number }

/** Hours of an analyser with three significant digits, as a month of days closes them. */
function monthOf(name: string | number, hour: Hour, medium: 'air' | 'water' = 'air'): MonthShape {
  const random = new Random('month', name)
  const days = Array.from({ length: 30 }, (_, d) => {
    const hours = Array.from({ length: 24 }, (_, h) => {
      const read = hour(d * 24 + h, random)
      const value = Number(read.value.toPrecision(3))
      return { flag: 'N', total: null, min: value * 0.93, max: value * 1.08, ...read, value }
    })
    const none = { stopped: Array(24).fill(false), marks: Array(24).fill(null) }
    return figuresOf({ day: addDays(first, d), medium, hours, limit, ...none })
  })
  const sum = (of: (day: (typeof days)[number]) => number) => days.reduce((total, day) => total + of(day), 0)
  const merged = (of: 'flagged' | 'takenOut') => {
    const all: Record<string, number> = {}
    for (const day of days)
      for (const [reason, n] of Object.entries(day[of])) all[reason] = (all[reason] ?? 0) + (n as number)
    return all
  }
  const rough = days.flatMap(({ roughness }) => roughness ?? [])
  const prints = days.flatMap((day) => day.prints)
  const times = Map.groupBy(prints, (print) => print)
  return {
    longestRuns: days.map(({ longestRun }) => longestRun),
    roughness: { days: rough.length, mean: rough.length > 0 ? rough.reduce((a, b) => a + b, 0) / rough.length : null },
    below: sum(({ below }) => below),
    under: sum(({ under }) => under),
    above: sum(({ above }) => above),
    copiedQuarters: prints.filter((print) => (times.get(print)?.length ?? 0) > 1).length,
    valid: sum(({ valid }) => valid),
    overHours: sum(({ overHours }) => overHours),
    flagged: merged('flagged'),
    takenOut: merged('takenOut'),
  }
}

/** A plant with the rhythm of a day, load that drifts, noise of the instrument, now and then maintenance; `level` of the limit. */
function honest(level: number, noise = 0.04): Hour {
  let load = 1
  return (hour, random) => {
    load = Math.max(0.6, Math.min(1.4, load + random.between(-0.06, 0.06)))
    const day = 1 + 0.15 * Math.sin(((hour % 24) / 24) * 2 * Math.PI)
    return {
      value: limit.limitMax * level * load * day * (1 + random.between(-noise, noise)),
      flag: random.chance(0.01) ? 'M' : random.chance(0.01) ? 'C' : 'N',
    }
  }
}
const found = (shape: MonthShape) => signsOf(shape, rule).map(({ sign }) => sign)

describe('a cheat is found', () => {
  const base = honest(0.7)
  const cases: [string, Hour, string][] = [
    [
      'a value that stands still for two days',
      (hour, random) => (hour < 48 ? { value: 31.2 } : base(hour, random)),
      'constant',
    ],
    [
      'gas without any movement within its hours',
      (hour, random) => {
        const { value } = base(hour, random)
        const flat = Number(value.toPrecision(3))
        return { value: flat, min: flat, max: flat }
      },
      'constant',
    ],
    ['a day played again and again', (hour) => honestOnce[hour % 24] as { value: number }, 'copied'],
    ['a line drawn by a program', (hour) => ({ value: 30 + 2 * Math.sin(hour / 40) }), 'too_smooth'],
    [
      'whatever is over the limit cut down to 99 % of it',
      (hour, random) => ({ value: Math.min(honestHigh(hour, random).value, 49.5) }),
      'under_limit',
    ],
    [
      'hours over the limit flagged as maintenance',
      (hour, random) => {
        const { value } = honestHigh(hour, random)
        return { value, flag: value > 50 ? 'M' : 'N' }
      },
      'flags_over_limit',
    ],
  ]
  const honestHigh = honest(0.85)
  const once = new Random('once')
  const honestOnce = Array.from({ length: 24 }, (_, hour) => base(hour, once))
  it.each(cases)('%s', (name, hour, sign) => expect(found(monthOf(name, hour))).toContain(sign))
})

describe('an honest plant is not', () => {
  it('of 500 months of plants at any level, at most one in a hundred shows a sign; which and how many is measured', () => {
    const alarms: Record<string, number> = {}
    let months = 0
    for (let i = 0; i < 500; i++) {
      const random = new Random('plant', i)
      const signs = found(
        monthOf(i, honest(random.between(0.1, 1.05), random.between(0.01, 0.08)), i % 2 ? 'air' : 'water'),
      )
      if (signs.length > 0) months++
      for (const sign of signs) alarms[sign] = (alarms[sign] ?? 0) + 1
    }
    console.log(`false alarms in 500 honest months: ${months} ${JSON.stringify(alarms)}`)
    expect(months).toBeLessThanOrEqual(5)
  })
  it.each<[string, Hour]>([
    [
      'water that an analyser measures every second hour: each value comes twice',
      (hour, random) => {
        const even = new Random('even', Math.floor(hour / 2))
        return { value: 25 * (1 + even.between(-0.2, 0.2)), flag: random.chance(0.01) ? 'M' : 'N' }
      },
    ],
    [
      'a plant that stands at rest each night, flagged so by its device',
      (hour, random) => ({ ...honest(0.6)(hour, random), flag: hour % 24 < 8 ? 'F' : 'N' }),
    ],
    ['a plant often over its limit that flags nothing away', (hour, random) => honest(1.0)(hour, random)],
    ['an hour at the limit is within it', (_hour, random) => ({ value: 48 + random.between(-3, 3) })],
  ])('%s', (name, hour) => expect(found(monthOf(name, hour, name.startsWith('water') ? 'water' : 'air'))).toEqual([]))
})

describe('the edges of a definition', () => {
  const nothing: MonthShape = {
    longestRuns: Array(30).fill(2),
    roughness: { days: 30, mean: 0.05 },
    below: 0,
    under: 0,
    above: 0,
    copiedQuarters: 0,
    valid: 700,
    overHours: 0,
    flagged: {},
    takenOut: {},
  }
  it.each<[string, Partial<MonthShape>, string[]]>([
    ['12 hours on two days', { longestRuns: [12, 12] }, ['constant']],
    ['12 hours on one day', { longestRuns: [12, 11] }, []],
    ['four quarters of days that occur again', { copiedQuarters: 4 }, ['copied']],
    ['three', { copiedQuarters: 3 }, []],
    ['steps of 0.49 % on ten days', { roughness: { days: 10, mean: 0.0049 } }, ['too_smooth']],
    ['steps of 0.5 %', { roughness: { days: 10, mean: 0.005 } }, []],
    ['nine days', { roughness: { days: 9, mean: 0.001 } }, []],
    [
      '24 hours just under, three times as many as below, ten times as many as above',
      { under: 24, below: 8, above: 2 },
      ['under_limit'],
    ],
    ['nine hours below are too many', { under: 24, below: 9, above: 2 }, []],
    ['three above are too many', { under: 24, below: 8, above: 3 }, []],
    [
      'five of twelve flagged hours were over the limit',
      { flagged: { M: 12 }, takenOut: { M: 5 } },
      ['flags_over_limit'],
    ],
    ['five of thirteen', { flagged: { M: 13 }, takenOut: { M: 5 } }, []],
    ['four of four', { flagged: { M: 4 }, takenOut: { M: 4 } }, []],
    [
      'a plant that shows its exceedances as well',
      { flagged: { M: 10 }, takenOut: { M: 5 }, overHours: 50, valid: 700 },
      [],
    ],
    [
      'over the range of the instrument, or a stop with consent',
      { flagged: { T: 9 }, takenOut: { T: 9, stop: 20 } },
      [],
    ],
  ])('%s', (_, over, signs) => expect(found({ ...nothing, ...over })).toEqual(signs))
})

it('a month begins where its days do', () => expect(dayStartMs(first) % hourMs).toBe(0))
