import { gzipSync } from 'node:zlib'
import { describe, expect, inject, it } from 'vitest'
import { faultsInEveryLook } from '#test/support/axe.ts'
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

describe.each(paths)('%s', (path) => {
  it('can be used by everybody in both languages, on a phone and a desk, light and dark', async () => {
    const status = path === '/nowhere' ? 404 : 200
    expect(await faultsInEveryLook(await browser.page(), path, { status })).toEqual([])
  })

  it('weighs no more than 60 KB of HTML, CSS and JavaScript', async () => {
    expect(await weightOf(path)).toBeLessThanOrEqual(60 * 1024)
  })
})

it.each(['/', '/map', '/board', '/monitoring', '/subscribe', '/en', '/en/board'])(
  '%s on a phone: links and buttons that stand by themselves are 44 px high and none lies over another',
  async (path) => {
    const page = await browser.page({ viewport: { width: 360, height: 740 }, hasTouch: true })
    await page.goto(path)
    const boxes = await page.evaluate(() =>
      [...document.querySelectorAll('.masthead a, .row > a, .row > button, .tabs a, .pager a, .footer li > a')].flatMap(
        (link) => {
          const { left, right, top, bottom, height } = link.getBoundingClientRect()
          return height > 0 ? [{ words: link.textContent?.trim(), left, right, top, bottom, height }] : []
        },
      ),
    )
    expect(boxes.filter(({ height }) => height < 43.5)).toEqual([])
    const over = boxes.flatMap((a, i) =>
      boxes
        .slice(i + 1)
        .filter((b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
        .map((b) => [a.words, b.words]),
    )
    expect(over).toEqual([])
  },
)

/** Compressed bytes of a page with the styles and scripts that it names (the last-resort font is fetched only where Chinese fonts are missing). */
async function weightOf(path: string): Promise<number> {
  const site = inject('siteUrl')
  const html = await (await fetch(site + path)).text()
  const files = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js))"/g)].map(([, file]) => file as string)
  const texts = await Promise.all([...new Set(files)].map(async (file) => (await fetch(site + file)).text()))
  return [html, ...texts].reduce((sum, text) => sum + gzipSync(text).length, 0)
}
