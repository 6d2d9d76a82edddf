import { beforeAll, describe, expect, it } from 'vitest'
import { demoCast } from '#db/seed/cast.ts'
import { ask, siteDatabase } from '#test/support/session.ts'

interface Version {
  id: number
  version: number
  state: string
}
let corrected: Version[]
let exceeding: { id: number; name: string }
let latest: number
/** A year and county with somebody overdue, and a year with somebody who was late. */
let overdue: { year: number; region: string }
let late: number
beforeAll(async () => {
  const sql = siteDatabase()
  corrected = await sql<Version[]>`
    select d.id, d.version, d.state from disclosures d join enterprises e on e.id = d.enterprise_id
    where e.credit_code = ${demoCast.cementWorks}
      and d.year = (select year from disclosures s where s.enterprise_id = e.id and s.state = 'superseded' order by year desc limit 1)
    order by d.version`
  const [years] = await sql`select max(year) as latest from disclosure_obligations`
  latest = years?.latest
  const [open] = await sql`
    select o.year, e.region_code as region from disclosure_obligations o join enterprises e on e.id = o.enterprise_id
    where o.published_at is null and o.due_on < current_date - 1 order by o.year desc, 2 limit 1`
  overdue = open as unknown as typeof overdue
  const [slow] =
    await sql`select max(year) as year from disclosure_obligations where published_at > (due_on + 2)::timestamp`
  late = slow?.year
  const [row] = await sql<{ id: number; name: string }[]>`
    select d.id, e.name from disclosures d join enterprises e on e.id = d.enterprise_id
    where e.credit_code = ${demoCast.antimonySmelter} and d.state = 'published' order by d.year desc limit 1`
  exceeding = row as typeof exceeding
  await sql.end()
})
const page = async (path: string) => {
  const response = await ask(path)
  return { status: response.status, html: await response.text() }
}

describe('the list of who had to disclose', () => {
  it('opens with how many have and how many are overdue', async () => {
    const { status, html } = await page('/disclosures')
    expect(status).toBe(200)
    expect(html).toMatch(new RegExp(`${latest} 年度应公开 \\d+ 家，已公开 \\d+ 家`))
    expect((await page(`/disclosures?year=${overdue.year}`)).html).toMatch(/\d+ 家逾期未公开/)
  })
  it('narrows to the overdue ones of a county, and says for how long', async () => {
    const { html } = await page(`/disclosures?year=${overdue.year}&state=overdue&region=${overdue.region}`)
    expect(html).toMatch(/逾期 \d+ 天/)
    expect(html).not.toContain('按期公开</span></td>')
  })
  it('each filter that counts n shows n', async () => {
    const { html } = await page(`/disclosures?year=${late}`)
    const facet =
      /href="([^"]*state=published_late[^"]*)"[^>]*>\s*<span>逾期公开<\/span><span class="facet-count">(\d+)</.exec(
        html,
      )
    expect(facet).not.toBeNull()
    const { html: narrowed } = await page(facet?.[1]?.replaceAll('&amp;', '&') ?? '')
    expect(narrowed).toContain(`共 ${facet?.[2]} 条`)
  })
  it.each([
    'year=1999',
    'year=abc',
    'state=unknown',
    'region=430999',
    'region=x',
    'page=0',
    'sort=random',
    'year=2026&year=2025',
  ])('?%s is answered with what is wrong, not with an error', async (query) => {
    const { status, html } = await page(`/disclosures?${query}`)
    expect(status).toBe(400)
    expect(html).toContain('已忽略这一条件')
  })
  it('a page past the end is not found and says so', async () => {
    const { status, html } = await page('/disclosures?page=900')
    expect(status).toBe(404)
    expect(html).toContain('没有这一页')
    expect(html).not.toMatch(/第 [\d,]+–[\d,]+ 条/) // it holds none, so it counts none
    expect(html).not.toContain('没有符合条件的单位') // there are some, on other pages
    expect((await page('/disclosures')).html).toMatch(/第 1–\d+ 条/)
  })
})

describe('a disclosure in public', () => {
  it('opens with what is over the limit, and shows each value beside its limit', async () => {
    const { status, html } = await page(`/disclosures/${exceeding.id}`)
    expect(status).toBe(200)
    expect(html).toContain(exceeding.name)
    expect(html).toMatch(/\d+ 项超标/)
    expect(html).toMatch(/超标 [\d.]+ 倍（限值/)
    expect(html).toContain('超标原因')
    expect(html).toContain('责任人')
  })
  it('each version stays at its own address; the later says what it changed, the earlier that it was corrected', async () => {
    expect(corrected.map(({ state }) => state)).toEqual(['superseded', 'published'])
    const [first, second] = corrected as [Version, Version]
    const { html: old } = await page(`/disclosures/${first.id}`)
    expect(old).toContain('这是已被更正的旧版本，现行为第 2 版')
    expect(old).toContain(`href="/disclosures/${second.id}"`)
    const { html: now } = await page(`/disclosures/${second.id}`)
    expect(now).toContain('第 2 版更正说明')
    expect(now).toContain('与上一版相比')
    expect(now).toMatch(/由[^<]+改为[^<]+。/)
  })
  it.each(['0', '-1', 'abc', '999999999', '1e3', '1.5'])('/disclosures/%s is not found', async (id) => {
    expect((await ask(`/disclosures/${id}`)).status).toBe(404)
  })
  it('is kept until something is published', async () => {
    await ask(`/disclosures/${exceeding.id}`)
    expect((await ask(`/disclosures/${exceeding.id}`)).headers.get('x-cache')).toBe('hit')
  })
})

describe('the open data', () => {
  const get = async (path: string) => {
    const response = await ask(path)
    return { status: response.status, type: response.headers.get('content-type'), body: await response.json() }
  }
  it('lists the versions in force, newest first, page after page without overlap', async () => {
    const seen: number[] = []
    let next: string | null = `/api/v1/disclosures?year=${latest - 1}&limit=40`
    let total = 0
    while (next) {
      const { body } = await get(next)
      total = body.total
      seen.push(...body.data.map(({ id }: { id: number }) => id))
      next = body.next
    }
    expect(seen).toHaveLength(total)
    expect(new Set(seen).size).toBe(total)
  })
  it('gives one with its rows, units, judgements and versions', async () => {
    const { body } = await get(`/api/v1/disclosures/${exceeding.id}`)
    expect(body.data).toMatchObject({ id: exceeding.id, creditCode: demoCast.antimonySmelter })
    const over = body.data.rows.find(({ standing }: { standing: string }) => standing === 'over')
    expect(over).toMatchObject({
      concentrationUnit: expect.any(String),
      limitMax: expect.any(Number),
      exceedanceMultiple: expect.any(Number),
    })
    expect(over.exceedanceCount).toBeGreaterThan(0)
  })
  it.each(['year=abc', 'limit=0', 'limit=201', 'cursor=nonsense', 'creditCode=1', 'sort=oldest'])(
    '?%s is a problem document',
    async (query) => {
      const { status, type, body } = await get(`/api/v1/disclosures?${query}`)
      expect([status, type]).toEqual([400, 'application/problem+json'])
      expect(body.problems[0].field).toBe(query.split('=')[0])
    },
  )
  it('of a disclosure that is not there is a problem document too', async () => {
    expect(await get('/api/v1/disclosures/999999999')).toMatchObject({ status: 404, type: 'application/problem+json' })
  })
})
