import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { barChart } from '#src/components/charts/bar-chart.ts'
import { lineChart } from '#src/components/charts/line-chart.ts'

const years = [2021, 2022, 2023, 2024, 2025]
const paper = {
  id: 'cod',
  title: 'COD of DW001',
  years,
  unit: 'mg/L',
  locale: 'en' as const,
  limit: { max: [100, 100, 80, 80, 80] },
  series: [
    {
      name: 'As disclosed',
      kind: 'own' as const,
      points: [
        { value: 40 },
        { value: 45 },
        { value: null, why: 'no discharge' },
        { value: 88, isOver: true },
        { value: 52 },
      ],
    },
    { name: 'Online', kind: 'online' as const, points: years.map((_, i) => ({ value: i === 2 ? null : 50 + i })) },
  ],
}
const compared = {
  id: 'compare',
  title: 'COD beside others',
  unit: 'mg/L',
  locale: 'en' as const,
  limit: 80,
  bars: [
    { name: 'Example <Paper> & Co', value: 92.5, isOwn: true, isOver: true },
    { name: 'Median of the county', value: 44 },
    { name: 'Median of the sector', value: null, why: 'fewer than 5 firms' },
  ],
}
const drawings: [string, string][] = [
  ['a trend', lineChart(paper)],
  ['a trend in Chinese', lineChart({ ...paper, locale: 'zh' })],
  ['a comparison', barChart(compared)],
]
const titles = (svg: string) => [...svg.matchAll(/<path[^>]*><title>([^<]*)<\/title>/g)].map(([, title]) => title)
const texts = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text)
/** How high and how far right each named mark stands. */
const places = (svg: string) =>
  [...svg.matchAll(/transform="matrix\([^,]+,0,0,[^,]+,([\d.]+),([\d.]+)\)"[^>]*><title>/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ])

describe('a drawing passes the content security policy and follows light and dark', () => {
  it.each(drawings)('%s holds no style, no script, no colour of its own', (_, svg) => {
    expect(svg).not.toMatch(/style|<script|<image|href|\son\w+=|xmlns/i)
    expect(svg).not.toMatch(/(fill|stroke)="(?!none")/)
    expect(svg).not.toMatch(/ecmeta|class="zr|url\(#/)
  })

  it('has a rule in the style sheet for every class that it uses', () => {
    const css = readFileSync('src/styles/charts.css', 'utf8')
    const used = drawings.flatMap(([, svg]) =>
      [...svg.matchAll(/class="([^"]+)"/g)].flatMap(([, names]) => names?.split(' ') ?? []),
    )
    for (const name of new Set(used)) expect(css, name).toMatch(new RegExp(`\\.${name}\\b`))
  })

  it.each(drawings)('%s is well formed and the same each time', (_, svg) => {
    const open: string[] = []
    for (const [, close, name, self] of svg.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/gi)) {
      if (close) expect(open.pop()).toBe(name)
      else if (!self) open.push(name as string)
    }
    expect(open).toEqual([])
  })

  it('is the same for the same numbers, so that kept pages stay the same', () => {
    expect(lineChart(paper)).toBe(lineChart(paper))
    expect(barChart(compared)).toBe(barChart(compared))
  })
})

