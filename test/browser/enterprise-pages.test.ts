import { gzipSync } from 'node:zlib'
import axe from 'axe-core'
import { describe, expect, inject, it } from 'vitest'
import { demoCast } from '#db/seed/cast.ts'
import { useBrowser } from '#test/support/browser.ts'
import { sessionOf } from '#test/support/session.ts'

const browser = useBrowser()
const KB = 1024

const pages: [path: string, most: number][] = [
  ['/enterprises', 60 * KB],
  ['/enterprises?region=430903&exceeding=yes&page=0', 60 * KB],
  [`/enterprises/${demoCast.antimonySmelter}`, 60 * KB],
  ['/enterprises/9143O902MAFAKE0008', 60 * KB],
  ['/map?exceeding=yes', 180 * KB],
  ['/map', 180 * KB],
]

describe.each(pages.flatMap(([path, most]) => [[path, most] as const, [`/en${path}`, most] as const]))(
  '%s',
  (path, most) => {
    it('has no fault that axe finds (WCAG 2.2 AA) on a phone and a desk, light and dark', async () => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await browser.page({ colorScheme })
        for (const width of [360, 1280]) {
          await page.setViewportSize({ width, height: 900 })
          await page.goto(path)
          if (path.includes('/map')) await page.locator('.map-mark').first().waitFor()
          expect(await faultsOf(page), `${path} at ${width} px, ${colorScheme}`).toEqual([])
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
        }
      }
    })

    it('weighs no more than it may, compressed', async () => {
      expect(await weightOf(path)).toBeLessThanOrEqual(most)
    })
  },
)

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
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  }
})

async function faultsOf(page: Awaited<ReturnType<typeof browser.page>>): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map(({ html }) => html.slice(0, 200))
          .slice(0, 3)
          .join(' | ')}`,
    )
  })
}

/** Compressed bytes of a page, its styles, its scripts, and what those load first. */
async function weightOf(path: string): Promise<number> {
  const site = inject('siteUrl')
  const html = await (await fetch(site + path)).text()
  const files = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js))"/g)].map(([, file]) => file as string)
  const data = path.includes('/map') ? ['/map/boundaries', '/map/points?bbox=110.5,27.8,113.2,29.6&zoom=9'] : []
  const texts = await Promise.all([...new Set(files), ...data].map(async (file) => (await fetch(site + file)).text()))
  return [html, ...texts].reduce((sum, text) => sum + gzipSync(text).length, 0)
}
