import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
  const id = found?.['unlinked'] ?? found?.['published']
  paths = {
    draft: `/office/cases/${found?.['draft']}`,
    review: `/office/cases/${found?.['review']}`,
    published: `/office/cases/${id}`,
    public: `/board/${found?.['published']}`,
  }
})
afterAll(() => sql.end())

async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const faults = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)} ${nodes[0]?.failureSummary}`)
  })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  return wide > 0 ? [...faults, `${wide} px wider than the window`] : faults
}

const ledger = (decidedOn: string) =>
  `处罚决定书文号,当事人,违法事实,罚款金额,处罚决定日期,承办人\n桃环页罚〔2026〕78号,台账页面示例厂,未批先建,20000,${decidedOn},甲\n`

describe('the office’s case pages have no fault that axe finds, on a phone and a desk', () => {
  it.each(['light', 'dark'] as const)('%s', { timeout: 300_000 }, async (colorScheme) => {
    const people = {
      'county-taojiang': () => ['/office/cases', '/office/cases/new', paths.draft, '/office/cases/import'],
      'city-legal': () => ['/office/cases?wait=review', paths.review],
      'city-inspection': () => ['/office/cases/publish', paths.published],
    }
    for (const [username, pages] of Object.entries(people)) {
      const page = await browser.page({ colorScheme })
      await page.context().addCookies([(await sessionOf(username)).cookie])
      for (const path of pages()) {
        for (const [width, address] of [
          [360, `/en${path}`],
          [1280, path],
        ] as const) {
          await page.setViewportSize({ width, height: 900 })
          await page.goto(address)
          expect(await faultsOf(page), `${address} at ${width} px`).toEqual([])
        }
      }
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

describe('what the board shows beside its list has no fault that axe finds', () => {
  it.each([
    ['the statistics in English', 'light', (): string => '/en/board/statistics'],
    ['the statistics in English in the dark', 'dark', (): string => '/en/board/statistics'],
    ['the press page in the dark', 'dark', (): string => '/press'],
    ['the press page in English', 'light', (): string => '/en/press'],
    ['the table for other sites in English', 'light', (): string => '/en/embed/board'],
    ['a case for paper', 'light', (): string => `${paths.public}/print`],
    ['a case for paper in English in the dark', 'dark', (): string => `/en${paths.public}/print`],
  ] as const)('%s', { timeout: 60_000 }, async (_, colorScheme, path) => {
    const page = await browser.page({ colorScheme })
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(path())
      expect(await faultsOf(page), `at ${width} px`).toEqual([])
    }
  })
})
