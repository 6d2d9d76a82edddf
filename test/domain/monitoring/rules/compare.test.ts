import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareSources, type Sample, type SelfReported, type Sources } from '#domain/monitoring/rules/compare.ts'
import { combineOnline, type OnlineYear } from '#domain/monitoring/rules/online.ts'
import { inUnit, spelled } from '#domain/monitoring/rules/units.ts'

const self: SelfReported = {
  state: 'measured',
  mean: 50,
  max: 80,
  detectionLimit: null,
  totalTonnes: 60,
  judgedCount: 361,
  exceedanceCount: 0,
  limitMin: null,
  limitMax: 90,
}
const online: OnlineYear = {
  judgedCount: 355,
  exceedanceCount: 0,
  min: 20,
  mean: 52,
  max: 83,
  unit: 'mg/L',
  totalTonnes: 61,
  days: 365,
}
const sample: Sample = { sampledOn: '2025-05-14', value: 61, detectionLimit: null, limitMin: null, limitMax: 90 }
const codes = (given: Partial<Sources>) =>
  compareSources({ selfReported: self, online: null, supervisory: [], ...given }).contradictions.map(({ code }) => code)

describe('three sources of one outlet, factor and year', () => {
  it('agree when they say the same', () =>
    expect(compareSources({ selfReported: self, online, supervisory: [sample] })).toEqual({
      verdict: 'agrees',
      contradictions: [],
    }))
  it('are not compared where only the enterprise has spoken', () =>
    expect(compareSources({ selfReported: self, online: null, supervisory: [] }).verdict).toBe('single'))

  it.each<[string, Partial<OnlineYear>, string[]]>([
    ["a mean 35 % below the on-line one is within the devices' uncertainty", { mean: 76.9 }, []],
    ['one that is further below contradicts it', { mean: 77 }, ['mean_unlike_online']],
    ['and so does one that is as far above', { mean: 32 }, ['mean_unlike_online']],
    ['a maximum 15 % above the stated one is within uncertainty', { max: 92 }, []],
    ['a higher one contradicts it', { max: 92.1 }, ['online_above_maximum']],
    ['exceedances that the enterprise denies', { exceedanceCount: 1 }, ['online_exceedance_denied']],
    ['totals apart by more than 35 %', { totalTonnes: 93 }, ['total_unlike_online']],
    ['totals apart by less', { totalTonnes: 92 }, []],
    ['half a year of on-line data says nothing about the mean', { mean: 200, max: 90, days: 180 }, []],
  ])('%s', (_, given, expected) => expect(codes({ online: { ...online, ...given } })).toEqual(expected))

  it('an exceedance that the devices have not seen contradicts them', () =>
    expect(codes({ selfReported: { ...self, exceedanceCount: 3 }, online })).toEqual(['exceedance_unseen_online']))
  it('small values are noise: 0.5 and 2 under a limit of 90 do not contradict', () =>
    expect(codes({ selfReported: { ...self, mean: 0.5, max: 3 }, online: { ...online, mean: 2, max: 4 } })).toEqual([]))

  it.each<[string, SelfReported, Partial<Sample>[], string[]]>([
    ['a sample within the stated maximum', self, [{ value: 80 }], []],
    [
      'a sample above the stated maximum',
      self,
      [{ value: 92.5 }],
      ['sample_above_maximum', 'sample_exceedance_denied'],
    ],
    [
      'a sample over the limit of its day, and no exceedance stated',
      self,
      [{ value: 79, limitMax: 60 }],
      ['sample_exceedance_denied'],
    ],
    [
      'the same where the enterprise states exceedances',
      { ...self, exceedanceCount: 2 },
      [{ value: 79, limitMax: 60 }],
      [],
    ],
    ['three samples are too few for a mean', { ...self, mean: 20 }, [{}, {}, {}], []],
    ['four are enough', { ...self, mean: 20 }, [{}, {}, {}, {}], ['mean_unlike_samples']],
    [
      'below detection, and found',
      { ...self, state: 'below_detection', mean: null, max: null, detectionLimit: 4 },
      [{}],
      ['found_though_not_detected'],
    ],
    [
      'nothing discharged, and found',
      { ...self, state: 'no_discharge', mean: null, max: null },
      [{}],
      ['found_though_not_discharging'],
    ],
    ['a sample below its own detection limit contradicts nothing', self, [{ value: null, detectionLimit: 4 }], []],
  ])('%s', (_, selfReported, samples, expected) =>
    expect(codes({ selfReported, supervisory: samples.map((given) => ({ ...sample, ...given })) })).toEqual(expected),
  )

  it('a pH is compared by distance', () => {
    const ph = { ...self, limitMin: 6, limitMax: 9, mean: 7.2, max: 8 }
    expect(codes({ selfReported: ph, online: { ...online, mean: 7.8, max: 8.6 } })).toEqual([])
    expect(codes({ selfReported: ph, online: { ...online, mean: 8, max: 8.8 } })).toEqual([
      'mean_unlike_online',
      'online_above_maximum',
    ])
  })
})

