import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFactors } from '#db/seed/reference-files.ts'
import {
  criteriaOn,
  daysOf,
  dueQuarter,
  multipleOf,
  quarterName,
  readQuarter,
  reasonsOf,
} from '#domain/quarterly/rules.ts'

const criteria = { share: 0.2, leastJudged: 5, heavyMetalMultiple: 3, otherMultiple: 1, heavyMetals: ['w20115'] }
const cod = { factorCode: 'w01018', judgedCount: 90, exceedanceCount: 0, highest: 50, limitMin: null, limitMax: 50 }

describe('what is serious', () => {
  it.each([
    ['at the limit', {}, []],
    ['one day in five', { exceedanceCount: 18, highest: 60 }, ['share']],
    ['just under one day in five', { exceedanceCount: 17, highest: 60 }, []],
    ['too few samples for a share', { judgedCount: 4, exceedanceCount: 4, highest: 60 }, []],
    ['enough samples for a share', { judgedCount: 5, exceedanceCount: 1, highest: 60 }, ['share']],
    ['twice the limit, once', { exceedanceCount: 1, highest: 100 }, ['multiple_other']],
    ['just under twice the limit', { exceedanceCount: 1, highest: 99 }, []],
    ['a heavy metal at twice its limit', { factorCode: 'w20115', exceedanceCount: 1, highest: 100 }, []],
    [
      'a heavy metal at four times its limit',
      { factorCode: 'w20115', exceedanceCount: 1, highest: 200 },
      ['multiple_heavy_metal'],
    ],
    ['both', { exceedanceCount: 45, highest: 150 }, ['share', 'multiple_other']],
    ['pH has no multiple', { factorCode: 'w01001', limitMin: 6, limitMax: 9, exceedanceCount: 1, highest: 30 }, []],
    [
      'pH by its share',
      { factorCode: 'w01001', limitMin: 6, limitMax: 9, exceedanceCount: 30, highest: 10 },
      ['share'],
    ],
    ['a limit of nothing', { limitMax: 0, exceedanceCount: 1, highest: 3 }, []],
  ] as const)('%s', (_, change, reasons) => expect(reasonsOf({ ...cod, ...change }, criteria)).toEqual(reasons))

  it('nothing is serious that never exceeded, whatever its figures', () => {
    const highest = fc.double({ min: 0, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9000 }), highest, (judgedCount, value) => {
        expect(reasonsOf({ ...cod, judgedCount, highest: value }, criteria)).toEqual([])
      }),
    )
  })
  it('the multiple is (value - limit) / limit, two decimals, never below nothing', () => {
    expect(multipleOf({ highest: 78, limitMin: null, limitMax: 50 })).toBe(0.56)
    expect(multipleOf({ highest: 40, limitMin: null, limitMax: 50 })).toBe(0)
    expect(multipleOf({ highest: 40, limitMin: 6, limitMax: 9 })).toBeNull()
  })
})

describe('quarters', () => {
  it.each([
    ['2026-10-11', '2026-3'],
    ['2026-10-10', '2026-2'],
    ['2026-10-01', '2026-2'],
    ['2026-01-11', '2025-4'],
    ['2026-01-10', '2025-3'],
    ['2026-12-31', '2026-3'],
  ])('on %s the newest list due is that of %s', (today, name) => expect(quarterName(dueQuarter(today))).toBe(name))
  it.each([
    ['2026-1', '2026-01-01', '2026-03-31'],
    ['2028-1', '2028-01-01', '2028-03-31'],
    ['2026-4', '2026-10-01', '2026-12-31'],
  ])('%s runs from %s to %s', (name, fromOn, toOn) => {
    const quarter = readQuarter(name)
    expect(quarter && daysOf(quarter)).toEqual({ fromOn, toOn })
  })
  it.each(['2026-0', '2026-5', '2026', '2026-03', '1926-1', '../2026-1'])('%s is no quarter', (text) =>
    expect(readQuarter(text)).toBeUndefined(),
  )
  it('the quarters of a year follow each other without a gap', () => {
    for (const quarter of [1, 2, 3]) {
      const end = daysOf({ year: 2026, quarter }).toOn
      const next = daysOf({ year: 2026, quarter: quarter + 1 }).fromOn
      expect(Date.parse(next) - Date.parse(end)).toBe(86_400_000)
    }
  })
  it('every heavy metal of the definition is a factor that is known', () => {
    const known = new Set(readFactors().map(({ code }) => code))
    expect(criteriaOn('2026-09-30')?.heavyMetals.filter((code) => !known.has(code))).toEqual([])
  })
  it('the definition holds from the city rule on', () => {
    expect(criteriaOn('2017-04-12')).toBeUndefined()
    expect(criteriaOn('2026-09-30')).toMatchObject({
      share: 0.2,
      heavyMetalMultiple: 3,
      otherMultiple: 1,
      confidence: 'memory',
    })
  })
})
