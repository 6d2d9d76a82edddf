import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDate } from '#src/text/dates.ts'

describe('a date in a sheet', () => {
  it.each([
    ['2017.4.13', '2017-04-13', 'day'],
    ['2017-04-13', '2017-04-13', 'day'],
    ['2017/4/13', '2017-04-13', 'day'],
    ['2017年4月13日', '2017-04-13', 'day'],
    ['2017 年 4 月 13 号', '2017-04-13', 'day'],
    ['２０１７．４．１３', '2017-04-13', 'day'],
    ['20170413', '2017-04-13', 'day'],
    ['2017-4-10 0:00', '2017-04-10', 'day'],
    ['2017-04-13T08:30:00', '2017-04-13', 'day'],
    ['二〇一七年四月十三日', '2017-04-13', 'day'],
    ['二零一七年十一月', '2017-11-01', 'month'],
    ['2017年4月', '2017-04-01', 'month'],
    ['2017/4', '2017-04-01', 'month'],
    ['2017.04', '2017-04-01', 'month'],
    ['201704', '2017-04-01', 'month'],
    ['2017年', '2017-01-01', 'year'],
    ['2017', '2017-01-01', 'year'],
    [2017, '2017-01-01', 'year'],
    [42838, '2017-04-13', 'day'],
    ['42838', '2017-04-13', 'day'],
    ['13/4/2017', '2017-04-13', 'day'],
    ['4/13/2017', '2017-04-13', 'day'],
    ['4/4/2017', '2017-04-04', 'day'],
    ['2016-02-29', '2016-02-29', 'day'],
    [new Date('2017-04-13T00:00:00Z'), '2017-04-13', 'day'],
  ] as const)('%s is %s, known to the %s', (given, day, precision) => {
    expect(readDate(given)).toEqual({ ok: true, day, precision })
  })

  it.each([
    ['3/4/2017', 'ambiguous'],
    ['17.4.13', 'ambiguous'],
    ['17年4月', 'ambiguous'],
    ['201112', 'ambiguous'],
    ['170413', 'ambiguous'],
    ['2017-02-29', 'impossible'],
    ['2017.13.1', 'impossible'],
    ['2017年4月31日', 'impossible'],
    ['20170431', 'impossible'],
    ['', 'unreadable'],
    ['不详', 'unreadable'],
    ['0000', 'unreadable'],
    ['九十年代', 'unreadable'],
    ['2017-4-13-2', 'unreadable'],
  ])('%s is refused as %s', (given, problem) => {
    expect(readDate(given)).toEqual({ ok: false, problem })
  })

  it('is the same day in every spelling', () => {
    const days = fc.date({ min: new Date('1930-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(days, (date) => {
        const day = date.toISOString().slice(0, 10)
        const [y, m, d] = day.split('-').map(Number)
        const serial = Math.round((Date.parse(day) - Date.UTC(1899, 11, 30)) / 86_400_000)
        for (const given of [
          day,
          `${y}.${m}.${d}`,
          `${y}年${m}月${d}日`,
          `${y}/${m}/${d}`,
          day.replaceAll('-', ''),
          serial,
        ]) {
          expect(readDate(given), String(given)).toEqual({ ok: true, day, precision: 'day' })
        }
      }),
    )
  })
})
