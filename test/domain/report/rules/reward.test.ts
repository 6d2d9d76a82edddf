import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coarseMap, shownDay } from '#domain/report/rules/coarse.ts'
import { type LedgerLine, type LedgerRow, ledgerOf } from '#domain/report/rules/ledger.ts'
import { barsOf, decideBy, gradeName, rewardTableOn, sumsOf } from '#domain/report/rules/reward.ts'

describe('the table of rewards', () => {
  it('holds from its day on; before it there is none', () => {
    expect(rewardTableOn('2020-06-01').mostYuan).toBe(6000)
    expect(() => rewardTableOn('2020-05-31')).toThrow(RangeError)
  })
  it('is decided within ten working days of the proposal, holidays not counted', () => {
    expect(decideBy('2026-11-12')).toBe('2026-11-26')
    expect(decideBy('2026-09-28')).toBe('2026-10-16')
  })
  it('gives each grade its sums, never above the most', () => {
    const table = rewardTableOn('2026-11-25')
    for (const { grade } of table.grades) {
      const { fromYuan, toYuan } = sumsOf(table, grade) as { fromYuan: number; toYuan: number }
      expect(fromYuan).toBeLessThanOrEqual(toYuan)
      expect(toYuan).toBeLessThanOrEqual(table.mostYuan)
    }
    expect(sumsOf(table, 'golden')).toBeUndefined()
    expect(gradeName('base').zh).toBe('查证属实')
    expect(gradeName('golden')).toEqual({ zh: 'golden', en: 'golden' })
  })
})

describe('what bars a reward by the data', () => {
  const clear = {
    outcome: 'true' as const,
    isConcluded: true,
    hasEarlier: false,
    hasEarlierCase: false,
    hasReceipt: true,
  }
  it.each([
    [{}, []],
    [{ outcome: 'partly_true' as const }, []],
    [{ outcome: 'not_found' as const }, ['not_true']],
    [{ outcome: null, isConcluded: false }, ['not_true']],
    [{ isConcluded: false }, ['not_true']],
    [{ hasEarlier: true }, ['not_first']],
    [{ hasEarlierCase: true }, ['known_before']],
    [{ hasReceipt: false }, ['no_receipt']],
    [
      { outcome: 'not_found' as const, hasEarlier: true, hasEarlierCase: true, hasReceipt: false },
      ['not_true', 'not_first', 'known_before', 'no_receipt'],
    ],
  ])('%o: %o', (given, bars) => {
    expect(barsOf({ ...clear, ...given })).toEqual(bars)
  })
})

describe('the public ledger', () => {
  const row = fc.record({
    month: fc.constantFrom('2026-09', '2026-10', '2026-11'),
    grade: fc.constantFrom('base', 'important', 'crime'),
    state: fc.constantFrom('granted', 'claimed', 'paid', 'lapsed', 'declined') as fc.Arbitrary<LedgerRow['state']>,
    count: fc.integer({ min: 1, max: 40 }),
    yuan: fc.integer({ min: 500, max: 90_000 }),
  })
  const parts = ({ paid, open, lapsed, declined }: LedgerLine) => [paid, open, lapsed, declined]
  const addsUp = (line: LedgerLine) => {
    expect(parts(line).reduce((sum, { count }) => sum + count, 0)).toBe(line.granted.count)
    expect(parts(line).reduce((sum, { yuan }) => sum + yuan, 0)).toBe(line.granted.yuan)
  }
  it('adds up on every line and over all, whatever became of the rewards', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
        const { months, total } = ledgerOf(rows)
        addsUp(total)
        for (const month of months) {
          addsUp(month)
          for (const grade of month.grades) addsUp(grade)
          expect(month.grades.reduce((sum, { granted }) => sum + granted.yuan, 0)).toBe(month.granted.yuan)
        }
        expect(months.reduce((sum, { granted }) => sum + granted.count, 0)).toBe(total.granted.count)
        expect(total.granted.yuan).toBe(rows.reduce((sum, { yuan }) => sum + yuan, 0))
        expect(months.map(({ month }) => month)).toEqual([...months.map(({ month }) => month)].sort().reverse())
      }),
    )
  })
})

describe('the coarse map', () => {
  const row = fc.record({
    x: fc.integer({ min: 0, max: 3 }),
    y: fc.integer({ min: 0, max: 3 }),
    regionCode: fc.constantFrom('430922', '430923', null),
    count: fc.integer({ min: 1, max: 4 }),
  })
  it('shows no cell with fewer reports than may be shown, and loses none', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), fc.integer({ min: 1, max: 6 }), (rows, fewest) => {
        const { cells, merged } = coarseMap(rows, fewest)
        for (const { count } of cells) expect(count).toBeGreaterThanOrEqual(fewest)
        const all = [...cells.map(({ count }) => count), ...merged.values()].reduce((sum, count) => sum + count, 0)
        expect(all).toBe(rows.reduce((sum, { count }) => sum + count, 0))
        expect(new Set(cells.map(({ x, y }) => `${x} ${y}`)).size).toBe(cells.length)
      }),
    )
  })
  it('a day is shown where enough were concluded, else the month alone', () => {
    expect(shownDay('2026-11-25', 3, 3)).toBe('2026-11-25')
    expect(shownDay('2026-11-25', 2, 3)).toBe('2026-11')
  })
})
