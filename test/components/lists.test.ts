import { describe, expect, it } from 'vitest'
import { withParam, withToggled } from '#src/components/address.ts'
import { countyOutlines, mapHeight, mapWidth, project } from '#src/components/county-outlines.ts'
import { fieldIds } from '#src/components/field-parts.ts'
import { drawSwarm } from '#src/components/home/swarm-drawing.ts'
import { pageNumbers } from '#src/components/page-numbers.ts'

describe('the pager', () => {
  it.each([
    [1, 1, [1]],
    [1, 3, [1, 2, 3]],
    [1, 9, [1, 2, null, 8, 9]],
    [5, 9, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    [7, 25, [1, 2, null, 6, 7, 8, null, 24, 25]],
    [25, 25, [1, 2, null, 24, 25]],
  ])('on page %d of %d names %j', (page, last, numbers) => {
    expect(pageNumbers(page, last)).toEqual(numbers)
  })
})

describe('addresses of a list', () => {
  const params = () => new URLSearchParams('q=纸&region=430922&page=3')
  it('a change of filter starts at the first page and keeps the rest', () => {
    expect(withParam('/e', params(), 'medium', 'water')).toBe('/e?q=%E7%BA%B8&region=430922&medium=water')
    expect(withParam('/e', params(), 'region', null)).toBe('/e?q=%E7%BA%B8')
  })
  it('paging keeps everything', () => {
    expect(withParam('/e', params(), 'page', '4')).toBe('/e?q=%E7%BA%B8&region=430922&page=4')
  })
  it('one of several values is put in and taken out', () => {
    const once = new URLSearchParams('region=430922')
    expect(withToggled('/e', once, 'region', '430923')).toBe('/e?region=430922&region=430923')
    expect(withToggled('/e', once, 'region', '430922')).toBe('/e')
  })
})

it('a field tells its control what describes it and whether it is wrong', () => {
  expect(fieldIds({ name: 'email' }).aria).toEqual({ 'aria-describedby': undefined, 'aria-invalid': undefined })
  expect(fieldIds({ name: 'email', hint: 'h', problem: 'p' })).toMatchObject({
    id: 'field-email',
    aria: { 'aria-describedby': 'field-email-hint field-email-problem', 'aria-invalid': 'true' },
  })
})

describe('the county map', () => {
  it('draws the six counties that have boundaries, each inside the drawing and with its name inside its box', () => {
    expect(countyOutlines.map(({ nameZh }) => nameZh).sort()).toEqual(
      ['资阳区', '赫山区', '南县', '桃江县', '安化县', '沅江市'].sort(),
    )
    for (const { path, label } of countyOutlines) {
      const numbers = [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const)
      const [xs, ys] = [numbers.map(([x]) => x), numbers.map(([, y]) => y)]
      expect(Math.min(...xs)).toBeGreaterThanOrEqual(0)
      expect(Math.max(...xs)).toBeLessThanOrEqual(mapWidth)
      expect(Math.min(...ys)).toBeGreaterThanOrEqual(0)
      expect(Math.max(...ys)).toBeLessThanOrEqual(mapHeight)
      expect(label[0]).toBeGreaterThan(Math.min(...xs))
      expect(label[0]).toBeLessThan(Math.max(...xs))
    }
  })
  it('north is up and east is right', () => {
    const [nanxian, anhua] = [project(112.4, 29.37), project(111.2, 28.38)]
    expect(nanxian[1]).toBeLessThan(anhua[1])
    expect(nanxian[0]).toBeGreaterThan(anhua[0])
  })
})

it('the swarm makes its dots smaller rather than growing without end', () => {
  const crowd = (n: number) =>
    drawSwarm(
      Array.from({ length: n }, (_, i) => ({
        outletKind: 'stack' as const,
        standing: 'within' as const,
        share: (i % 90) / 100,
        href: '/',
        title: '&<"',
      })),
    )
  expect(crowd(60).height).toBeLessThan(120)
  expect(crowd(2000).height).toBeLessThan(420)
  expect(crowd(3).svg).toContain('<title>&amp;&lt;&quot;</title>')
})
