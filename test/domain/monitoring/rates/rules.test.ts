import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readingMarkKinds } from '#db/vocabulary.ts'
import { type DayInput, figuresOf, isMonthValid } from '#domain/monitoring/rules/rates/day.ts'
import { type HourRead, hoursIn, marksIn, reasonOf } from '#domain/monitoring/rules/rates/hours.ts'
import { isBelowGoal, rateOfCounts, sumCounts } from '#domain/monitoring/rules/rates/rate.ts'

const day = '2026-11-24'
const at = (text: string) => Date.parse(`2026-11-${text}:00+08:00`)
const read = (value: number | null, flag: string | null = 'N', over: Partial<HourRead> = {}): HourRead => ({
  value,
  flag,
  min: null,
  max: null,
  total: null,
  ...over,
})
const all = <T>(value: T): T[] => Array<T>(24).fill(value)
const dayOf = (over: Partial<DayInput> = {}) =>
  figuresOf({
    day,
    medium: 'air',
    hours: all(read(10)),
    stopped: all(false),
    marks: all(null),
    limit: { limitMin: null, limitMax: 50 },
    ...over,
  })
/** The first `n` of the day's hours as given, the others missing. */
const first = (n: number, hour: (i: number) => HourRead) =>
  Array.from({ length: 24 }, (_, i) => (i < n ? hour(i) : undefined))

describe('an hour', () => {
  it.each([
    ['normal', read(1), null, null],
    ['without a flag, from an older device', read(1, null), null, null],
    ['maintenance', read(1, 'M'), null, 'M'],
    ['a letter that HJ 212 does not know', read(1, 'q'), null, 'other_flag'],
    ['no number', read(null), null, 'not_a_number'],
    ['marked by the firm', read(1), 'start_up', 'mark_start_up'],
    ['flagged and marked: the device said it first', read(1, 'D'), 'instrument_fault', 'D'],
  ] as const)('%s', (_, hour, mark, reason) => expect(reasonOf(hour, mark)).toBe(reason))

  it('is stopped when the stop covers it whole; marks are of whole hours, the factor’s own before one of all', () => {
    const span = { fromMs: at('24T03:00'), toMs: at('24T05:00') }
    expect(hoursIn([span], day).flatMap((is, hour) => (is ? [hour] : []))).toEqual([3, 4])
    expect(hoursIn([{ fromMs: at('23T20:00'), toMs: at('24T00:30') }], day)[0]).toBe(false)
    const marks = [
      { ...span, kind: 'plant_fault', factorCode: null },
      { ...span, kind: 'instrument_fault', factorCode: 'a21026' },
    ] as const
    expect(marksIn(marks, 'a21026', day)[3]).toBe('instrument_fault')
    expect(marksIn(marks, 'a21002', day)[4]).toBe('plant_fault')
    expect(marksIn(marks, 'a21002', day)[5]).toBe(null)
  })
})

describe('a day', () => {
  it.each([
    ['gas: 20 valid hours give a mean', 'air', 20, 'valid'],
    ['gas: 19 do not', 'air', 19, 'too_few'],
    ['water: 18 of 24 are 75 %', 'water', 18, 'valid'],
    ['water: 17 are not', 'water', 17, 'too_few'],
  ] as const)('%s', (_, medium, hours, state) => {
    const figures = dayOf({ medium, hours: first(hours, () => read(10)) })
    expect(figures).toMatchObject({ meanState: state, valid: hours, missing: 24 - hours, due: 24 })
  })

  it('an approved stop takes its hours out of what is due, and out of the 75 % of water; not out of the 20 of gas', () => {
    const stopped = all(false).map((_, hour) => hour >= 12)
    const hours = first(10, () => read(10))
    expect(dayOf({ medium: 'water', stopped, hours })).toMatchObject({
      stopped: 12,
      due: 12,
      missing: 2,
      meanState: 'valid',
    })
    expect(dayOf({ stopped, hours })).toMatchObject({ due: 12, meanState: 'too_few' })
    expect(dayOf({ stopped: all(true) })).toMatchObject({ due: 0, received: 0, meanState: 'stopped' })
  })

  it('water is weighted by the volume of its hours; hours without flow do not count, a day without flow has no mean', () => {
    const hours = Array.from({ length: 24 }, (_, i) => read(i < 12 ? 10 : 40))
    const volumes = Array.from({ length: 24 }, (_, i) => (i < 12 ? 300 : 100))
    expect(dayOf({ medium: 'water', hours, volumes }).mean).toBe(17.5)
    expect(dayOf({ medium: 'water', hours, volumes: [...volumes.slice(0, 23), null] }).mean).toBe(25)
    const half = volumes.map((volume, i) => (i < 12 ? volume : 0))
    expect(dayOf({ medium: 'water', hours, volumes: half })).toMatchObject({ mean: 10, meanState: 'valid' })
    expect(dayOf({ medium: 'water', hours, volumes: all(0) })).toMatchObject({
      mean: null,
      meanState: 'no_discharge',
      missing: 0,
    })
  })

  it('gas is judged by its hours, water by its day', () => {
    const hours = Array.from({ length: 24 }, (_, i) => read(i < 3 ? 60 : 40))
    expect(dayOf({ hours }).exceeded).toBe(3)
    expect(dayOf({ hours, medium: 'water' }).exceeded).toBe(0)
    expect(dayOf({ hours: all(read(51)), medium: 'water' }).exceeded).toBe(1)
    expect(dayOf({ hours: first(10, () => read(51)), medium: 'water' }).exceeded).toBe(0)
  })

  it('says what flags, marks and stops took out of judgement, by reason', () => {
    const hours = Array.from({ length: 24 }, (_, i) => read(i < 6 ? 60 : 10, i < 2 ? 'M' : 'N'))
    const marks = all(null).map((_, hour) => (hour === 2 ? 'plant_fault' : null)) as DayInput['marks']
    const stopped = all(false).map((_, hour) => hour === 3)
    const figures = dayOf({ hours, marks, stopped })
    expect(figures.takenOut).toEqual({ M: 2, mark_plant_fault: 1, stop: 1 })
    expect(figures.flagged).toEqual({ M: 2, mark_plant_fault: 1 })
    expect(figures.exceeded).toBe(2)
  })
})

