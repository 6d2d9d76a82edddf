import { describe, expect, it } from 'vitest'
import { formatDate, formatDay, formatMoney, formatNumber, formatPercent, formatTime } from '#src/i18n/format.ts'
import { localeOf, localePath, plainPath } from '#src/i18n/locale.ts'

describe('values as readers write them', () => {
  it.each([
    [1234567.891, undefined, '1,234,567.891'],
    [0.00004, undefined, '0.00004'],
    [0.1 + 0.2, undefined, '0.3'],
    [12, 2, '12.00'],
    [-3, undefined, '-3'],
  ])('%d with %s decimals is %s', (value, digits, text) => {
    expect(formatNumber('zh', value, digits)).toBe(text)
    expect(formatNumber('en', value, digits)).toBe(text)
  })

  it.each([
    [0, '0%'],
    [0.004, '0.4%'],
    [0.0999, '10%'],
    [0.123, '12%'],
    [1, '100%'],
  ])('a share of %d is %s', (share, text) => {
    expect(formatPercent('zh', share)).toBe(text)
  })

  it.each([
    [12_000_000, '12 万元', 'CNY 120,000'],
    [1_234_500, '12,345 元', 'CNY 12,345'],
    [150, '1.5 元', 'CNY 1.5'],
    [0, '0 元', 'CNY 0'],
    [1_005_000_000, '1,005 万元', 'CNY 10,050,000'],
  ])('%d fen are %s, %s', (fen, zh, en) => {
    expect(formatMoney('zh', fen)).toBe(zh)
    expect(formatMoney('en', fen)).toBe(en)
  })

  it("a day is the city's day, also of an instant just before midnight UTC", () => {
    expect(formatDate('zh', '2026-06-30')).toBe('2026年6月30日')
    expect(formatDate('en', '2026-06-30')).toBe('30 Jun 2026')
    expect(formatDate('zh', new Date('2026-06-30T16:00:00Z'))).toBe('2026年7月1日')
    expect(formatDay('zh', new Date('2026-06-30T15:59:59Z'))).toBe('6月30日')
    expect(formatDay('en', '2026-01-02')).toBe('2 Jan')
    expect(formatTime('zh', new Date('2026-06-30T16:05:00Z'))).toBe('2026年7月1日 00:05')
    expect(formatTime('en', new Date('2026-06-30T01:05:00Z'))).toBe('30 Jun 2026, 09:05')
  })
})

it.each(['/', '/?q=1', '/board', '/board?page=2', '/enrolled'])(
  '%s has an English twin and comes back from it',
  (path) => {
    const twin = localePath('en', path)
    expect(localeOf(twin.split('?')[0] as string)).toBe('en')
    expect(localeOf(path.split('?')[0] as string)).toBe('zh')
    expect(plainPath(twin)).toBe(path)
  },
)
