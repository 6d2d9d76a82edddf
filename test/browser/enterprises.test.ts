import { expect, it } from 'vitest'
import { demoCast } from '#db/seed/cast.ts'
import { useBrowser } from '#test/support/browser.ts'

const browser = useBrowser()
const textOf = (element: Element) => element.textContent.trim()
const code = demoCast.antimonySmelter

it('a citizen finds an enterprise by its name, a part, pinyin initials, credit code and pollutant, without JavaScript', async () => {
  const page = await browser.page({ javaScriptEnabled: false })
  await page.goto(`/enterprises/${code}`)
  const name = await page.locator('h1').evaluate(textOf)
  const { namePinyin } = await import('#db/search-text.ts')
  const initials = namePinyin(name)
    .split(' ')
    .map((syllable) => syllable.charAt(0))
    .join('')
  for (const q of [name, name.slice(2, 7), initials, code.toLowerCase(), `总锑 ${name.slice(0, 4)}`]) {
    await page.goto('/enterprises')
    await page.locator('#search-q').fill(q)
    await page.getByRole('button', { name: '查找' }).click()
    await page.locator('tbody').getByRole('link', { name, exact: true }).click()
    expect(new URL(page.url()).pathname, q).toBe(`/enterprises/${code}`)
  }
})

it('filters are links: each state has its address, counts as it says, and can be taken back', async () => {
  const page = await browser.page({ javaScriptEnabled: false })
  await page.goto('/enterprises')
  const county = page.locator('.facets a', { hasText: '赫山区' })
  const count = (await county.locator('.facet-count').evaluate(textOf)).trim()
  await county.click()
  expect(await page.locator('h1').evaluate(textOf)).toBe(`赫山区的企业：${count} 家`)
  await page.locator('.facets a', { hasText: '废水' }).click()
  expect(page.url()).toContain('region=430903')
  expect(page.url()).toContain('medium=water')
  await page.locator('.chosen a').first().click()
  expect(page.url()).not.toContain('region=')
  expect(await page.locator('h1').evaluate(textOf)).toContain('排放废水')
})

it('the record says how the enterprise stands, with every limit, year and filing, on a phone too', async () => {
  const page = await browser.page({ viewport: { width: 360, height: 800 } })
  await page.goto(`/enterprises/${code}`)
  expect(await page.locator('.record-answer').evaluate(textOf)).toContain('超标')
  expect(await page.locator('.now-table .limit-bar').count()).toBeGreaterThan(5)
  expect(await page.locator('.year-chart').count()).toBeGreaterThan(3)
  expect(await page.locator('#filings tbody tr').count()).toBeGreaterThanOrEqual(5)
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBeLessThanOrEqual(0)
})

it('on a phone the heads by which a list is sorted stand above it: the worst of a county are one tap away', async () => {
  const page = await browser.page({ viewport: { width: 360, height: 800 }, javaScriptEnabled: false })
  for (const [path, label] of [
    ['/enterprises?region=430922', '超标次数'],
    ['/disclosures', '超标时段'],
    ['/board', '罚款'],
  ] as const) {
    await page.goto(path)
    const link = page.locator('thead a.sort', { hasText: label })
    const box = await link.boundingBox()
    expect(box?.height, path).toBeGreaterThanOrEqual(43.5)
    await link.click()
    expect(page.url(), path).toContain('sort=')
    expect(await page.locator('thead a.sort[aria-current]').evaluate(textOf)).toContain(label)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  }
})
