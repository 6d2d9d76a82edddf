import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { fillPartFive, tickForReturn } from '#test/browser/part-five.ts'
import { publishedFirm } from '#test/routes/reviewed-firm.ts'
import { useBrowser } from '#test/support/browser.ts'
import { sessionOf } from '#test/support/session.ts'

const browser = useBrowser()

async function signedIn(username: string, options: Parameters<typeof browser.page>[0] = {}): Promise<Page> {
  const page = await browser.page(options)
  await page.context().addCookies([(await sessionOf(username)).cookie])
  return page
}
const box = (page: Page, name: string) => page.locator(`[name="${name}"]`)
const isAsWideAsTheScreen = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

it('a county returns a filing with the reason at a field, the firm corrects it, county and city agree, and the public sees all of it', async () => {
  const firm = await publishedFirm('journey')
  const first = `/disclosures/${firm.disclosureId}`
  const county = await signedIn('county-taojiang', { javaScriptEnabled: false, viewport: { width: 360, height: 780 } })
  await county.goto('/office/disclosures?state=waiting_county')
  expect(await isAsWideAsTheScreen(county)).toBe(true)
  await county.goto(`/office${first}`)
  await fillPartFive(county, 'returned')
  await box(county, 'words').fill('请按监测报告更正最高值')
  await tickForReturn(county, firm.row, 'max', '与 3 月监测报告不符')
  expect(await isAsWideAsTheScreen(county)).toBe(true)
  await county.click('#review form button')
  expect(await county.textContent('.notice-river')).toContain('审核意见已公开')
  expect(await county.textContent('#review')).toContain('这一版已被退回')

  const citizen = await browser.page()
  await citizen.goto(first)
  expect(await citizen.textContent('#reviews')).toContain('桃江县生态环境部门')
  expect(await citizen.textContent('#reviews')).toContain('与 3 月监测报告不符')
  expect(await citizen.textContent('#reviews')).not.toContain('甲')

  const desk = await signedIn(firm.username, { javaScriptEnabled: false })
  await desk.goto('/filing')
  expect(await desk.textContent('.returned')).toContain('请按监测报告更正最高值')
  await desk.click('.returned button')
  expect(await desk.textContent('.returned')).toContain('退回更正')
  await desk.goto(`/filing/${firm.year}/discharge`)
  expect(await desk.textContent('main')).toContain('退回：与 3 月监测报告不符')
  expect(await desk.getAttribute(`[name="${firm.row}.max"]`, 'aria-describedby')).toContain('returned')
  await desk.goto(`/filing/${firm.year}/preview`)
  await desk.check('[name=declaration]')
  await box(desk, 'signedName').fill('范佳')
  await desk.click('main form button')
  const second = (await desk.getAttribute('main a[href^="/disclosures/"]', 'href')) as string
  expect(second).not.toBe(first)
  await desk.goto('/filing')
  expect(await desk.locator('.returned').count()).toBe(0)

  await county.goto(`/office${second}`)
  await fillPartFive(county, 'agreed')
  await county.click('#review form button')
  const city = await signedIn('city-inspection', { javaScriptEnabled: false })
  await city.goto('/office/disclosures?state=waiting_city')
  await city.goto(`/office${second}`)
  await fillPartFive(city, 'agreed_with_additions')
  await box(city, 'words').fill('加强在线设备比对')
  await city.click('#review form button')
  expect(await city.textContent('main')).toContain('审核同意')

  await citizen.goto(second)
  expect(await citizen.textContent('#reviews')).toMatch(
    /桃江县生态环境部门[\s\S]*同意[\s\S]*市生态环境局[\s\S]*加强在线设备比对/,
  )
  expect(await citizen.textContent('#versions')).toContain('请按监测报告更正最高值')
  await citizen.goto(first)
  expect(await citizen.textContent('#reviews')).toContain('退回更正')
}, 90_000)
