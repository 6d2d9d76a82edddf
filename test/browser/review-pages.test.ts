import axe from 'axe-core'
import { beforeAll, expect, it } from 'vitest'
import { useBrowser } from '#test/support/browser.ts'
import { sessionOf, siteDatabase } from '#test/support/session.ts'

const browser = useBrowser()
const ids = { doubt: 0, returned: 0, waiting: 0 }
beforeAll(async () => {
  const sql = siteDatabase()
  const [doubt] = await sql`select disclosure_id as id from disclosure_doubts where state = 'open' limit 1`
  const [returned] = await sql`select disclosure_id as id from disclosure_reviews where opinion = 'returned' limit 1`
  const [waiting] = await sql`
    select d.id from disclosures d where state = 'published' and not exists (select from disclosure_reviews r where r.disclosure_id = d.id)
    order by d.id desc limit 1`
  await sql.end()
  Object.assign(ids, { doubt: doubt?.id, returned: returned?.id, waiting: waiting?.id })
})

/** Path, whose session, and which button is pressed first to see the page with its messages. */
const pages: [path: (of: typeof ids) => string, username?: string, press?: string][] = [
  [() => '/office/disclosures', 'city-inspection'],
  [({ waiting }) => `/office/disclosures/${waiting}`, 'city-monitoring'],
  [({ doubt }) => `/office/disclosures/${doubt}`, 'city-monitoring', '.doubt-form button'],
  [() => '/office/disclosures/errors', 'city-legal'],
  [({ returned }) => `/disclosures/${returned}`],
  [({ doubt }) => `/disclosures/${doubt}`],
  [({ waiting }) => `/disclosures/${waiting}/report-error`, '', 'main form button'],
  [() => '/filing/errors', 'paper'],
]
const views = pages.flatMap(([path, username = '', press]) =>
  ['', '/en'].map((locale) => ({ path, name: String(path), locale, username, press, colorScheme: 'light' as const })),
)
const inTheDark = views.filter(({ path }) => path(ids).startsWith('/office/disclosures'))

it.each([...views, ...inTheDark.map((view) => ({ ...view, colorScheme: 'dark' as const }))])(
  '$locale $name, $colorScheme, has no fault that axe finds and no sideways scrolling',
  async (view) => {
    const page = await browser.page({ colorScheme: view.colorScheme })
    if (view.username) await page.context().addCookies([(await sessionOf(view.username)).cookie])
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(view.locale + view.path(ids))
      if (view.press) {
        await page.locator(view.press).first().click()
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
      expect(faults, `${view.locale}${view.path(ids)} at ${width} px`).toEqual([])
    }
  },
)
