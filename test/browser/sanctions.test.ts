import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useBrowser } from '#test/support/browser.ts'
import { sessionOf, siteDatabase, type TestSession } from '#test/support/session.ts'

const browser = useBrowser()
const sql = siteDatabase()
let legal: TestSession
let paths: { public: string[]; office: string[] }
beforeAll(async () => {
  legal = await sessionOf('city-legal')
  const [found] = await sql`select (select id from vendor_listings where state = 'in_force' limit 1) as listed,
    (select id from vendor_listings where state = 'lifted' limit 1) as lifted,
    (select year || '-' || quarter from quarterly_lists where published_at is not null limit 1) as quarter,
    (select id from stories where state = 'published' limit 1) as story,
    (select id from joint_punishments where state = 'proposed' limit 1) as proposed,
    (select id from vendors limit 1) as vendor,
    (select e.credit_code from joint_punishments j join enterprises e on e.id = j.enterprise_id where j.state = 'in_force' limit 1) as firm`
  const at = (path: string, id: unknown) => (id ? [`${path}/${id}`] : [])
  paths = {
    public: [
      '/board/joint-punishment',
      '/board/vendors',
      ...at('/board/vendors', found?.['listed']),
      ...at('/board/vendors', found?.['lifted']),
      '/board/quarterly',
      ...at('/board/quarterly', found?.['quarter']),
      '/stories',
      '/stories/sewage-plants-grade-one',
      '/stories/withdrawn-figures',
      ...at('/enterprises', found?.['firm']),
    ],
    office: [
      '/office/joint-punishment',
      '/office/joint-punishment/new',
      ...at('/office/joint-punishment', found?.['proposed']),
      '/office/vendors',
      ...at('/office/vendors', found?.['vendor']),
      '/office/quarterly',
      ...at('/office/quarterly', found?.['quarter']),
      '/office/stories',
      '/office/stories/new',
      ...at('/office/stories', found?.['story']),
    ],
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

describe('joint punishment, vendors, quarterly lists and stories have no fault that axe finds, on a phone and a desk', () => {
  it.each(['light', 'dark'] as const)('in public, %s', { timeout: 240_000 }, async (colorScheme) => {
    const page = await browser.page({ colorScheme })
    for (const path of paths.public) {
      for (const [width, address] of [
        [360, path],
        [1280, `/en${path}`],
      ] as const) {
        await page.setViewportSize({ width, height: 900 })
        await page.goto(address)
        expect(await faultsOf(page), `${address} at ${width} px`).toEqual([])
      }
    }
  })
  it('in the office', { timeout: 240_000 }, async () => {
    const page = await browser.page()
    await page.context().addCookies([legal.cookie])
    for (const path of paths.office) {
      for (const [width, address] of [
        [360, `/en${path}`],
        [1280, path],
      ] as const) {
        await page.setViewportSize({ width, height: 900 })
        await page.goto(address)
        expect(await faultsOf(page), `${address} at ${width} px`).toEqual([])
      }
    }
  })
})

describe('the editor', () => {
  it('shows the text beside it as one writes; what is typed as HTML stays text', async () => {
    const page = await browser.page()
    await page.context().addCookies([legal.cookie])
    await page.goto('/office/stories/new')
    const preview = page.locator('story-preview[data-field="body"]')
    await preview.locator('summary').click()
    await page.locator('#field-body').fill('## 小标题\n\n<img src=x onerror=alert(1)> **加重**')
    await preview.locator('strong').waitFor()
    expect(await preview.locator('h2').textContent()).toBe('小标题')
    expect(await preview.locator('img').count()).toBe(0)
  })
})