describe('a trend', () => {
  const svg = lineChart(paper)

  it('says each value where it is pointed at, and all of them to those who do not see it', () => {
    expect(titles(svg)).toEqual([
      'As disclosed 2021: 40 mg/L',
      'As disclosed 2022: 45 mg/L',
      'As disclosed 2024: 88 mg/L, over the limit',
      'As disclosed 2025: 52 mg/L',
      'Online 2021: 50 mg/L',
      'Online 2022: 51 mg/L',
      'Online 2024: 53 mg/L',
      'Online 2025: 54 mg/L',
    ])
    expect(svg).toContain('<title id="cod-title">COD of DW001</title>')
    expect(svg).toContain(
      'As disclosed (mg/L): 2021: 40, 2022: 45, 2023: no discharge, 2024: 88 (over the limit), 2025: 52.',
    )
    expect(svg).toContain('aria-labelledby="cod-title" aria-describedby="cod-description"')
  })

  it('stands each value at its height and year', () => {
    const [first, second, third] = places(svg) as [number, number][]
    const perUnit = ((first?.[1] ?? 0) - (second?.[1] ?? 0)) / 5
    expect(((second?.[1] ?? 0) - (third?.[1] ?? 0)) / perUnit).toBeCloseTo(43, 1)
    expect(((third?.[0] ?? 0) - (second?.[0] ?? 0)) / ((second?.[0] ?? 0) - (first?.[0] ?? 0))).toBeCloseTo(2, 2)
  })

  it('names the limit where it begins and where it changes, in the only heavy line', () => {
    expect(texts(svg).filter((text) => text?.startsWith('limit'))).toEqual(['limit 100', 'limit 80'])
    expect(svg.match(/class="[^"]*stroke-limit[^"]*"[^>]*stroke-width="2.5"/g)).toHaveLength(1)
    expect([...svg.matchAll(/stroke-width="([\d.]+)"/g)].filter(([, w]) => Number(w) > 2)).toHaveLength(1)
  })

  it('marks a value over the limit by size, sign and number, not by colour alone', () => {
    expect(texts(svg)).toContain('▲ 88')
    expect(svg).toMatch(/class="[^"]*fill-vermilion[^"]*" [^>]*transform="matrix\(5.5,/)
  })

  it('hatches the years that have no value at all', () => {
    expect(svg.match(/class="stroke-slate"/g)).toHaveLength(1)
  })

  it('draws a range with both its limits, and names a value below the lower one under its mark', () => {
    const ph = lineChart({
      ...paper,
      title: 'pH',
      unit: '',
      limit: { max: [9, 9, 9, 9, 9], min: [6, 6, 6, 6, 6] },
      series: [
        { name: 'pH', kind: 'own', points: [7.2, 7.6, 5.6, 8, 7.7].map((value) => ({ value, isOver: value < 6 })) },
      ],
    })
    expect(texts(ph).filter((text) => text?.startsWith('limit'))).toEqual(['limit 9', 'limit 6'])
    expect(texts(ph)).toContain('▲ 5.6')
  })

  it('of any values is drawn, with as many marks as values', () => {
    const value = fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: null })
    fc.assert(
      fc.property(fc.array(value, { minLength: 5, maxLength: 5 }), (values) => {
        const drawn = lineChart({
          ...paper,
          series: [{ name: 'x', kind: 'own', points: values.map((v) => ({ value: v })) }],
        })
        expect(titles(drawn)).toHaveLength(values.filter((v) => v !== null).length)
        expect(drawn).not.toMatch(/NaN|Infinity|undefined/)
      }),
      { numRuns: 30 },
    )
  })
})

describe('a comparison', () => {
  const svg = barChart(compared)

  it('writes name and number over each bar, and the reason where there is none', () => {
    expect(texts(svg)).toEqual(
      expect.arrayContaining([
        '▲ Example &lt;Paper&gt; &amp; Co: 92.5 mg/L',
        'Median of the county: 44 mg/L',
        'Median of the sector: fewer than 5 firms',
        'limit 80 mg/L',
      ]),
    )
    expect(titles(svg)).toEqual([
      'Example &lt;Paper&gt; &amp; Co: 92.5 mg/L, over the limit',
      'Median of the county: 44 mg/L',
    ])
  })

  it('shortens a name that has no room, never its number', () => {
    const name = '益阳市示例循环经济产业园第二污水处理及中水回用工程有限责任公司'
    const drawn = barChart({ ...compared, bars: [{ name, value: 12.5, isOwn: true }], locale: 'zh' })
    expect(texts(drawn)[0]).toMatch(/^益阳市示例循环经济产业园第二污水处.*…：12\.5 mg\/L$/)
    expect(titles(drawn)[0]).toBe(`${name}：12.5 mg/L`)
  })

  it('has bars as long as their numbers, the own one full and the others hollow', () => {
    const bars = [...svg.matchAll(/<path class="([^"]*)" d="M(\S+) \S+l(\S+) 0l[^>]*><title>/g)]
    const [own, county] = bars.map(([, , , length]) => Number(length))
    expect((county ?? 0) / (own ?? 1)).toBeCloseTo(44 / 92.5, 1)
    expect(bars.map(([, classes]) => classes)).toEqual(['fill-vermilion', 'fill-paper stroke-slate'])
  })
})
