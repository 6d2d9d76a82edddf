import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { demoCast } from '#db/seed/cast.ts'
import { faultsInEveryLook, faultsOf } from '#test/support/axe.ts'
import { useBrowser } from '#test/support/browser.ts'
import { sessionOf } from '#test/support/session.ts'

const browser = useBrowser()
const KB = 1024

const pages: [path: string, most: number, status?: number][] = [
  ['/enterprises', 60 * KB],
  ['/enterprises?region=430903&exceeding=yes&page=0', 60 * KB, 400],
  [`/enterprises/${demoCast.antimonySmelter}`, 60 * KB],
  ['/enterprises/9143O902MAFAKE0008', 60 * KB, 400],
  ['/map?exceeding=yes', 180 * KB],
  ['/map', 180 * KB],
  ['/map/cases?shade=overdue&grid=reports', 180 * KB],
  ['/map/outlets', 180 * KB],
  [`/subscribe?enterprise=${demoCast.paperMill}`, 60 * KB],
  [`/enterprises/${demoCast.paperMill}/plate`, 60 * KB],
]

describe.each(pages)('%s', (path, most, status = 200) => {
  it('can be used by everybody in both languages, on a phone and a desk, light and dark', async () => {
    const prepare = (page: Page) => page.locator('.map-mark').first().waitFor()
    const page = await browser.page()
    expect(await faultsInEveryLook(page, path, path.includes('/map') ? { prepare } : { status })).toEqual([])
  })

  it('weighs no more than it may, compressed', async () => {
    for (const address of [path, `/en${path}`]) expect(await weightOf(address)).toBeLessThanOrEqual(most)
  })
})

it('the importer has no fault that axe finds', async () => {
  const page = await browser.page()
  await page.context().addCookies([(await sessionOf('city-monitoring')).cookie])
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    await page.goto('/office/import')
    expect(await faultsOf(page)).toEqual([])
    await page.setInputFiles('input[type=file]', {
      name: 'a.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('企业名称,统一社会信用代码,东经,市区县\n甲厂,91430922MAFAKE06X8,112.21.18,桃花县\n'),
    })
    await page.getByRole('button', { name: '上传并核对' }).click()
    await page.waitForURL(/\/office\/import\/.+/)
    expect(await faultsOf(page)).toEqual([])
  }
})

/** Compressed bytes of a page, its styles, its scripts, and what those load first. */
async function weightOf(path: string): Promise<number> {
  const site = inject('siteUrl')
  const html = await (await fetch(site + path)).text()
  const files = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js))"/g)].map(([, file]) => file as string)
  const data = path.includes('/map') ? ['/map/boundaries', '/map/points?bbox=110.5,27.8,113.2,29.6&zoom=9'] : []
  const texts = await Promise.all([...new Set(files), ...data].map(async (file) => (await fetch(site + file)).text()))
  return [html, ...texts].reduce((sum, text) => sum + gzipSync(text).length, 0)
}
