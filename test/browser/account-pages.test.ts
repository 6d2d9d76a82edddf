import { expect, it } from 'vitest'
import { faultsInEveryLook } from '#test/support/axe.ts'
import { useBrowser } from '#test/support/browser.ts'
import { sessionOf } from '#test/support/session.ts'

const browser = useBrowser()

/** Path, whose session, whether a wrong form is sent first (to see the page with its messages), and what is answered. */
const pages: [path: string, username?: string, wrong?: boolean, status?: number][] = [
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
  ['/office/events?from=yesterday', 'auditor', false, 400],
  ['/office/accounts', 'city-legal', false, 403],
]

it.each(pages)('%s for %s can be used by everybody', async (path, username, wrong, status) => {
  const page = await browser.page()
  if (username) await page.context().addCookies([(await sessionOf(username)).cookie])
  const prepare = async () => {
    if (!wrong) return
    await page.evaluate(() => {
      for (const form of document.querySelectorAll('form')) form.noValidate = true
    })
    await page.locator('main form[method=post] button').first().click()
    await page.waitForSelector('.problem-summary')
  }
  expect(await faultsInEveryLook(page, path, { prepare, ...(status ? { status } : {}) })).toEqual([])
})

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
