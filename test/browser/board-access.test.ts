import axe from 'axe-core'
import type { Page } from 'playwright-core'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { useBrowser } from '#test/support/browser.ts'

const browser = useBrowser()
const sql = postgres(inject('postgresUrl').replace(/\/postgres$/, '/qy_site'), { max: 1, onnotice: () => {} })
let named: string
let gone: string
beforeAll(async () => {
  const [found] = await sql`select
    (select id from violation_cases where state = 'published' and category = 'stealth_discharge' limit 1) as named,
    (select id from violation_cases where state = 'repaired' limit 1) as gone`
  named = `/board/${found?.named}`
  gone = `/board/${found?.gone}`
})
afterAll(() => sql.end())

async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)} ${nodes[0]?.failureSummary}`)
  })
}

describe('the exposure board has no fault that axe finds (WCAG 2.2 AA), in both languages, on a phone and a desk', () => {
  it.each([
    ['the list', 'light', (): string => '/board'],
    ['the list', 'dark', (): string => '/board'],
    ['a search with its words marked', 'dark', (): string => `/board?q=${encodeURIComponent('超标')}`],
    ['a wrong parameter', 'light', (): string => '/board?category=x'],
    ['a page past the end', 'light', (): string => '/board?page=99'],
    ['a case', 'light', (): string => named],
    ['a case', 'dark', (): string => named],
    ['a record taken down', 'light', (): string => gone],
    ['the statistics', 'light', (): string => '/board/statistics'],
    ['the statistics for each hundred firms', 'dark', (): string => '/board/statistics?basis=per100'],
    ['the press page', 'light', (): string => '/press'],
    ['the table for other sites', 'dark', (): string => '/embed/board'],
  ] as const)('%s, %s', async (_, colorScheme, path) => {
    const page = await browser.page({ colorScheme })
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 900 })
      for (const address of [path(), `/en${path()}`]) {
        await page.goto(address)
        expect(await faultsOf(page), `${address} at ${width} px`).toEqual([])
      }
    }
  })
})
