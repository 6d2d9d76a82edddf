import { gzipSync } from 'node:zlib'
import axe from 'axe-core'
import { describe, expect, inject, it } from 'vitest'
import { useBrowser } from '#test/support/browser.ts'

const browser = useBrowser()

const paths = [
  '/',
  '/outlets',
  '/outlets?state=over',
  '/library',
  '/library/glossary',
  '/library/regulations',
  '/library/regulations/city-rule-2017',
  '/library/guides/limit-line',
  '/library/standards',
  '/library/standards?medium=water&sector=batteries',
  '/library/factors',
  '/library/factors/w01018',
  '/library/factors/a21026',
  '/library/standards/gb-4915-2013',
  '/report',
  '/nowhere',
]

describe.each(paths.flatMap((path) => [path, path === '/' ? '/en' : `/en${path}`]))('%s', (path) => {
  it.each(['light', 'dark'] as const)(
    'has no fault that axe finds (WCAG 2.2 AA) on a phone and a desk, %s',
    async (colorScheme) => {
      const page = await browser.page({ colorScheme })
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 900 })
        await page.goto(path)
        await page.evaluate(axe.source)
        const faults = await page.evaluate(async () => {
          const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
          })
          return violations.map(
            ({ id, nodes }) =>
              `${id}: ${nodes
                .slice(0, 3)
                .map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`)
                .join(' | ')}`,
          )
        })
        expect(faults, `${path} at ${width} px`).toEqual([])
      }
    },
  )

  it('needs no sideways scrolling at 360 px and no more than 60 KB of HTML, CSS and JavaScript', async () => {
    const page = await browser.page({ viewport: { width: 360, height: 800 } })
    await page.goto(path)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    expect(await weightOf(path)).toBeLessThanOrEqual(60 * 1024)
  })
})

/** Compressed bytes of a page with the styles and scripts that it names (the last-resort font is fetched only where Chinese fonts are missing). */
async function weightOf(path: string): Promise<number> {
  const site = inject('siteUrl')
  const html = await (await fetch(site + path)).text()
  const files = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js))"/g)].map(([, file]) => file as string)
  const texts = await Promise.all([...new Set(files)].map(async (file) => (await fetch(site + file)).text()))
  return [html, ...texts].reduce((sum, text) => sum + gzipSync(text).length, 0)
}