const positive = fc.double({ min: 0.001, max: 1e6, noNaN: true })
describe('whatever the values', () => {
  it('sources that say exactly the same never contradict', () =>
    fc.assert(
      fc.property(positive, positive, fc.option(positive), (mean, more, total) => {
        const max = mean + more
        const selfReported = { ...self, mean, max, totalTonnes: total, limitMax: max }
        const same = { ...online, mean, max, totalTonnes: total }
        const samples = [{ ...sample, value: mean, limitMax: max }]
        expect(compareSources({ selfReported, online: same, supervisory: samples }).verdict).toBe('agrees')
      }),
    ))
  it('a contradiction of means stays one when both grow by the same factor', () =>
    fc.assert(
      fc.property(positive, positive, fc.double({ min: 0.01, max: 100, noNaN: true }), (a, b, factor) => {
        const verdict = (k: number) =>
          codes({
            selfReported: { ...self, mean: a * k, max: null, totalTonnes: null, limitMax: null },
            online: { ...online, mean: b * k, totalTonnes: null },
          }).includes('mean_unlike_online')
        if (Math.abs(Math.abs(a - b) / Math.max(a, b) - 0.35) > 1e-9) expect(verdict(factor)).toBe(verdict(1))
      }),
    ))
})

describe('on-line statements of parts of a year', () => {
  const part = {
    fromOn: '2025-01-01',
    toOn: '2025-06-30',
    judgedCount: 100,
    exceedanceCount: 1,
    min: 1,
    mean: 10,
    max: 20,
    unit: 'mg/L',
    totalTonnes: 4,
  }
  it('are added up, the mean weighted by its periods', () =>
    expect(
      combineOnline(
        [part, { ...part, fromOn: '2025-07-01', toOn: '2025-12-31', judgedCount: 300, mean: 14, max: 25 }],
        'mg/L',
      ),
    ).toEqual({
      judgedCount: 400,
      exceedanceCount: 2,
      min: 1,
      mean: 13,
      max: 25,
      unit: 'mg/L',
      totalTonnes: 8,
      days: 365,
    }))
  it('have no total unless every part has one', () =>
    expect(combineOnline([part, { ...part, totalTonnes: null }], 'mg/L')?.totalTonnes).toBeNull())
  it('are read in another unit of the same kind, and left out in another kind', () => {
    expect(combineOnline([part], 'µg/L')).toMatchObject({ mean: 10_000, max: 20_000 })
    expect(combineOnline([part], 'mg/m³')).toBeUndefined()
  })
  it('say nothing without a judged period', () =>
    expect(combineOnline([{ ...part, judgedCount: 0 }], 'mg/L')).toBeUndefined())
})

describe('units', () => {
  it.each([
    [1, 'mg/L', 'µg/L', 1000],
    [2500, 'ug/L', 'mg/l', 2.5],
    [3, '毫克/升', 'mg/L', 3],
    [3, 'mg/Nm3', 'mg/m³', 3],
    [7, 'pH', '无量纲', 7],
    [1, 'mg/L', 'mg/m³', null],
    [1, '倍', 'mg/L', null],
  ])('%s %s in %s is %s', (value, from, to, expected) => expect(inUnit(value, from, to)).toBe(expected))
  it('there and back is the same', () =>
    fc.assert(
      fc.property(positive, (value) => {
        const there = inUnit(value, 'mg/L', 'ng/L') as number
        expect(inUnit(there, 'ng/L', 'mg/L')).toBeCloseTo(value, 6)
      }),
    ))
  it('have one spelling', () => expect(spelled('μg／Ｌ')).toBe('µg/L'))
})
