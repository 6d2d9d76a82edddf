import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countStandings } from '#domain/monitoring/rules/live/standing.ts'

const factor = (name: string, value: number | null, limitMax: number | null, flag: string | null = 'N') => ({
  name,
  limitMin: null,
  limitMax,
  given: { value, flag },
})
const stand = (factors: readonly ReturnType<typeof factor>[]) => {
  const { limited, over, near } = countStandings(factors, ({ given }) => given)
  return { limited, over: over.map(({ name }) => name), near: near.map(({ name }) => name) }
}

describe('how the newest values of an outlet stand to their limits', () => {
  it.each([
    [factor('at the limit', 50, 50), { limited: 1, over: [], near: ['at the limit'] }],
    [factor('just over', 51, 50), { limited: 1, over: ['just over'], near: [] }],
    [factor('at 80 %', 40, 50), { limited: 1, over: [], near: ['at 80 %'] }],
    [factor('below 80 %', 39, 50), { limited: 1, over: [], near: [] }],
    [factor('without a limit', 39, null), { limited: 0, over: [], near: [] }],
    [factor('without a value', null, 50), { limited: 0, over: [], near: [] }],
    [factor('flagged as in maintenance', 900, 50, 'M'), { limited: 0, over: [], near: [] }],
    [factor('sent without a flag', 900, 50, null), { limited: 1, over: ['sent without a flag'], near: [] }],
  ])('$name', (given, standing) => {
    expect(stand([given])).toEqual(standing)
  })
  it('pH is over on both sides of its range', () => {
    const ph = (value: number) => ({ ...factor('pH', value, 9), limitMin: 6 })
    const over = [5.9, 6, 9, 9.1].map((value) => countStandings([ph(value)], ({ given }) => given).over.length)
    expect(over).toEqual([1, 0, 0, 1])
  })
  it('nothing that is not there is counted: a factor that sent nothing is in no number', () => {
    expect(countStandings([factor('silent', 1, 2)], () => undefined)).toEqual({ limited: 0, over: [], near: [] })
  })
  it('what is over and what is near are together never more than what has a limit', () => {
    const any = fc.record({
      value: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true })),
      limit: fc.option(fc.double({ min: 0.001, max: 1e6, noNaN: true })),
      flag: fc.constantFrom('N', 'M', null),
    })
    fc.assert(
      fc.property(fc.array(any), (given) => {
        const { limited, over, near } = stand(given.map(({ value, limit, flag }) => factor('x', value, limit, flag)))
        expect(over.length + near.length).toBeLessThanOrEqual(limited)
        expect(limited).toBeLessThanOrEqual(given.length)
      }),
    )
  })
})
