import { describe, expect, it } from 'vitest'
import { type SummarisedRow, summarise, totalsByFactor } from '#domain/disclosure/rules/summary.ts'

const row: SummarisedRow = {
  outletId: 1,
  factorCode: 'w01018',
  factorNameZh: '化学需氧量',
  factorNameEn: 'Chemical oxygen demand',
  concentrationUnit: 'mg/L',
  hasTotal: true,
  route: 'direct',
  pattern: 'continuous',
  concentrationState: 'measured',
  concentrationMin: 21,
  concentrationMean: 58,
  concentrationMax: 84,
  detectionLimit: null,
  origin: 'online',
  sampleCount: null,
  reportNo: null,
  rateMin: null,
  rateMax: null,
  specialLimit: null,
  limitRate: null,
  limitWaterPerProduct: null,
  specialPeriodLimit: null,
  supervisoryExceedanceRate: null,
  onlineExceedanceRate: null,
  totalState: 'measured',
  totalTonnes: 0.1,
  judgedCount: 361,
  exceedanceCount: 0,
  exceedanceReason: null,
  unusualReason: null,
  limitMin: null,
  limitMax: 90,
  permittedTonnes: 0.3,
}
const over = { ...row, outletId: 2, concentrationMax: 135, exceedanceCount: 2 }
const none = {
  ...row,
  outletId: 3,
  concentrationState: 'not_required',
  concentrationMin: null,
  concentrationMean: null,
  concentrationMax: null,
} as const

describe('the answer of a disclosure', () => {
  it('counts outlets, values, what is over, and names the worst', () => {
    expect(summarise([row, over, none])).toEqual({
      outlets: 3,
      factors: 3,
      over: 1,
      worst: { row: over, multiple: 0.5 },
      overTotals: 0,
      withoutValue: 1,
    })
  })
  it('a period over the limit counts also where no single value shows it', () => {
    expect(summarise([{ ...row, exceedanceCount: 1 }])).toMatchObject({ over: 1, worst: undefined })
  })
  it('colour can be over, but has no multiple of exceedance', () => {
    expect(summarise([{ ...over, concentrationUnit: '倍' }])).toMatchObject({ over: 1, worst: undefined })
  })
  it('equal to the limit and to the permit is within', () => {
    expect(summarise([{ ...row, concentrationMax: 90, totalTonnes: 0.3 }])).toMatchObject({ over: 0, overTotals: 0 })
    expect(summarise([{ ...row, concentrationMax: 91, totalTonnes: 0.4 }])).toMatchObject({ over: 1, overTotals: 1 })
  })
  it('below the detection limit is a value, not the lack of one', () => {
    expect(summarise([{ ...none, concentrationState: 'below_detection' }])).toMatchObject({ withoutValue: 0 })
  })
})

describe('the totals of the plant', () => {
  it('add up the outlets of a factor as decimals do, and the permits where every outlet has one', () => {
    const [total] = totalsByFactor([row, { ...row, outletId: 2, totalTonnes: 0.2 }])
    expect(total).toMatchObject({ outlets: 2, totalTonnes: 0.3, permittedTonnes: 0.6, without: 0 })
    expect(totalsByFactor([row, { ...row, outletId: 2, permittedTonnes: null }])[0]?.permittedTonnes).toBeNull()
  })
  it('say how many outlets have none; what discharged nothing is not among them', () => {
    const absent = { ...row, outletId: 2, totalState: 'not_required', totalTonnes: null } as const
    expect(totalsByFactor([row, absent, { ...absent, outletId: 3, totalState: 'no_discharge' }])[0]).toMatchObject({
      totalTonnes: 0.1,
      without: 1,
    })
    expect(totalsByFactor([absent])).toEqual([])
  })
})
