import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalsOf, judgeAgainstLimit, roundHalfEven } from '#domain/enterprise/rules/limit.ts'

describe('a value against its limit', () => {
  it.each([
    // value, limit, standing, ratio, multiple
    [0, 50, 'within', 0, null],
    [39.99, 50, 'within', 0.7998, null],
    [40, 50, 'near', 0.8, null],
    [0.24, 0.3, 'near', 0.8, null],
    [50, 50, 'near', 1, null],
    [50.4, 50, 'near', 1, null],
    [50.5, 50, 'near', 1, null],
    [50.6, 50, 'over', 1.012, 0.012],
    [51.5, 51, 'over', 1.00980392157, 0.00980392156863],
    [75, 50, 'over', 1.5, 0.5],
    [0.5, 0.5, 'near', 1, null],
    [0.55, 0.5, 'over', 1.1, 0.1],
    [0.45, 0.4, 'near', 1, null],
    [0.46, 0.4, 'over', 1.15, 0.15],
    [0.3, 0.1, 'over', 3, 2],
  ])('%d against %d is %s', (value, limitMax, standing, ratio, multiple) => {
    expect(judgeAgainstLimit({ value, limitMax })).toEqual({ standing, ratio, multiple })
  })

  it.each([
    [6, 'within'],
    [9, 'within'],
    [9.05, 'within'],
    [9.06, 'over'],
    [9.4, 'over'],
    [5.95, 'within'],
    [5.9, 'over'],
  ])('a pH of %d between 6 and 9 is %s and has no multiple', (value, standing) => {
    expect(judgeAgainstLimit({ value, limitMin: 6, limitMax: 9 })).toEqual({ standing, ratio: null, multiple: null })
  })

  it('a limit of zero means that nothing may be detected', () => {
    expect(judgeAgainstLimit({ value: 0, limitMax: 0 })).toEqual({ standing: 'within', ratio: null, multiple: null })
    expect(judgeAgainstLimit({ value: 0.0001, limitMax: 0 })).toEqual({
      standing: 'over',
      ratio: null,
      multiple: null,
    })
  })

  it('a value without a limit is not judged', () => {
    expect(judgeAgainstLimit({ value: 3, limitMax: null })).toBeNull()
  })

  const amount = fc.integer({ min: 0, max: 1_000_000 }).map((n) => n / 1000)
  const limit = fc.integer({ min: 1, max: 100_000 }).map((n) => n / 100)

  it('a larger value never stands better', () => {
    const rank = { within: 0, near: 1, over: 2 }
    fc.assert(
      fc.property(amount, amount, limit, (a, b, limitMax) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        const of = (value: number) => rank[judgeAgainstLimit({ value, limitMax }).standing]
        expect(of(low)).toBeLessThanOrEqual(of(high))
      }),
    )
  })

  it('over, a ratio above one and a multiple above zero come together or not at all', () => {
    fc.assert(
      fc.property(amount, limit, (value, limitMax) => {
        const { standing, ratio, multiple } = judgeAgainstLimit({ value, limitMax })
        expect((ratio as number) > 1).toBe(standing === 'over')
        expect(multiple !== null && multiple > 0).toBe(standing === 'over')
        if (value <= limitMax) expect(standing).not.toBe('over')
      }),
    )
  })
})

describe('rounding by GB/T 8170', () => {
  it.each([
    [2.5, 0, 2],
    [3.5, 0, 4],
    [2.51, 0, 3],
    [1.005, 2, 1],
    [1.015, 2, 1.02],
    [1.025, 2, 1.02],
    [0.5, 0, 0],
    [1e-7, 2, 0],
    [1e21, 2, 1e21],
    [-2.5, 0, -2],
  ])('%d with %d decimals is %d', (value, decimals, rounded) => {
    expect(roundHalfEven(value, decimals)).toBe(rounded)
  })

  it('moves a value by at most half a unit of the last place and is done once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), fc.integer({ min: 0, max: 4 }), (n, decimals) => {
        const value = n / 10 ** 5
        const rounded = roundHalfEven(value, decimals)
        expect(Math.abs(rounded - value)).toBeLessThanOrEqual(0.5 * 10 ** -decimals + 1e-9)
        expect(roundHalfEven(rounded, decimals)).toBe(rounded)
        expect(decimalsOf(rounded)).toBeLessThanOrEqual(decimals)
      }),
    )
  })
})
