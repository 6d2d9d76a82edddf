import postgres from 'postgres'
import { afterAll, describe, expect, inject, it } from 'vitest'

const sql = postgres(inject('postgresUrl').replace(/\/postgres$/, '/qy_site'), { max: 1, onnotice: () => {} })
const get = (path: string) => fetch(`${inject('siteUrl')}${path}`, { redirect: 'manual' })
afterAll(() => sql.end())

describe('/board/statistics', () => {
  it('opens with the sum of the published cases and their fines', async () => {
    const [known] = await sql`select count(*)::int as cases from violation_cases where state = 'published'`
    const html = await (await get('/board/statistics')).text()
    expect(html).toContain(`全市公布的案件共 ${known?.cases} 件`)
    expect(await (await get('/en/board/statistics')).text()).toContain(
      `The whole city: ${known?.cases} published cases`,
    )
  })

  it('each number of a table leads to a board with as many cases', async () => {
    const html = await (await get('/board/statistics?year=2025')).text()
    const links = [...html.matchAll(/<td class="num"><a href="(\/board\?[^"]+)">([\d,]+)<\/a>/g)]
    expect(links.length).toBeGreaterThan(15)
    for (const [, href = '', count] of links.slice(0, 12)) {
      const page = await (await get(href.replaceAll('&amp;', '&').replaceAll('&#38;', '&'))).text()
      expect([href, page.includes(`的案件 ${count} 件`)]).toEqual([href, true])
    }
  })

  it('the bars can show cases per hundred firms, and the page says what that is', async () => {
    expect(await (await get('/board/statistics?basis=per100')).text()).toContain('件数 ÷ 企业名录中')
  })

  it('its data can be taken away as CSV and JSON, and they agree', async () => {
    const csv = (await (await get('/board/statistics.csv?region=430922')).text()).trimEnd().split('\r\n')
    const { data } = (await (await get('/board/statistics.json?region=430922')).json()) as {
      data: Record<string, { cases: number }[]> & { whole: { cases: number } }
    }
    const lines = ['quarter', 'region', 'sector', 'category', 'measure'].flatMap((table) => data[table] ?? [])
    expect(csv.length).toBe(lines.length + 2)
    expect(csv.at(-1)).toBe(`共 ${lines.length} 行`)
    expect((data.quarter ?? []).reduce((sum, { cases }) => sum + cases, 0)).toBe(data.whole.cases)
    expect(data.region?.length).toBe(1)
  })

  it.each([
    ['/board/statistics?year=1066', '“1066”不对'],
    ['/board/statistics?region=999999', '没有代码“999999”'],
    ['/board/statistics?basis=x', '没有“x”这一选项'],
    ['/board/statistics.csv?category=x', 'category'],
  ])('%s answers 400 and says what is wrong', async (path, words) => {
    const response = await get(path)
    expect(response.status).toBe(400)
    expect(await response.text()).toContain(words)
  })

  it('is light without a script', async () => {
    const html = await (await get('/board/statistics')).text()
    expect(Buffer.byteLength(html)).toBeLessThan(250_000)
    expect(html).not.toMatch(/ style=/)
  })
})
