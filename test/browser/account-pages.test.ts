import axe from 'axe-core'
import { expect, it } from 'vitest'
import { useBrowser } from '#test/support/browser.ts'
import { sessionOf } from '#test/support/session.ts'

const browser = useBrowser()

/** Path, whose session, and what is sent first (to see the page with its messages). */
const pages: [path: string, username?: string, wrong?: boolean][] = [
  ['/sign-in', '', true],
  ['/sign-in/code'],
  ['/sign-out', 'ngo'],
  ['/account', 'county-taojiang'],
  ['/account/passphrase', 'paper', true],
  ['/account/second-factor', 'auditor'],
  ['/account/second-factor', 'ngo', true],
  ['/office', 'county-anhua'],
  ['/office/accounts', 'admin'],
  ['/office/accounts/new', 'admin', true],
  ['/office/accounts/city-legal', 'admin', true],
  ['/office/events', 'auditor'],
  ['/office/events?from=yesterday', 'auditor'],
  ['/office/accounts', 'city-legal'],
]

/** Chinese on a phone and a desk; English, the longer one, on the phone. */
const views = pages.flatMap(([path, username = '', wrong = false]) => [
  { path, username, wrong, widths: [360, 1280] },
  { path: `/en${path}`, username, wrong, widths: [360] },
])

it.each(views)(
  '$path for $username has no fault that axe finds (WCAG 2.2 AA) and no sideways scrolling',
  async ({ path, username, wrong, widths }) => {
    const page = await browser.page()
    if (username) await page.context().addCookies([(await sessionOf(username)).cookie])
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(path)
      if (wrong) {
        await page.evaluate(() => {
          for (const form of document.querySelectorAll('form')) form.noValidate = true
        })
        await page.locator('main form[method=post] button').first().click()
        await page.waitForSelector('.problem-summary')
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      await page.evaluate(axe.source)
      const faults = await page.evaluate(async () => {
        const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        })
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`)
      })
      expect(faults, `${path} at ${width} px`).toEqual([])
    }
  },
)

it('after a refusal the summary has the focus, and its lines lead to the fields', async () => {
  const page = await browser.page()
  await page.goto('/sign-in')
  await page.evaluate(() => {
    for (const form of document.querySelectorAll('form')) form.noValidate = true
  })
  await page.locator('main button').click()
  await page.waitForSelector('.problem-summary')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('problems')
  await page.getByRole('link', { name: '请填写用户名' }).click()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-username')
})
