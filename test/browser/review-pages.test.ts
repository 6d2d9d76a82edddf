import { beforeAll, expect, it } from 'vitest'
import { faultsInEveryLook } from '#test/support/axe.ts'
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

it.each(pages)('%s can be used by everybody', async (path, username, press) => {
  const page = await browser.page()
  if (username) await page.context().addCookies([(await sessionOf(username)).cookie])
  const prepare = async () => {
    if (!press) return
    await page.locator(press).first().click()
    await page.waitForSelector('.problem-summary')
  }
  expect(await faultsInEveryLook(page, path(ids), { prepare })).toEqual([])
})
