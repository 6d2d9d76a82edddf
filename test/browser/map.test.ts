import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { useBrowser } from '#test/support/browser.ts'

const browser = useBrowser()
const textOf = (element: Element) => element.textContent.trim()
const desk = { viewport: { width: 1200, height: 900 } }

/** How many the headline counts. */
const told = async (page: Page) =>
  Number(/([\d,]+) [家个件]/.exec(await page.locator('h1').evaluate(textOf))?.[1]?.replace(',', ''))

/** How many the map draws within its frame: clusters and places by their number. */
const drawn = (page: Page) =>
  page.evaluate(() => {
    const frame = document.querySelector('.map-canvas')?.getBoundingClientRect() as DOMRect
    return [...document.querySelectorAll('.map-mark')].reduce((sum, mark) => {
      const { left, top, width, height } = mark.getBoundingClientRect()
      const [x, y] = [left + width / 2, top + height / 2]
      const isInside = x >= frame.left && x <= frame.right && y >= frame.top && y <= frame.bottom
      return isInside ? sum + Number(mark.querySelector('svg')?.dataset.count ?? 1) : sum
    }, 0)
  })

it('map and list show the same set, also after the map was moved, and the address says so', async () => {
  const page = await browser.page(desk)
  const foreign: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(page.url() === 'about:blank' ? request.url() : page.url()).origin)
      foreign.push(request.url())
  })
  for (const path of ['/map/cases?repeat=yes', '/map/outlets?state=over', '/map?exceeding=yes']) {
    await page.goto(path)
    await page.locator('.map-mark').first().waitFor()
    await expect.poll(() => drawn(page), { timeout: 10_000 }).toBe(await told(page)) // marks come in with the map's zoom
  }
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
  await page.getByRole('link', { name: '曝光案件', exact: true }).first().click()
  await page.waitForURL(/\/map\/cases\?bbox=/)
  expect(foreign).toEqual([])
})

it('an enterprise on the map is reached by keyboard; its card leads to its record', async () => {
  const page = await browser.page(desk)
  await page.goto('/map')
  const first = page.locator('.map-list a').first()
  const name = await first.evaluate(textOf)
  await page.goto(`/map?q=${encodeURIComponent(name)}`)
  const mark = page.locator('.map-mark')
  await mark.waitFor()
  expect(await mark.getAttribute('aria-label')).toContain(name)
  await mark.focus()
  await page.keyboard.press('Enter')
  const card = page.locator('.leaflet-popup .map-card')
  await card.getByText(/超标 [\d.]+ 倍/).waitFor()
  await card.getByRole('link', { name: '看它的档案' }).click()
  await page.waitForURL(/\/enterprises\/9/)
  expect(await page.locator('h1').evaluate(textOf)).toBe(name)
})

it('near me moves map and list to where one is, or says that this is another city', async () => {
  const page = await browser.page({ ...desk, permissions: ['geolocation'] })
  await page.context().setGeolocation({ latitude: 28.58, longitude: 112.36 })
  await page.goto('/map')
  await page.getByRole('button', { name: '我的附近' }).click()
  await page.waitForURL(/bbox=112\.3/)
  await page.waitForFunction(() => document.querySelector('h1')?.textContent?.startsWith('图中范围内'))
  await page.context().setGeolocation({ latitude: 39.9, longitude: 116.4 })
  await page.reload()
  await page.getByRole('button', { name: '我的附近' }).click()
  await page.getByText('您的位置不在本市').waitFor({ timeout: 15_000 })
})

it('counties are shaded and reports drawn in squares, with the same figures in tables, with and without JavaScript', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await browser.page({ ...desk, javaScriptEnabled })
    await page.goto('/map?shade=cases&grid=reports')
    const table = page.locator('.map-under table').first()
    expect(await table.locator('tbody tr').count()).toBe(8)
    const map = page.locator(javaScriptEnabled ? '.map-canvas' : '.county-map')
    await map.locator('.shade-5').first().waitFor({ state: 'attached' })
    const cells = await map.locator('.map-cell').count()
    expect(cells).toBe(await page.locator('.map-under details tbody tr').count())
    expect(cells).toBeGreaterThan(0)
  }
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
