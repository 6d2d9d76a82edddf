import { afterAll, beforeAll, expect, it } from 'vitest'
import { faultsInEveryLook } from '#test/support/axe.ts'
import { useBrowser } from '#test/support/browser.ts'
import { november, startLiveSite } from '#test/support/live-site.ts'
import { factorOf, packetOf } from '#test/support/readings.ts'

const browser = useBrowser()
let site: Awaited<ReturnType<typeof startLiveSite>>
beforeAll(async () => {
  site = await startLiveSite()
  await site.keepSilent()
}, 180_000)
afterAll(() => site?.stop())

it('can be used by everybody in both languages, on a phone and a desk, light and dark', {
  timeout: 120_000,
}, async () => {
  const page = await browser.page({ baseURL: site.url })
  for (const path of ['/monitoring', site.path]) expect(await faultsInEveryLook(page, path)).toEqual([])
})

it('a value that comes in while the page is open is on it half a minute later, without a reload', {
  timeout: 60_000,
}, async () => {
  const page = await browser.page({ baseURL: site.url })
  await page.clock.install()
  await page.goto(site.path)
  expect(await page.locator('[data-live="now"]').textContent()).toContain('90')
  await site.send([packetOf('STACK', '2011', november('25T10:30'), [factorOf('a21002', { zsRtd: 123.4 })])])
  await new Promise((resolve) => setTimeout(resolve, 6_000)) // the page is kept for five seconds
  const table = await page.locator('#curve details').evaluate((details) => details.toggleAttribute('open', true))
  expect(table).toBe(true)
  await page.clock.fastForward(31_000)
  await expect.poll(() => page.locator('[data-live="now"]').textContent(), { timeout: 15_000 }).toContain('123.4')
  expect(await page.locator('#curve details').evaluate((details) => details.hasAttribute('open'))).toBe(true)
})

it('a stretch dragged across the curve becomes the span that the address shows', { timeout: 60_000 }, async () => {
  const page = await browser.page({ baseURL: site.url, viewport: { width: 1280, height: 900 } })
  await page.goto(`${site.path}?by=hour&from=2026-11-01&to=2026-11-25`)
  const drawing = page.locator('.curve-wide svg.chart-drawing')
  await drawing.scrollIntoViewIfNeeded()
  const box = await drawing.boundingBox()
  if (!box) throw new Error('not drawn')
  await page.mouse.move(box.x + box.width * 0.5, box.y + 100)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.7, box.y + 100, { steps: 4 })
  await page.mouse.up()
  await page.waitForURL(/from=2026-11-1\d/)
  expect(await page.locator('input[name=to]').inputValue()).toMatch(/^2026-11-1\d$/)
})
