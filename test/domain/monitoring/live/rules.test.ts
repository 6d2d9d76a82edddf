import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantsOf, periodsOf, runsOf, spanOf, thinned } from '#domain/monitoring/rules/live/series.ts'
import { offlineAfterMinutes, onlineStateOf, percentile } from '#domain/monitoring/rules/live/state.ts'
import { judgementOf, limitOn, shownValue } from '#domain/monitoring/rules/live/value.ts'

const now = new Date('2026-11-25T10:00:00+08:00')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)

describe('where a device stands', () => {
  it.each([
    ['signed_off', ago(0), 'online'],
    ['signed_off', ago(offlineAfterMinutes), 'online'],
    ['signed_off', ago(offlineAfterMinutes + 1), 'offline'],
    ['planned', ago(1), 'online'],
    ['planned', null, 'not_connected'],
    ['installed', null, 'not_connected'],
    ['connected', null, 'silent'],
    ['stopped', ago(1), 'stopped'],
  ] as const)('%s, last heard of %s: %s', (deviceState, lastFrameAt, state) => {
    expect(onlineStateOf({ deviceState, lastFrameAt }, now)).toBe(state)
  })
})

describe('the span of a curve', () => {
  const today = '2026-11-25'
  it.each([
    ['hour', {}, { from: '2026-10-26', to: today }],
    ['hour', { from: '2026-01-01', to: '2026-01-31' }, { from: '2026-01-01', to: '2026-01-31' }],
    ['hour', { from: '2026-01-01' }, { from: '2026-01-01', to: '2026-01-31' }],
    ['hour', { from: '2026-11-20' }, { from: '2026-11-20', to: today }],
    ['hour', { to: '2026-01-31' }, { from: '2026-01-01', to: '2026-01-31' }],
    ['hour', { from: '2025-11-25', to: today }, { from: '2025-11-25', to: today }],
  ] as const)('%s %j is %j', (step, asked, span) => {
    expect(spanOf(step, asked, today)).toEqual(span)
  })
  it.each([
    [{ from: '2026-02-01', to: '2026-01-01' }, 'reversed'],
    [{ from: '2025-11-24', to: today }, 'too_long'],
    [{ from: '2026-12-01' }, 'future'],
  ] as const)('%j is refused: %s', (asked, problem) => {
    expect(spanOf('hour', asked, today)).toEqual({ from: '2026-10-26', to: today, problem })
  })

  it('its periods lie in it, each begins where the last ends, and all of them are over', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 200 }), (start, length) => {
        const from = new Date(Date.UTC(2026, 0, 1 + start)).toISOString().slice(0, 10)
        const to = new Date(Date.UTC(2026, 0, 1 + start + length)).toISOString().slice(0, 10)
        const bounds = instantsOf({ from, to })
        for (const [step, ms] of [
          ['hour', 3_600_000],
          ['day', 86_400_000],
        ] as const) {
          const periods = periodsOf(step, { from, to }, now).map((at) => at.getTime())
          expect(periods.every((at, i) => i === 0 || at - (periods[i - 1] as number) === ms)).toBe(true)
          expect(
            periods.every(
              (at) => at >= bounds.start.getTime() && at + ms <= Math.min(bounds.end.getTime(), now.getTime()),
            ),
          ).toBe(true)
          const whole = Math.max(
            0,
            Math.floor((Math.min(bounds.end.getTime(), now.getTime()) - bounds.start.getTime()) / ms),
          )
          expect(periods).toHaveLength(whole)
        }
      }),
    )
  })
  it('months are those that have begun', () => {
    const months = periodsOf('month', { from: '2025-12-10', to: '2027-03-01' }, now)
    expect(months).toHaveLength(12)
    expect(months[0]).toEqual(new Date('2025-12-01T00:00:00+08:00'))
  })
})

describe('drawing', () => {
  it('neighbours with one reason are one gap', () => {
    expect(runsOf(['a', 'a', '', 'a', 'b'], (text) => text || null)).toEqual([
      { from: 0, to: 1, why: 'a' },
      { from: 3, to: 3, why: 'a' },
      { from: 4, to: 4, why: 'b' },
    ])
  })
  it('thinning keeps the order, the highest and the lowest, and stays near its number', () => {
    const points = fc.array(fc.record({ value: fc.option(fc.double({ min: -10, max: 1000, noNaN: true })) }), {
      maxLength: 3000,
    })
    fc.assert(
      fc.property(points, (given) => {
        const kept = thinned(given, 200)
        const values = (list: typeof given) => list.flatMap(({ value }) => value ?? [])
        expect(kept.length).toBeLessThanOrEqual(Math.max(given.length <= 200 ? 200 : 0, 303))
        expect(Math.max(...values(kept))).toBe(Math.max(...values(given)))
        expect(Math.min(...values(kept))).toBe(Math.min(...values(given)))
        const places = kept.map((point) => given.indexOf(point))
        expect(places).toEqual(places.toSorted((a, b) => a - b))
      }),
      { numRuns: 50 },
    )
  })
  it('half are at most the median', () => {
    expect([
      percentile([], 0.5),
      percentile([3], 0.95),
      percentile([4, 1, 3, 2], 0.5),
      percentile([1, 2, 3], 1),
    ]).toEqual([null, 3, 2, 3])
  })
})

describe('a value and its limit', () => {
  const limits = [
    {
      factorCode: 'a21002',
      limitMin: null,
      limitMax: 200,
      unit: 'mg/m³',
      averaging: 'hour',
      validFrom: '2020-01-01',
      validTo: '2026-06-01',
    },
    {
      factorCode: 'a21002',
      limitMin: null,
      limitMax: 100_000,
      unit: 'µg/m³',
      averaging: 'hour',
      validFrom: '2026-06-01',
      validTo: null,
    },
    {
      factorCode: 'a21002',
      limitMin: null,
      limitMax: 80,
      unit: 'mg/m³',
      averaging: 'day',
      validFrom: '2026-06-01',
      validTo: null,
    },
  ] as const
  it.each([
    ['2026-05-31', 'air', 200],
    ['2026-06-01', 'air', 100],
    ['2026-06-01', 'water', 80],
    ['2019-12-31', 'air', undefined],
  ] as const)('on %s the limit for %s is %s', (day, medium, limitMax) => {
    expect(limitOn(limits, 'a21002', day, medium, 'mg/m³')?.limitMax).toBe(limitMax)
  })
  it('a limit in a unit that cannot be converted is none', () => {
    expect(limitOn(limits, 'a21002', '2026-07-01', 'air', 'mg/L')).toBeNull()
  })
  it('the converted value of a gas is the one that counts', () => {
    expect([shownValue({ mean: 80, stdMean: 96 }), shownValue({ mean: 80, stdMean: null })]).toEqual([96, 80])
  })
  it.each([
    ['hour', 'air', 'N', 'over'],
    ['hour', 'air', null, 'over'],
    ['hour', 'air', 'M', undefined],
    ['realtime', 'air', 'N', undefined],
    ['hour', 'water', 'N', undefined],
    ['day', 'water', 'N', 'over'],
  ] as const)('a %s of %s with flag %s: %s', (kind, medium, flag, standing) => {
    const limit = { limitMin: null, limitMax: 50 }
    expect(judgementOf({ kind, value: 75, flag, limit }, medium)?.standing).toBe(standing)
  })
})
