import { expect, it } from 'vitest'
import { useBrowser } from '#test/support/browser.ts'

const browser = useBrowser()

it('the front page names the site in both languages', async () => {
  const page = await browser.page()
  await page.goto('/')
  expect(await page.textContent('h1')).toContain('清源')
  await page.goto('/en')
  expect(await page.textContent('h1')).toContain('Qingyuan')
})
