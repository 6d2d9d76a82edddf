import jsqr from 'jsqr'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { faultsOf } from '#test/support/axe.ts'
import { useBrowser } from '#test/support/browser.ts'
import { noisyPhoto } from '#test/support/report-form.ts'

const browser = useBrowser()
const phone = { viewport: { width: 360, height: 740 } }
const next = (page: Page) => page.locator('button[name=go][value=next]:visible').last().click()
const codeOf = (page: Page) => page.locator('#receipt').getAttribute('data-code')

async function sound(page: Page) {
  expect(await faultsOf(page), page.url()).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
}

describe('a person by a river with a telephone', () => {
  it('reports with a photo over a bad connection, keeps the draft, and has the receipt once', async () => {
    const page = await browser.page({
      ...phone,
      geolocation: { latitude: 28.5577, longitude: 112.3712 },
      permissions: ['geolocation'],
    })
    await page.goto('/report')
    await page.getByRole('radio', { name: /异味/ }).check()
    await page.getByLabel('看到了什么').fill('夜里十一点以后，江边臭得睡不着，气味像臭鸡蛋。')
    await page.getByRole('button', { name: '我在这里' }).click()
    await expect.poll(() => page.getByLabel('纬度').inputValue()).toBe('28.55770')
    await page.locator('pin-map.is-live .intake-pin').waitFor()
    await sound(page)
    // The telephone was put away and the page closed: the draft is there.
    await page.goto('/')
    await page.goto('/report')
    await expect.poll(() => page.getByLabel('看到了什么').inputValue()).toContain('臭鸡蛋')
    expect(await page.getByText('有没交完的草稿').isVisible()).toBe(true)
    // Before the page changes: what is set while it does may miss the new one.
    let broken = 0
    await page.route('**/report/uploads/**', (route) => (broken++ === 1 ? route.abort() : route.continue()))
    await next(page)

    const photo = Buffer.from(await noisyPhoto(2600, 1950))
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'IMG_2026.jpg', mimeType: 'image/jpeg', buffer: photo })
    await page.getByText('IMG_2026.jpg：已收到').waitFor()
    expect(broken).toBeGreaterThan(2)
    await sound(page)
    await next(page)
    await page.getByText('校验完成').waitFor({ timeout: 40_000 })
    await sound(page)
    await page.getByRole('button', { name: '提交举报' }).click()
    await page.getByRole('heading', { name: '举报已收到' }).waitFor()
    await sound(page)
    const code = (await codeOf(page)) as string
    expect(page.url()).not.toContain(code.slice(0, 4))
    const { data, info } = await sharp(await page.locator('svg.qr').screenshot())
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect(jsqr(new Uint8ClampedArray(data), info.width, info.height)?.data).toBe(code)
    expect(await page.context().cookies()).toEqual([])
    expect(await page.evaluate(() => localStorage.length)).toBe(0)
    await page.reload()
    await page.getByText('不能再次显示').waitFor()
    expect(await page.content()).not.toContain(code)
  })

  it('does the same without scripts, in English', async () => {
    const page = await browser.page({ ...phone, javaScriptEnabled: false })
    await page.goto('/en/report')
    const opened = Date.now()
    expect(await page.getByRole('button', { name: 'I am here' }).isVisible()).toBe(false)
    await page.locator('input[name=kind][value=waste_dumping]').check()
    await page.getByLabel('What you saw').fill('Two lorries tipped black slag into the pond behind the school.')
    await page.getByLabel('Where (some words will do)').fill('Pond behind the school')
    await next(page)
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await noisyPhoto(400, 300)) })
    await next(page)
    await page.getByRole('radio', { name: /By name/ }).check()
    await page.getByRole('button', { name: 'Send the report' }).click()
    expect(await page.getByText('Please give your name').first().isVisible()).toBe(true)
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('渔者')
    await page.locator('#field-telephone').fill('19900000001')
    await page.waitForTimeout(Math.max(0, 20_500 - (Date.now() - opened)))
    await page.getByRole('button', { name: 'Send the report' }).click()
    await page.getByRole('heading', { name: 'Your report was received' }).waitFor()
    expect(await codeOf(page)).toMatch(/^([0-9A-Z]{4}-){7}[0-9A-Z]{4}$/)
  })
})
