import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeAgainstLimit } from '#domain/enterprise/rules/limit.ts'
import { limitBar, limitWords } from '#src/components/limit/limit-bar.ts'
import type { Locale } from '#src/i18n/locale.ts'

const bar = (value: number | null, limitMax: number | null, more: Partial<Parameters<typeof limitBar>[0]> = {}) =>
  limitBar({ value, state: value === null ? 'not_yet_due' : 'measured', limitMax, unit: 'mg/L', locale: 'zh', ...more })
const text = (html: string) =>
  html
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replace(/\s+/g, ' ')
    .trim()

describe('the limit line in words', () => {
  it.each([
    [21, 50, 'zh', '21mg/L 限值 50 的 42%'],
    [21, 50, 'en', '21mg/L 42% of limit 50'],
    [44, 50, 'zh', '44mg/L 接近限值 50，达 88%'],
    [49.9, 50, 'zh', '49.9mg/L 接近限值 50，达 99%'],
    [50, 50, 'zh', '50mg/L 接近限值 50，达 100%'],
    [75, 50, 'zh', '75mg/L ▲ 超标 0.5 倍（限值 50）'],
    [75, 50, 'en', '75mg/L ▲ over limit 50 by 0.5×'],
    [1234.5, 100, 'zh', '1,234.5mg/L ▲ 超标 11.3 倍（限值 100）'],
    [100.6, 100, 'zh', '100.6mg/L ▲ 超标 <0.01 倍（限值 100）'],
    [0.1, 50, 'zh', '0.1mg/L 限值 50 的 <1%'],
    [0, 50, 'zh', '0mg/L 限值 50 的 0%'],
    [3, 0, 'zh', '3mg/L ▲ 检出（不得检出）'],
    [0, 0, 'en', '0mg/L not detected'],
    [3, null, 'zh', '3mg/L 无限值要求'],
    [null, 50, 'zh', '— 未到监测期'],
    [null, 50, 'en', '— Not yet due'],
  ] as const)('%s against %s in %s: %s', (value, limitMax, locale, words) => {
    expect(text(bar(value, limitMax, { locale }))).toBe(words)
  })

  it('a pH speaks of its range and shows no unit', () => {
    expect(text(bar(7.2, 9, { limitMin: 6, unit: '1' }))).toBe('7.2 在 6–9 之内')
    expect(text(bar(10.1, 9, { limitMin: 6, unit: '1' }))).toBe('10.1 ▲ 超出 6–9')
  })

  it('colour, odour and bacteria have no multiple of exceedance', () => {
    for (const unit of ['multiple', 'dilution multiple', 'count/L', '倍'])
      expect(text(bar(90, 50, { unit }))).toMatch(/▲ 超过限值 50$/)
  })

  it('a value that was not given says so', () => {
    expect(text(bar(null, 50, { state: null }))).toBe('— 未填报')
  })
})

describe('the limit line as a drawing', () => {
  it('the bar ends at the hairline when the value equals the limit and passes it only when it is over', () => {
    const length = (html: string) => Number(/class="mark-(?:within|near|over)" d="M0 3h([\d.]+)/.exec(html)?.[1])
    const line = Number(/class="mark-line" d="M([\d.]+)/.exec(bar(1, 50))?.[1])
    expect(length(bar(50, 50))).toBe(line)
    expect(length(bar(75, 50))).toBeGreaterThan(line)
    expect(length(bar(40, 50))).toBeLessThan(line)
    expect(length(bar(5000, 50))).toBe(2 * line)
  })

  it('no data is a hatched bar without a filled one', () => {
    expect(bar(null, 50)).toContain('mark-hatch')
    expect(bar(null, 50)).not.toMatch(/mark-(within|near|over)/)
  })

  it('holds no inline style and no markup of what was typed', () => {
    fc.assert(
      fc.property(
        fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: null }),
        fc.double({ min: 0.001, max: 1e5, noNaN: true }),
        fc.constantFrom<Locale>('zh', 'en'),
        (value, limitMax, locale) => {
          const html = bar(value, limitMax, { locale, unit: '<b onclick="x">' })
          expect(html).not.toContain('style=')
          expect(html).not.toContain('<b ')
          expect(html).not.toMatch(/NaN|undefined|Infinity/)
        },
      ),
    )
  })

  it('the words never say 100 % of less than the limit, and over exactly when it is judged over', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20000 }), fc.integer({ min: 1, max: 1000 }), (n, limitMax) => {
        const value = n / 100
        const judgement = judgeAgainstLimit({ value, limitMax })
        const words = limitWords(judgement, { limitMax, unit: 'mg/L', locale: 'en' })
        expect(words.startsWith('over')).toBe(judgement.standing === 'over')
        if (value < limitMax && judgement.standing !== 'over') expect(words).not.toContain('100%')
      }),
    )
  })
})