it('a month of gas needs 25 valid days, February 23; of water any', () => {
  expect([24, 25].map((days) => isMonthValid('2026-11', days, 'air'))).toEqual([false, true])
  expect([22, 23].map((days) => isMonthValid('2027-02', days, 'air'))).toEqual([false, true])
  expect([0, 1].map((days) => isMonthValid('2026-11', days, 'water'))).toEqual([false, true])
})

const anyHour = fc.option(
  fc.record({
    value: fc.option(fc.double({ min: -1, max: 200, noNaN: true }), { freq: 8 }),
    flag: fc.constantFrom('N', 'N', 'N', null, 'F', 'M', 'S', 'D', 'C', 'T', 'B', 'x'),
    min: fc.constant(null),
    max: fc.constant(null),
    total: fc.option(fc.double({ min: 0, max: 500, noNaN: true })),
  }),
  { nil: undefined, freq: 4 },
)
const anyDay = fc.record({
  medium: fc.constantFrom('air' as const, 'water' as const),
  hours: fc.array(anyHour, { minLength: 24, maxLength: 24 }),
  stopped: fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }),
  marks: fc.array(fc.option(fc.constantFrom(...readingMarkKinds), { freq: 2 }), { minLength: 24, maxLength: 24 }),
})

it('raw = valid + flagged by reason + missing, and nothing is both judged and taken out, of any day', () => {
  fc.assert(
    fc.property(anyDay, (given) => {
      const figures = dayOf(given)
      const { stopped, due, received, valid, flaggedCount, missing, flagged, takenOut, exceeded } = figures
      const sum = (counts: object) => Object.values(counts).reduce((a: number, b: number) => a + b, 0)
      expect(stopped + due).toBe(24)
      expect(valid + flaggedCount + missing).toBe(due)
      expect(sum(flagged)).toBe(flaggedCount)
      expect(received).toBe(given.hours.filter((hour, i) => hour && !given.stopped[i]).length)
      const over = given.hours.filter((hour) => hour?.value != null && hour.value > 50.5).length
      if (given.medium === 'air') expect(exceeded + sum(takenOut)).toBeGreaterThanOrEqual(over)
      for (const [reason, hours] of Object.entries(takenOut))
        if (reason !== 'stop') expect(hours).toBeLessThanOrEqual(flagged[reason as keyof typeof flagged] ?? 0)
    }),
    { numRuns: 200 },
  )
})

describe('the transmission effective rate', () => {
  it.each([
    [{ due: 100, received: 95, valid: 90 }, 0.95, 90 / 95, 0.9, false],
    [{ due: 100, received: 95, valid: 89 }, 0.95, 89 / 95, 0.89, true],
    [{ due: 24, received: 0, valid: 0 }, 0, null, 0, true],
    [{ due: 0, received: 0, valid: 0 }, null, null, null, false],
  ])('%o', (counts, transmission, effective, rate, isBelow) => {
    expect(rateOfCounts(counts)).toEqual({ transmission, effective, rate })
    expect(isBelowGoal(counts, 0.9)).toBe(isBelow)
  })
  it('is transmission x effective, never above 1, and of many the mean weighted by what was due', () => {
    const counts = fc
      .tuple(fc.nat(800), fc.nat(800), fc.nat(800))
      .map((three) => three.sort((a, b) => b - a))
      .map(([due = 0, received = 0, valid = 0]) => ({ due, received, valid }))
    fc.assert(
      fc.property(fc.array(counts, { minLength: 1, maxLength: 20 }), (parts) => {
        const sum = sumCounts(parts)
        const { transmission, effective, rate } = rateOfCounts(sum)
        if (transmission !== null && effective !== null) expect(transmission * effective).toBeCloseTo(rate ?? -1, 10)
        const weighted = parts.reduce((total, part) => total + (rateOfCounts(part).rate ?? 0) * part.due, 0)
        if (rate !== null) expect(weighted / sum.due).toBeCloseTo(rate, 10)
        expect(rate ?? 0).toBeLessThanOrEqual(1)
      }),
      { numRuns: 100 },
    )
  })
})
