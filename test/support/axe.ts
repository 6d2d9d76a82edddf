import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What keeps somebody from using the page as it stands: WCAG 2.2 AA and best practice, as axe finds it, and sideways scrolling. */
export async function faultsOf(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  // A bar that stays in sight lies over whatever is above the end of the window; at the end of the page it lies over nothing.
  await page.evaluate(() => {
    if (document.querySelector('.filing-bar, .visit-bar')) scrollTo(0, document.documentElement.scrollHeight)
  })
  const faults = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    })
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`)
          .join(' | ')}`,
    )
  })
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  return tooWide > 0 ? [...faults, `${tooWide} px wider than the window`] : faults
}

/** Four looks at a page: any two of language, width and colours are together in one of them. */
const looks = [
  { lang: '', views: [[360, 'light'] as const, [1280, 'dark'] as const] },
  { lang: '/en', views: [[1280, 'light'] as const, [360, 'dark'] as const] },
]

/**
 * The faults of a page in both languages, on a phone and on a desk, light and dark. It is opened once in each language and then
 * turned, as a device is; `prepare` brings it to the state that is looked at. With `status`, a page that answers otherwise is a fault.
 */
export async function faultsInEveryLook(
  page: Page,
  path: string,
  { prepare, status = 200 }: { prepare?: (page: Page) => Promise<unknown>; status?: number } = {},
): Promise<string[]> {
  const found: string[] = []
  for (const { lang, views } of looks) {
    const address = lang && path === '/' ? lang : lang + path
    await page.setViewportSize({ width: views[0]?.[0] ?? 360, height: 900 })
    const answer = await page.goto(address)
    if (answer?.status() !== status) found.push(`${address} answers ${answer?.status()}`)
    await prepare?.(page)
    for (const [width, colorScheme] of views) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      const faults = await faultsOf(page)
      found.push(...faults.map((fault) => `${address} at ${width} px, ${colorScheme}: ${fault}`))
    }
  }
  return found
}
