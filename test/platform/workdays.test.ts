import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '#platform/clock.ts'
import { addWorkdays, isCalendarKnown, isWorkday, workdaysBetween } from '#platform/workdays.ts'

describe('a working day', () => {
  it.each([
    ['2017-05-26', true, 'a Friday'],
    ['2017-05-27', true, 'a Saturday worked for Dragon Boat'],
    ['2017-05-28', false, 'a Sunday, Dragon Boat'],
    ['2017-05-29', false, 'its Monday, free in return'],
    ['2017-05-31', true, 'the day after'],
    ['2015-09-03', false, 'the anniversary of victory, of that year only'],
    ['2016-09-03', false, 'a Saturday'],
    ['2015-09-06', true, 'the Sunday worked for it'],
    ['2019-05-05', true, 'a Sunday worked for the prolonged May Day'],
    ['2020-01-31', false, 'Spring Festival as it was prolonged'],
    ['2020-02-03', true, 'the first day of work after it'],
    ['2022-01-30', true, 'a Sunday worked for Spring Festival'],
    ['2022-02-04', false, 'Spring Festival'],
    ['2022-02-07', true, 'the first day of work after it'],
    ['2024-02-04', true, 'a Sunday worked for Spring Festival'],
    ['2024-02-09', true, 'the eve, a working day that year'],
    ['2024-02-18', true, 'a Sunday worked for Spring Festival'],
    ['2025-01-26', true, 'a Sunday worked for Spring Festival'],
    ['2025-01-28', false, 'the eve, free from that year on'],
    ['2025-10-08', false, 'the last of eight free days'],
    ['2026-02-23', false, 'the last of nine free days'],
    ['2026-02-28', true, 'a Saturday worked for them'],
    ['2026-06-30', true, 'a Tuesday, the day disclosures are due'],
  ])('%s: %s (%s)', (day, worked) => expect(isWorkday(day)).toBe(worked))

  it('is known from 2004 to 2026; in other years only weekends are free', () => {
    for (let year = 2004; year <= 2026; year++) expect(isCalendarKnown(year)).toBe(true)
    for (const year of [2003, 2099]) expect(isCalendarKnown(year)).toBe(false)
    expect(isWorkday('2099-10-01')).toBe(true)
    expect(isWorkday('2099-10-03')).toBe(false)
  })

  it('in each known year there are 245 to 254 of them, and every worked weekend is a weekend', () => {
    for (let year = 2004; year <= 2026; year++) {
      const count = workdaysBetween(`${year - 1}-12-31`, `${year}-12-31`)
      expect(count, String(year)).toBeGreaterThanOrEqual(245)
      expect(count, String(year)).toBeLessThanOrEqual(254)
    }
  })

  it.each(['2025-02-30', '2025-2-3', '', 'tomorrow', '2025-01-01T00:00'])('%j is refused', (day) => {
    expect(() => isWorkday(day)).toThrow(RangeError)
    expect(() => addWorkdays(day, 1)).toThrow(RangeError)
    expect(() => workdaysBetween(day, '2025-01-01')).toThrow(RangeError)
    expect(() => workdaysBetween('2025-01-01', day)).toThrow(RangeError)
  })
})

describe('5 working days', () => {
  it.each([
    ['2025-03-07', '2025-03-14', 'from a Friday: the next Friday'],
    ['2025-03-08', '2025-03-14', 'from a Saturday: that Friday'],
    ['2025-01-24', '2025-02-07', 'over Spring Festival, with a worked Sunday before it and free days after it'],
    ['2024-02-02', '2024-02-08', 'with the worked Sunday counted'],
    ['2017-05-26', '2017-06-05', 'with the worked Saturday, over Dragon Boat'],
    ['2020-01-22', '2020-02-06', 'over the prolonged Spring Festival'],
    ['2026-09-30', '2026-10-13', 'over National Day, with a worked Saturday'],
  ])('after %s end on %s (%s)', (day, end) => expect(addWorkdays(day, 5)).toBe(end))
})

describe('counting working days', () => {
  const days = fc.integer({ min: 0, max: 366 * 23 }).map((n) => addDays('2004-01-05', n))

  it('adding and counting are each other back, forwards and backwards', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 300 }), (day, n) => {
        expect(workdaysBetween(day, addWorkdays(day, n))).toBe(n)
        const before = addWorkdays(day, -n)
        expect(workdaysBetween(day, before)).toBe(n === 0 ? 0 : -n)
      }),
    )
  })

  it('a later day never ends earlier, and every end is a working day', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 60 }), (day, n) => {
        const end = addWorkdays(day, n)
        expect(isWorkday(end)).toBe(true)
        expect(addWorkdays(addDays(day, 1), n) >= end).toBe(true)
        expect(addWorkdays(day, n + 1) > end).toBe(true)
      }),
    )
  })

  it('two spans beside each other count as the whole', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 200 }), (from, a, b) => {
        const [middle, to] = [addDays(from, a), addDays(from, a + b)]
        expect(workdaysBetween(from, middle) + workdaysBetween(middle, to)).toBe(workdaysBetween(from, to))
      }),
    )
  })
})
