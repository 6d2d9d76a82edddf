import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { offlineAfterMinutes } from '#domain/monitoring/rules/live/state.ts'
import { findHourAnomalies, type HourValue, reachHours } from '#domain/supervision/rules/anomaly.ts'
import { joinOf, reachOf } from '#domain/supervision/rules/join.ts'
import { judgePeriod, meanOfDay } from '#domain/supervision/rules/judge.ts'
import { clockOf, isLate, mayClose, missingParties, stateOf } from '#domain/supervision/rules/machine.ts'
import { dueAfter, termsOn } from '#domain/supervision/rules/terms.ts'

const terms = termsOn('2026-11-25')
const hourMs = 3_600_000
const value = (mean: number | null, flag: string | null = 'N', stdMean: number | null = null) => ({
  mean,
  stdMean,
  flag,
})
const limit = { limitMin: null, limitMax: 50 }

describe('a mean against its limit', () => {
  it.each([
    ['equal is within', value(50), null],
    ['what rounds to the limit is within (GB/T 8170: half to even)', value(50.5), null],
    ['beyond the rounding it is over', value(50.6), { isJudged: true, why: null }],
    ['of gases the converted mean counts', value(20, 'N', 75), { isJudged: true, why: null, value: 75, multiple: 0.5 }],
    ['and lets the measured one be', value(75, 'N', 20), null],
    ['no flag at all lets a value stand', value(60, null), { isJudged: true }],
    ['maintenance takes it out, and it is still known', value(60, 'M'), { isJudged: false, why: 'flag_M' }],
    ['an unknown flag too', value(60, 'X'), { isJudged: false, why: 'flag_X' }],
    ['T is at least what it says: over stays over', value(60, 'T'), { isJudged: true, why: null }],
    ['T below the limit says nothing', value(40, 'T'), null],
    ['without a value nothing is judged', value(null), null],
  ])('%s', (_, given, expected) => {
    const found = judgePeriod(given, limit, null)
    if (expected === null) expect(found).toBeNull()
    else expect(found).toMatchObject(expected)
  })
  it('a pH is over outside its range, on both sides, without a multiple', () => {
    const range = { limitMin: 6, limitMax: 9 }
    expect(judgePeriod(value(6), range, null)).toBeNull()
    expect(judgePeriod(value(5.9), range, null)).toMatchObject({ value: 5.9, multiple: null })
    expect(judgePeriod(value(9.4), range, null)).toMatchObject({ isJudged: true })
  })
  it("the firm's mark takes out what the device calls normal; a flag is named before it", () => {
    expect(judgePeriod(value(60), limit, 'mark_start_up')).toMatchObject({ isJudged: false, why: 'mark_start_up' })
    expect(judgePeriod(value(60, 'M'), limit, 'mark_start_up')).toMatchObject({ why: 'flag_M' })
    expect(judgePeriod(value(60), null, null)).toBeNull()
  })
})

describe('the mean of a day of water that the device did not send', () => {
  const hours = (of: (hour: number) => Partial<Parameters<typeof meanOfDay>[0][number]>, n = 24) =>
    Array.from({ length: n }, (_, i) => ({ ...value(40), volume: 10, isExcused: false, ...of(i) }))
  const rule = { due: 24, share: 0.75, isAmount: true }
  it.each([
    ['is weighted by volume', hours((i) => (i < 12 ? { mean: 10, volume: 30 } : { mean: 50, volume: 10 })), rule, 20],
    [
      'of pH it is the plain mean',
      hours((i) => (i < 12 ? { mean: 6, volume: 30 } : { mean: 8, volume: 10 })),
      { ...rule, isAmount: false },
      7,
    ],
    ['without volumes it is the plain mean', hours((i) => ({ mean: i < 12 ? 10 : 50, volume: null })), rule, 30],
    ['18 of 24 hours are enough', hours((i) => (i < 6 ? { flag: 'D' } : {})), rule, 40],
    ['17 are not', hours((i) => (i < 7 ? { flag: 'D' } : {})), rule, null],
    ['marked hours do not count', hours((i) => (i < 7 ? { isExcused: true } : {})), rule, null],
    ['hours without discharge are not due', hours((i) => (i < 16 ? { volume: 0 } : {})), rule, 40],
    ['a day without discharge has no mean', hours(() => ({ volume: 0 })), rule, null],
  ])('%s', (_, given, by, mean) => expect(meanOfDay(given, by)).toBe(mean))
})

