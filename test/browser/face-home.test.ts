import { describe, expect, it } from 'vitest'
import { useBrowser } from '#test/support/browser.ts'

const browser = useBrowser()

describe('the front page', () => {
  it('opens with the answer, in both languages', async () => {
    const page = await browser.page()
    await page.goto('/')
    expect(await page.title()).toContain('清源')
    expect(await page.textContent('h1')).toMatch(
      /公开了数据的 \d+ 个排放口中，\d+ 个超过限值，\d+ 个接近限值，\d+ 个没有测得数值。/,
    )
    await page.click('text=English')
    expect(new URL(page.url()).pathname).toBe('/en')
    expect(await page.textContent('h1')).toMatch(/Of the \d+ outlets with disclosed data, \d+ went over a limit/)
  })

  it('draws each outlet that has a value once, and those over the limit to the right of the line', async () => {
    const page = await browser.page({ viewport: { width: 1280, height: 900 } })
    await page.goto('/')
    const numbers = [...((await page.textContent('h1')) ?? '').matchAll(/\d+/g)].map(([number]) => Number(number))
    const [outlets = 0, over = 0, near = 0, none = 0] = numbers
    const drawn = await page.locator('.swarm-drawing a').count()
    expect(drawn).toBeLessThanOrEqual(outlets)
    expect(drawn).toBeGreaterThanOrEqual(outlets - none)
    const forms = await page
      .locator('.swarm-drawing use')
      .evaluateAll((uses) =>
        uses.map((use) => ({ form: use.getAttribute('href')?.at(-1), x: use.getBoundingClientRect().x })),
      )
    const line = await page.locator('.swarm-limit').evaluate((path) => path.getBoundingClientRect().x)
    expect(forms.filter(({ form }) => form === 'o').length).toBe(over)
    expect(forms.filter(({ form }) => form === 'n').length).toBe(near)
    for (const { form, x } of forms) if (form === 'o') expect(x).toBeGreaterThan(line - 6)
  })

  it('leads from a dot over the limit to its enterprise by keyboard', async () => {
    const page = await browser.page()
    await page.goto('/')
    const dot = page.locator('.swarm-drawing a:not([tabindex])').first()
    await dot.focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/enterprises\/[0-9A-Z]{18}$/)
  })

  it('says how many have disclosed and by when', async () => {
    const page = await browser.page()
    await page.goto('/')
    expect(await page.textContent('main')).toMatch(/6月30日的期限已过 \d+ 天。|距 6月30日截止还有 \d+ 天。/)
  })

  it('searches without JavaScript', async () => {
    const page = await browser.page({ javaScriptEnabled: false })
    await page.goto('/')
    await page.fill('#search-q', '造纸')
    await page.press('#search-q', 'Enter')
    await page.waitForURL(/\/enterprises\?q=/)
  })
})
