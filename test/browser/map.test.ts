import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { useBrowser } from '#test/support/browser.ts'

const browser = useBrowser()
const textOf = (element: Element) => element.textContent.trim()

/** How many enterprises the headline counts. */
const told = async (page: Page) =>
  Number(/([\d,]+) 家/.exec(await page.locator('h1').evaluate(textOf))?.[1]?.replace(',', ''))

/** How many the map draws within its frame: clusters by their number, enterprises one each. */
const drawn = (page: Page) =>
  page.evaluate(() => {
    const frame = document.querySelector('.map-canvas')?.getBoundingClientRect() as DOMRect
    return [...document.querySelectorAll('.map-mark')].reduce((sum, mark) => {
      const { left, top, width, height } = mark.getBoundingClientRect()
      const [x, y] = [left + width / 2, top + height / 2]
      const isInside = x >= frame.left && x <= frame.right && y >= frame.top && y <= frame.bottom
      return isInside ? sum + Number(mark.querySelector('.cluster-count')?.textContent ?? 1) : sum
    }, 0)
  })

it('map and list show the same set, also after the map was moved, and the address says so', async () => {
  const page = await browser.page({ viewport: { width: 1200, height: 900 } })
  const foreign: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(page.url() === 'about:blank' ? request.url() : page.url()).origin)
      foreign.push(request.url())
  })
  await page.goto('/map?exceeding=yes')
  await page.locator('.map-mark').first().waitFor()
  await expect.poll(() => drawn(page), { timeout: 10_000 }).toBe(await told(page)) // marks come in with the map's zoom

  await page.getByRole('button', { name: '放大' }).click()
  await page.getByRole('button', { name: '放大' }).click()
  await page.waitForURL(/bbox=/)
  await page.waitForFunction(() => document.querySelector('h1')?.textContent?.startsWith('图中范围内'))
  await page.waitForLoadState('networkidle')
  await expect.poll(async () => (await told(page)) - (await page.locator('.map-list > li').count())).toBe(0)
  const shown = await told(page)

  await page.reload()
  await page.locator('.map-mark, .leaflet-control-zoom').first().waitFor()
  expect(await told(page)).toBe(shown)
  expect(foreign).toEqual([])
})

it('an enterprise on the map is reached by keyboard and leads to its record', async () => {
  const page = await browser.page({ viewport: { width: 1200, height: 900 } })
  await page.goto('/map')
  const first = page.locator('.map-list a').first()
  const name = await first.evaluate(textOf)
  await page.goto(`/map?q=${encodeURIComponent(name)}`)
  const mark = page.locator('.map-mark')
  await mark.waitFor()
  expect(await mark.getAttribute('aria-label')).toContain(name)
  await mark.focus()
  await page.keyboard.press('Enter')
  await page.locator('.leaflet-popup a', { hasText: name }).click()
  await page.waitForURL(/\/enterprises\/9/)
  expect(await page.locator('h1').evaluate(textOf)).toBe(name)
})

it('without JavaScript the map is a drawing whose points are the list', async () => {
  const page = await browser.page({ javaScriptEnabled: false })
  await page.goto('/map?exceeding=yes')
  const points = await page
    .locator('.county-map a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  const listed = await page
    .locator('.map-list a:not([href$="#cases"])')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  expect([...points].sort()).toEqual([...listed].sort())
  expect(points.length).toBe(await told(page))
})
