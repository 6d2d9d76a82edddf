import { describe, expect, it } from 'vitest'
import { fewestPeers, medianOf } from '#domain/disclosure/rules/peers.ts'
import { totalTrendsOf, trendsOf, type YearlyRow } from '#domain/disclosure/rules/trends.ts'

const row = (year: number, given: Partial<YearlyRow> = {}) => ({
  outletId: 1,
  factorCode: 'w01018',
  factorNameZh: '化学需氧量',
  factorNameEn: 'Chemical oxygen demand',
  unit: 'mg/L',
  year,
  state: 'measured',
  mean: 50,
  max: 80,
  limitMin: null,
  limitMax: 90,
  totalTonnes: 10,
  permittedTonnes: 12,
  onlineMean: null,
  ...given,
})

describe('five years of one outlet and factor', () => {
  const [trend] = trendsOf(
    [
      row(2021, { max: 91 }),
      row(2023, { mean: null, max: null, state: 'no_discharge' }),
      row(2025, { onlineMean: 95 }),
    ],
    2021,
    2025,
  )
  it('have a point for each year, a year that was not disclosed among them', () =>
    expect(trend?.points.map(({ year, state, mean }) => [year, state, mean])).toEqual([
      [2021, 'measured', 50],
      [2022, null, null],
      [2023, 'no_discharge', null],
      [2024, null, null],
      [2025, 'measured', 50],
    ]))
  it('judge each value by the limit of its year', () =>
    expect(
      trend?.points.map(({ meanIsOver, maxIsOver, onlineIsOver }) => [meanIsOver, maxIsOver, onlineIsOver]),
    ).toEqual([
      [false, true, false],
      [false, false, false],
      [false, false, false],
      [false, false, false],
      [false, false, true],
    ]))
  it('leave out what the last year no longer has, and values in another unit', () => {
    expect(trendsOf([row(2024)], 2021, 2025)).toEqual([])
    const [mixed] = trendsOf([row(2024, { unit: 'µg/L', mean: 50_000 }), row(2025)], 2021, 2025)
    expect(mixed?.points.map(({ mean }) => mean)).toEqual([null, null, null, null, 50])
  })
})

describe("the plant's totals", () => {
  const two = trendsOf([row(2025), row(2025, { outletId: 2, totalTonnes: 2.4, permittedTonnes: 0.3 })], 2024, 2025)
  it('add up the outlets and stand against what is permitted for all of them', () =>
    expect(totalTrendsOf(two)[0]?.points).toEqual([
      { year: 2024, totalTonnes: null, permittedTonnes: null, isOver: false },
      { year: 2025, totalTonnes: 12.4, permittedTonnes: 12.3, isOver: true },
    ]))
  it('have no permitted total unless every outlet has one', () => {
    const half = trendsOf([row(2025), row(2025, { outletId: 2, permittedTonnes: null })], 2025, 2025)
    expect(totalTrendsOf(half)[0]?.points[0]).toMatchObject({ totalTonnes: 20, permittedTonnes: null, isOver: false })
  })
  it('leave out factors without any', () =>
    expect(totalTrendsOf(trendsOf([row(2025, { totalTonnes: null })], 2025, 2025))).toEqual([]))
})

it(`a median is given from ${fewestPeers} enterprises on`, () => {
  expect(medianOf(4, 0.3)).toEqual({ peers: 4, value: null })
  expect(medianOf(5, 0.3)).toEqual({ peers: 5, value: 0.3 })
})
