import { describe, expect, inject, it } from 'vitest'
import { useBrowser } from '#test/support/browser.ts'

const browser = useBrowser()
async function newestCase(): Promise<string> {
  const { data } = await (await fetch(`${inject('siteUrl')}/api/v1/violations?limit=1`)).json()
  return String(data[0].id)
}
const phone = { viewport: { width: 360, height: 740 }, javaScriptEnabled: false }

describe('the exposure board on a phone without JavaScript', () => {
  it('is searched, narrowed down, read and left for the firm', async () => {
    const page = await browser.page(phone)
    await page.goto('/board')
    await page.fill('#search-q', '超标')
    await page.press('#search-q', 'Enter')
    await page.waitForURL(/\/board\?q=/)
    expect(await page.textContent('h1')).toMatch(/含“超标”的案件 \d+ 件/)
    expect(await page.locator('mark').first().textContent()).toBe('超标')

    await page.click('a.to-filters')
    await page.click('#filters a:has-text("安化县")')
    await page.waitForURL(/region=430923/)
    expect(await page.inputValue('#search-q')).toBe('超标')
    expect(await page.textContent('h1')).toContain('安化县')

    const title = await page.locator('.board-table tbody th a').first().textContent()
    await page.locator('.board-table tbody th a').first().click()
    await page.waitForURL(/\/board\/\d+$/)
    expect(await page.textContent('h1')).toBe(title)
    expect(await page.textContent('.lede')).toMatch(/于\d{4}年\d+月\d+日被/)
    await page.locator('a[href^="/enterprises/"]').first().click()
    await page.waitForURL(/\/enterprises\//)
    expect(await page.textContent('h1')).not.toBe('')
  })

  it.each([
    '/board',
    '/board?q=%E8%B6%85%E6%A0%87',
    '/board?category=x',
    '/en/board',
    '/board/newest',
    '/en/board/newest',
  ])('%s fits the width', async (path) => {
    const page = await browser.page({ viewport: { width: 360, height: 740 } })
    await page.goto(path.replace('newest', await newestCase()))
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wider).toBe(0)
  })
})

describe('the exposure board by keyboard', () => {
  it('a filter is reached, seen and followed with the keys alone', async () => {
    const page = await browser.page({ viewport: { width: 1280, height: 900 } })
    await page.goto('/board')
    await page.focus('#search-q')
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab')
      if (await page.evaluate(() => document.activeElement?.textContent?.includes('数据造假'))) break
    }
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle)
    expect(outline).not.toBe('none')
    await page.keyboard.press('Enter')
    await page.waitForURL(/category=falsified_data/)
    expect(await page.textContent('h1')).toContain('数据造假')
  })
})
