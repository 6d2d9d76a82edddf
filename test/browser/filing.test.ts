import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { box, fillWhole, rowsOf, send } from '#test/browser/whole-form.ts'
import { openFirm } from '#test/routes/firm-account.ts'
import { useBrowser } from '#test/support/browser.ts'
import { sessionOf } from '#test/support/session.ts'

const browser = useBrowser()
const phone = { viewport: { width: 360, height: 780 }, hasTouch: true }
const cod = (rows: string[]) => rows.find((key) => key.endsWith('w01018')) as string

async function signedIn(options: Parameters<typeof browser.page>[0], username = 'paper'): Promise<Page> {
  const page = await browser.page(options)
  await page.context().addCookies([(await sessionOf(username)).cookie])
  return page
}
const isAsWideAsTheScreen = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

async function sign(page: Page, name: string) {
  await page.check('[name=declaration]')
  await box(page, 'signedName').fill(name)
  await page.click('main form button')
}

it('an enterprise files on a phone without JavaScript, a citizen sees it at once, and a correction leaves both versions', {
  timeout: 240_000,
}, async () => {
  const firm = await openFirm('journey', { codLimit: 90 })
  const citizen = await browser.page()
  await citizen.goto('/disclosures')
  const before = await citizen.textContent('.answer')

  const page = await signedIn({ ...phone, javaScriptEnabled: false }, firm.username)
  await page.goto('/filing')
  expect(await page.textContent('h1')).toMatch(/\d{4} 年度信息(还有 \d+ 天到期|已逾期 \d+ 天)/)
  const year = await page.inputValue('main form [name=year] >> nth=0')
  await page.click('button[name=asLastYear]')
  expect(await page.locator('.parts-progress li').count()).toBe(7)
  expect(await isAsWideAsTheScreen(page)).toBe(true)
  await page.click('.parts-progress a >> text=排污信息')
  const rows = await rowsOf(page)
  expect(await isAsWideAsTheScreen(page)).toBe(true)

  await box(page, `${cod(rows)}.mean`).fill('约58')
  await box(page, `${cod(rows)}.total`).fill('62000')
  await send(page, 'form')
  expect(await page.textContent('.problem-summary')).toContain('“约58”不是一个确定的数')
  expect(await box(page, `${cod(rows)}.mean`).inputValue()).toBe('约58')
  await page.click('.problem-summary a >> nth=0')
  expect(page.url()).toContain(`#field-${cod(rows)}.mean`)

  await fillWhole(page, year)
  await send(page, 'form')
  expect(await page.textContent('.notice-river')).toContain('草稿已保存')
  await page.goto(`/filing/${year}/discharge`)
  await box(page, `${cod(rows)}.max`).fill('131')
  await box(page, `${cod(rows)}.exceeded`).fill('2')
  await send(page, 'preview')
  expect(await page.textContent('.problem-summary')).toContain('超标原因')
  await box(page, `${cod(rows)}.exceedanceReason`).fill('七月停电，曝气中断')
  await send(page, 'preview')
  expect(await page.locator('.problem-summary').allTextContents()).toEqual([])
  expect(await page.textContent('.answer')).toContain('1 项超标，化学需氧量最高超标 0.46 倍')
  expect(await isAsWideAsTheScreen(page)).toBe(true)
  await page.click('main form button')
  expect(await page.textContent('.problem-summary')).toContain('请勾选承诺')
  await sign(page, '范佳')
  expect(await page.textContent('h1')).toContain('第 1 版已向社会公开')
  const first = (await page.getAttribute('main a[href^="/disclosures/"]', 'href')) as string

  await citizen.reload()
  expect(await citizen.textContent('.answer')).not.toBe(before)
  await citizen.goto(first)
  expect(await citizen.textContent('.answer')).toContain('1 项超标')
  expect(await citizen.textContent('main')).toContain('七月停电，曝气中断')

  await page.goto('/filing')
  await page.locator('summary', { hasText: '更正已公开的信息' }).first().click()
  await page.locator('textarea[name=reason]').first().fill('最高值录入有误')
  await page.locator('main details[open] button').click()
  expect(await page.textContent('h1')).toContain('第 2 版')
  await page.goto(`/filing/${year}/discharge`)
  await box(page, `${cod(rows)}.max`).fill('113')
  await send(page, 'preview')
  await sign(page, '范佳')
  const second = (await page.getAttribute('main a[href^="/disclosures/"]', 'href')) as string
  expect(second).not.toBe(first)

  await citizen.reload()
  expect(await citizen.textContent('.notice')).toContain('已被更正的旧版本')
  expect(await citizen.textContent('main')).toContain('131')
  await citizen.click('.notice a')
  expect(new URL(citizen.url()).pathname).toBe(second)
  expect(await citizen.textContent('#changes')).toContain('最高浓度由 131 mg/L 改为 113 mg/L')
  await citizen.goto(`/enterprises/${firm.creditCode}`)
  expect(await citizen.textContent('main')).toContain(year)
})

it('with JavaScript the page judges while one types, and says so before anything is sent', async () => {
  const page = await signedIn({ viewport: { width: 1440, height: 900 } })
  await page.goto('/filing')
  await page.locator('summary', { hasText: '更正已公开的信息' }).last().click()
  const old = page.locator('main details[open]')
  await old.locator('textarea').fill('补正浓度录入错误')
  await old.locator('button').click()
  await page.waitForURL(/\/filing\/\d{4}$/)
  await page.goto(`${page.url()}/discharge`)
  const rows = await rowsOf(page)
  const row = page.locator(`[data-row="${cod(rows)}"]`)

  await box(page, `${cod(rows)}.max`).fill('１８０')
  expect(await row.locator('[data-status]').textContent()).toContain('超标 1 倍（限值 90）')
  await box(page, `${cod(rows)}.exceeded`).fill('0')
  expect(await page.textContent(`[id="field-${cod(rows)}.exceeded-problem"]`)).toContain('超标时段数至少为 1')
  const filled = await page.textContent('[data-progress]')
  await box(page, `${cod(rows)}.mean`).fill('')
  await page.waitForFunction((before) => document.querySelector('[data-progress]')?.textContent !== before, filled)
  await box(page, `${cod(rows)}.exceeded`).fill('3')
  await box(page, `${cod(rows)}.mean`).fill('60')
  expect(await row.locator('details[data-reasons]').getAttribute('open')).not.toBeNull()
  await box(page, `${cod(rows)}.exceedanceReason`).fill('暴雨冲击')
  await page.locator('[data-saving=saved]').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
})
