import { gzipSync } from 'node:zlib'
import axe from 'axe-core'
import { describe, expect, inject, it } from 'vitest'
import { formParts } from '#domain/disclosure/rules/items/spec.ts'
import { openFirm } from '#test/routes/firm-account.ts'
import { useBrowser } from '#test/support/browser.ts'
import { sessionOf, siteDatabase } from '#test/support/session.ts'

const browser = useBrowser()

type Opened = Awaited<ReturnType<typeof browser.page>>

/** Faults by WCAG 2.2 AA of the page as it stands. */
async function faultsNow(page: Opened): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    })
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)
  })
}

/** The same of a page that is opened, at both widths. */
async function faultsOf(page: Opened, path: string): Promise<string[]> {
  const found: string[] = []
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(path)
    const faults = await faultsNow(page)
    found.push(...faults.map((fault) => `${path} at ${width} px: ${fault}`))
    if ((await page.evaluate(() => document.documentElement.scrollWidth)) > width)
      found.push(`${path} at ${width} px scrolls sideways`)
  }
  return found
}

describe('the public pages', () => {
  it.each(['light', 'dark'] as const)('can be read by everybody, %s', { timeout: 120_000 }, async (colorScheme) => {
    const sql = siteDatabase()
    const [corrected] =
      await sql`select id from disclosures where state = 'published' and version = 2 order by id limit 1`
    await sql.end()
    const page = await browser.page({ colorScheme })
    for (const path of [
      '/disclosures',
      '/en/disclosures?state=overdue',
      `/disclosures/${corrected?.id}`,
      `/en/disclosures/${corrected?.id}`,
      `/disclosures/${corrected?.id}/changes`,
      `/en/disclosures/${corrected?.id}/changes`,
    ]) {
      expect(await faultsOf(page, path)).toEqual([])
    }
  })

  it('weigh at most 60 KB of HTML, CSS and JavaScript', async () => {
    const sql = siteDatabase()
    const [largest] = await sql`
      select disclosure_id as id from disclosure_rows group by 1 order by count(*) desc limit 1`
    await sql.end()
    for (const path of ['/disclosures', `/disclosures/${largest?.id}`]) {
      const html = await (await fetch(inject('siteUrl') + path)).text()
      const files = new Set([...html.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js))"/g)].map(([, file]) => file))
      const texts = await Promise.all([...files].map(async (file) => (await fetch(inject('siteUrl') + file)).text()))
      const bytes = [html, ...texts].reduce((sum, text) => sum + gzipSync(text).length, 0)
      expect(bytes, path).toBeLessThanOrEqual(60 * 1024)
    }
  })
})

it('the filing desk can be used by everybody: empty, refused and filled', { timeout: 180_000 }, async () => {
  const firm = await openFirm('desk')
  const page = await browser.page()
  await page.context().addCookies([(await sessionOf(firm.username)).cookie])
  expect(await faultsOf(page, '/filing')).toEqual([])
  await page.locator('form button').first().click()
  await page.waitForURL(/\/filing\/\d{4}/)
  expect(await faultsOf(page, `/filing/${firm.year}?check=1`)).toEqual([])
  for (const part of formParts) {
    expect(await faultsOf(page, `/filing/${firm.year}/${part}`)).toEqual([])
    expect(await faultsOf(page, `/en/filing/${firm.year}/${part}?check=1`)).toEqual([])
  }
  for (const part of formParts) {
    await page.goto(`/filing/${firm.year}/${part}`)
    await page.locator('.box :is(input:not([type]), textarea):visible').first().fill('1,5')
    await page.locator('[data-saving=saved]').waitFor()
    expect(await faultsNow(page), part).toEqual([])
  }
})
