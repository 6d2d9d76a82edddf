import type { Page } from 'playwright-core'
import type { useBrowser } from '#test/support/browser.ts'
import { sessionOf } from '#test/support/session.ts'

export type TestBrowser = ReturnType<typeof useBrowser>
/** The smallest screen, without JavaScript. */
export const plainPhone = { javaScriptEnabled: false, viewport: { width: 360, height: 780 } }

export async function signedIn(
  browser: TestBrowser,
  username: string,
  options: Parameters<TestBrowser['page']>[0] = {},
): Promise<Page> {
  const page = await browser.page(options)
  await page.context().addCookies([(await sessionOf(username)).cookie])
  return page
}
export const box = (page: Page, name: string) => page.locator(`[name="${name}"]`).first()
export const isAsWideAsTheScreen = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)
