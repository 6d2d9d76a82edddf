import { gzipSync } from 'node:zlib'
import { describe, expect, inject, it } from 'vitest'
import { formParts } from '#domain/disclosure/rules/items/spec.ts'
import { openFirm } from '#test/routes/firm-account.ts'
import { faultsInEveryLook, faultsOf } from '#test/support/axe.ts'
import { useBrowser } from '#test/support/browser.ts'
import { sessionOf, siteDatabase } from '#test/support/session.ts'

const browser = useBrowser()

describe('the public pages', () => {
  it('can be read by everybody', { timeout: 120_000 }, async () => {
    const sql = siteDatabase()
    const [corrected] =
      await sql`select id from disclosures where state = 'published' and version = 2 order by id limit 1`
    await sql.end()
    const page = await browser.page()
    for (const path of [
      '/disclosures',
      '/disclosures?state=overdue',
      `/disclosures/${corrected?.id}`,
      `/disclosures/${corrected?.id}/changes`,
    ])
      expect(await faultsInEveryLook(page, path)).toEqual([])
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
  expect(await faultsInEveryLook(page, '/filing')).toEqual([])
  await page.locator('main form button').first().click()
  await page.waitForURL(/\/filing\/\d{4}/)
  expect(await faultsInEveryLook(page, `/filing/${firm.year}?check=1`)).toEqual([])
  for (const part of formParts) {
    expect(await faultsInEveryLook(page, `/filing/${firm.year}/${part}?check=1`)).toEqual([])
  }
  for (const part of formParts) {
    await page.goto(`/filing/${firm.year}/${part}`)
    await page.locator('.box :is(input:not([type]), textarea):visible').first().fill('1,5')
    await page.locator('[data-saving=saved]').waitFor()
    expect(await faultsOf(page), part).toEqual([])
  }
})
