import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { faultsInEveryLook } from '#test/support/axe.ts'
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

describe('the exposure board can be used by everybody in both languages, on a phone and a desk, light and dark', () => {
  it.each([
    ['the list', (): string => '/board', 200],
    ['a search with its words marked', (): string => `/board?q=${encodeURIComponent('超标')}`, 200],
    ['a wrong parameter', (): string => '/board?category=x', 400],
    ['a page past the end', (): string => '/board?page=99', 404],
    ['a case', (): string => named, 200],
    ['a case for paper', (): string => `${named}/print`, 200],
    ['a record taken down', (): string => gone, 410],
    ['the statistics', (): string => '/board/statistics', 200],
    ['the statistics for each hundred firms', (): string => '/board/statistics?basis=per100', 200],
    ['the press page', (): string => '/press', 200],
    ['the table for other sites', (): string => '/embed/board', 200],
  ] as const)('%s', async (_, path, status) => {
    expect(await faultsInEveryLook(await browser.page(), path(), { status })).toEqual([])
  })
})
