import { describe, expect, it } from 'vitest'
import { faultsInEveryLook } from '#test/support/axe.ts'
import { useBrowser } from '#test/support/browser.ts'

const browser = useBrowser()

describe('the search of everything', () => {
  it('works by keyboard from the head of any page: names are offered, one is chosen, or the form is sent', async () => {
    const page = await browser.page({ viewport: { width: 1280, height: 800 } })
    await page.goto('/library')
    const box = page.getByRole('combobox', { name: '搜索全站' })
    await box.focus()
    await expect
      .poll(
        async () => {
          await box.fill('')
          await box.pressSequentially('造纸')
          return page
            .getByRole('option')
            .first()
            .waitFor({ timeout: 2_000 })
            .then(
              () => true,
              () => false,
            )
        },
        { timeout: 60_000 },
      )
      .toBe(true)
    expect(await box.getAttribute('aria-expanded')).toBe('true')
    await page.keyboard.press('ArrowDown')
    const active = await box.getAttribute('aria-activedescendant')
    expect(await page.locator(`#${active}`).getAttribute('aria-selected')).toBe('true')
    await page.keyboard.press('Escape')
    expect(await page.getByRole('option').count()).toBe(0)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/search\?q=/)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('“造纸”')
    const large = page.getByRole('combobox')
    await large.fill('')
    await large.pressSequentially('桃江')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/enterprises\//)
  }, 90_000)

  it('works without a script', async () => {
    const page = await browser.page({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } })
    await page.goto('/search')
    await page.getByRole('searchbox').fill('化學需氧量')
    await page.getByRole('button', { name: '查找' }).click()
    expect(await page.locator('.hit-title').count()).toBeGreaterThan(3)
    await page.getByRole('link', { name: /全部排污单位/ }).click()
    expect(page.url()).toContain('kind=enterprise')
  })

  it('has no fault in any look, with results, with none, and while names are offered', async () => {
    const page = await browser.page()
    expect(await faultsInEveryLook(page, `/search?q=${encodeURIComponent('造纸')}`)).toEqual([])
    expect(await faultsInEveryLook(page, `/search?q=${encodeURIComponent('独角兽星球')}`)).toEqual([])
    const offered = async () => {
      await page.locator('#search-q').pressSequentially('造纸')
      await page.locator('.suggest-list:not([hidden]) a').first().waitFor()
    }
    expect(await faultsInEveryLook(page, '/search', { prepare: offered })).toEqual([])
  }, 90_000)
})