describe('hours that look like no measurement', () => {
  const series = (values: (number | null)[], over: Partial<HourValue> = {}): HourValue[] =>
    values.map((mean, i) => ({ at: i * hourMs, mean, flag: 'N', volume: 5, limitMax: 50, ...over }))
  const kinds = (hours: HourValue[], range: { min: number; max: number } | null = null) =>
    findHourAnomalies(hours, { range, terms }).map(({ at, kind }) => `${at / hourMs} ${kind}`)
  it.each([
    ['three zeros are none', [1, 0, 0, 0, 2], []],
    ['four zeros are four', [0, 0, 0, 0, 2], ['0 zero', '1 zero', '2 zero', '3 zero']],
    ['a missing hour ends a row', [0, 0, null, 0, 0], []],
    ['seven equal ones are none', [3, 3, 3, 3, 3, 3, 3], []],
    ['a negative value is out of range', [1, -0.5, 2], ['1 out_of_range']],
    ['fifty times the limit is believed, more is not', [2500, 2501], ['1 out_of_range']],
  ])('%s', (_, values, found) => expect(kinds(series(values))).toEqual(found))
  it('eight equal hours are frozen, eight with another between them are not', () => {
    expect(kinds(series(Array(8).fill(3.2)))).toHaveLength(8)
    expect(kinds(series([3.2, 3.2, 3.2, 3.2, 3.3, 3.2, 3.2, 3.2, 3.2]))).toEqual([])
  })
  it('a flag excuses, but T is out of range unless it is over the limit; a pH has its own range; where nothing flows a zero is none', () => {
    expect(kinds(series(Array(8).fill(3), { flag: 'M' }))).toEqual([])
    expect(kinds(series([40], { flag: 'T' }))).toEqual(['0 out_of_range'])
    expect(kinds(series([60], { flag: 'T' }))).toEqual([])
    expect(kinds(series([14.2], { limitMax: 9 }), { min: 0, max: 14 })).toEqual(['0 out_of_range'])
    expect(kinds(series(Array(6).fill(0), { volume: 0 }))).toEqual([])
  })
  it('what is said of an hour depends on no other further away than the reach', () => {
    const any = fc.array(fc.constantFrom(0, 1, 2, -1, null), { minLength: 40, maxLength: 60 })
    const reach = reachHours(terms)
    fc.assert(
      fc.property(any, fc.nat(59), fc.integer({ min: 1, max: 3 }), (values, place, run) => {
        const long = values.flatMap((each) => Array<number | null>(run * 3).fill(each)).slice(0, 60)
        const hours = series(long)
        const at = (place % hours.length) * hourMs
        const near = hours.filter((hour) => Math.abs(hour.at - at) <= reach * hourMs)
        const of = (all: HourValue[]) => findHourAnomalies(all, { range: null, terms }).find((found) => found.at === at)
        expect(of(near)).toEqual(of(hours))
      }),
      { numRuns: 200 },
    )
  })
})

describe('which order a finding belongs to', () => {
  const order = (id: number, first: number, last: number, over = {}) => ({
    ...{ id, firstMs: first * hourMs, lastMs: last * hourMs, dueMs: 30 * hourMs, isClosed: false },
    ...over,
  })
  const join = (orders: ReturnType<typeof order>[], hour: number) => {
    const { joins, continues } = joinOf(orders, hour * hourMs, reachOf('hour', terms))
    return [joins?.id ?? null, continues?.id ?? null]
  }
  it.each([
    ['the next hour joins', [order(1, 3, 5)], 6, [1, null]],
    ['one clean hour between does not part them', [order(1, 3, 5)], 7, [1, null]],
    ['two do', [order(1, 3, 5)], 8, [null, null]],
    ['an hour before, that came late, joins too', [order(1, 3, 5)], 1, [1, null]],
    ['what fills the gap between two goes to the earlier', [order(2, 9, 9), order(1, 3, 6)], 8, [1, null]],
    ['a closed order takes nothing more; the new one continues it', [order(1, 3, 5, { isClosed: true })], 6, [null, 1]],
    ['nor does one whose term is over', [order(1, 3, 29, { dueMs: 30 * hourMs })], 30, [null, 1]],
    ['days join with one clean day between', [], 1, [null, null]],
  ])('%s', (_, orders, hour, expected) => expect(join(orders, hour)).toEqual(expected))
  it('the reach of days is two days, of hours two hours', () => {
    expect(reachOf('day', terms)).toBe(48 * hourMs)
    expect(reachOf('hour', terms)).toBe(2 * hourMs)
  })
})

it('a device counts as off line for an order when the pages say so', () =>
  expect(terms.offline.minutes.value).toBe(offlineAfterMinutes))

describe('the clock of an order', () => {
  const issued = new Date('2026-10-01T23:00:00+08:00')
  const dueAt = dueAfter(issued, terms)
  const order = {
    operatorId: 7,
    firmAt: null as Date | null,
    operatorAt: null as Date | null,
    countyAt: null as Date | null,
    dueAt,
  }
  const later = (ms: number) => new Date(dueAt.getTime() + ms)
  it('runs 24 hours of real time, through a holiday', () =>
    expect(dueAt.toISOString()).toBe('2026-10-02T15:00:00.000Z'))
  it('an answer at its very end is in time, a millisecond later it is late, and no answer is overdue', () => {
    expect(clockOf({ ...order, firmAt: dueAt }, 'firm', later(9))).toBe('in_time')
    expect(clockOf({ ...order, firmAt: later(1) }, 'firm', later(9))).toBe('late')
    expect(clockOf(order, 'firm', dueAt)).toBe('waiting')
    expect(clockOf(order, 'firm', later(1))).toBe('overdue')
    expect(isLate({ ...order, firmAt: dueAt, countyAt: dueAt, operatorAt: later(1) }, later(9))).toBe(true)
    expect(isLate({ ...order, operatorId: null, firmAt: dueAt, countyAt: dueAt }, later(9))).toBe(false)
  })
  it('where nobody runs the device, two answer', () => {
    expect(missingParties({ ...order, operatorId: null })).toEqual(['firm', 'county'])
    expect(stateOf({ ...order, operatorId: null, firmAt: issued, countyAt: issued })).toBe('answered')
    expect(stateOf({ ...order, firmAt: issued, countyAt: issued })).toBe('open')
  })
  it('is closed once all answered, or once the county has and the term is over', () => {
    expect(mayClose({ ...order, countyAt: issued, state: 'open' }, dueAt)).toBe(false)
    expect(mayClose({ ...order, countyAt: issued, state: 'open' }, later(1))).toBe(true)
    expect(mayClose({ ...order, firmAt: issued, state: 'open' }, later(1))).toBe(false)
    expect(mayClose({ ...order, state: 'closed' }, later(1))).toBe(false)
  })
})
