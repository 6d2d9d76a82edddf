import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultsInEveryLook, faultsOf } from '#test/support/axe.ts'
import { useBrowser } from '#test/support/browser.ts'
import { sessionOf, siteDatabase } from '#test/support/session.ts'

const browser = useBrowser()
const sql = siteDatabase()
let paths: Record<'draft' | 'review' | 'published' | 'public', string>
beforeAll(async () => {
  const [found] = await sql`select
    (select id from violation_cases where state = 'draft' and region_code = '430922' and enterprise_id is not null order by id limit 1) as draft,
    (select id from violation_cases where state = 'legal_review' order by id limit 1) as review,
    (select id from violation_cases where state = 'published' and enterprise_id is null order by id limit 1) as unlinked,
    (select id from violation_cases where state = 'published' order by id limit 1) as published`
  const id = found?.unlinked ?? found?.published
  paths = {
    draft: `/office/cases/${found?.draft}`,
    review: `/office/cases/${found?.review}`,
    published: `/office/cases/${id}`,
    public: `/board/${found?.published}`,
  }
})
afterAll(() => sql.end())

const ledger = (decidedOn: string) =>
  `处罚决定书文号,当事人,违法事实,罚款金额,处罚决定日期,承办人\n桃环页罚〔2026〕78号,台账页面示例厂,未批先建,20000,${decidedOn},甲\n`

describe('the office’s case pages can be used by everybody, on a phone and a desk', () => {
  it('the lists and the files', { timeout: 300_000 }, async () => {
    const people = {
      'county-taojiang': () => ['/office/cases', '/office/cases/new', paths.draft, '/office/cases/import'],
      'city-legal': () => ['/office/cases?wait=review', paths.review],
      'city-inspection': () => ['/office/cases/publish', paths.published],
    }
    for (const [username, pages] of Object.entries(people)) {
      const page = await browser.page()
      await page.context().addCookies([(await sessionOf(username)).cookie])
      for (const path of pages()) expect(await faultsInEveryLook(page, path)).toEqual([])
    }
  })

  it.each([
    ['with a mistake', '去年', '须改正'],
    ['without one', '2026-05-06', '将新建'],
  ])('the check of a ledger %s, without script on a phone', async (_, decidedOn, words) => {
    const page = await browser.page({ viewport: { width: 360, height: 780 } })
    await page.context().addCookies([(await sessionOf('county-taojiang')).cookie])
    await page.goto('/office/cases/import')
    await page.setInputFiles('input[type=file]', {
      name: '台账.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(ledger(decidedOn)),
    })
    await page.locator('form[enctype] button').click()
    expect(await page.textContent('main')).toContain(words)
    expect(await faultsOf(page)).toEqual([])
  })
})
