import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { siteDatabase } from '#test/support/session.ts'

const sql = siteDatabase()
let name: string
let creditCode: string

beforeAll(async () => {
  // The worker fills the index when it starts.
  for (let tries = 0; tries < 300; tries++) {
    if (((await sql`select edition from search_state`)[0]?.edition ?? 0) > 0) break
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  const [firm] = await sql`select name, credit_code from enterprises order by id limit 1`
  name = firm?.name
  creditCode = firm?.credit_code
}, 100_000)
afterAll(() => sql.end())

const get = async (path: string) => {
  const response = await fetch(inject('siteUrl') + path, { redirect: 'manual' })
  return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() }
}
const q = (text: string) => encodeURIComponent(text)

describe('/search', () => {
  it('gives what was searched for in groups, with counts, filters and the words marked, in both languages', async () => {
    const zh = await get(`/search?q=${q('造纸')}`)
    expect(zh.status).toBe(200)
    expect(zh.text).toMatch(/“造纸”：找到 [\d,]+ 条/)
    expect(zh.text).toContain('<mark>造纸</mark>')
    expect(zh.text).toMatch(/排污单位 <span class="facet-count">\d+/)
    expect((await get(`/en/search?q=${q('造纸')}&kind=enterprise`)).text).toMatch(/“造纸”: enterprises, \d+ found/)
  })

  it('leads to the record that was named, first of all', async () => {
    const { text } = await get(`/search?q=${q(name)}`)
    expect(/class="hit-title" href="([^"]+)"/.exec(text)?.[1]).toBe(`/enterprises/${creditCode}`)
  })

  it('helps where nothing was asked and where nothing is found, and says what it searched for in place of a slip', async () => {
    expect((await get('/search')).text).toContain('查什么？')
    const none = await get(`/search?q=${q('独角兽星球')}`)
    expect(none.status).toBe(200)
    expect(none.text).toContain('没有找到“独角兽星球”')
    expect(none.text).toContain('可以这样试')
    expect((await get(`/search?q=${q('化学须氧量')}`)).text).toContain('以下是“化学需氧量”的结果')
    expect((await get(`/search?q=${q('纸')}`)).text).toContain('只有一个字')
    expect((await get(`/search?q=${q('造纸')}&year=1990`)).text).toContain('清除筛选')
  })

  it('finds what an event changed, and finds it no more once it is gone', async () => {
    const [standing] =
      await sql`select id, title from violation_cases where state = 'published' and title ~ '暗管' order by id limit 1`
    expect((await get(`/search?q=${q(standing?.title)}`)).text).toContain(`/board/${standing?.id}"`)
  })
})

describe('bad input', () => {
  it.each([
    ['a text that is too long', `q=${'纸'.repeat(101)}`, 400, '最多'],
    ['an unknown kind', `q=${q('造纸')}&kind=dragon`, 400, 'dragon'],
    ['500 counties', `q=${q('造纸')}${'&region=430922'.repeat(61)}${'&region=430903'.repeat(2)}`, 400, ''],
    ['a year that is none', `q=${q('造纸')}&year=abc`, 400, 'abc'],
    ['signs alone', `q=${q('%_\'"\\')}`, 400, ''],
    ['a half of a sign', `q=${q('造纸')}%ED%A0%80`, 400, ''],
    ['a script', `q=${q('<script>alert(1)</script>')}`, 200, ''],
    ['a page past the end', `q=${q('造纸')}&kind=enterprise&page=400`, 404, '没有第 400 页'],
  ])('%s is answered plainly', async (_, query, status, says) => {
    const page = await get(`/search?${query}`)
    expect(page.status).toBe(status)
    expect(page.text).toContain(says)
    expect(page.text.replace(/="[^"]*"/g, '')).not.toContain('<script>alert')
    const api = await get(`/api/v1/search?${query.replace(/&page=400/, '&cursor=abc')}`)
    expect([200, 400]).toContain(api.status)
    if (api.status === 400) expect(api.type).toContain('application/problem+json')
  })

  it('a megabyte is turned away by the server before it reaches anything', async () => {
    const answer = await fetch(`${inject('siteUrl')}/search?q=${'a'.repeat(1_000_000)}`).catch(() => undefined)
    expect([undefined, 400, 414, 431]).toContain(answer?.status)
    expect((await get('/healthz')).status).toBe(200)
  })
})

describe('for programs', () => {
  it('gives the best of each kind, and one kind page by page, each thing once', async () => {
    const all = JSON.parse((await get(`/api/v1/search?q=${q('造纸')}`)).text)
    expect(all.data[0]).toMatchObject({ kind: 'enterprise', url: expect.stringMatching(/^\/enterprises\//) })
    expect(all.facets.kind.enterprise).toBeGreaterThan(5)
    expect(all.next).toBeNull()
    const seen: string[] = []
    for (let next: string | null = `/api/v1/search?q=${q('造纸')}&kind=enterprise&limit=7`; next; ) {
      const page: { data: { id: string }[]; next: string | null } = JSON.parse((await get(next)).text)
      seen.push(...page.data.map(({ id }) => id))
      next = page.next
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe(all.facets.kind.enterprise)
  })

  it('refuses what is not documented: no words, an unknown name, a cursor without its kind', async () => {
    for (const query of [
      '',
      'q=',
      `q=${q('纸')}&colour=red`,
      `q=${q('造纸')}&cursor=5`,
      `q=${q('造纸')}&limit=51`,
      `q=${q('造纸')}&region=999999`,
    ])
      expect((await get(`/api/v1/search?${query}`)).status, query).toBe(400)
  })

  it('suggests names while one types, with where they lead', async () => {
    const offers = JSON.parse((await get(`/search/suggest?lang=en&q=${q(name.slice(0, 6))}`)).text)
    expect(offers[0]).toMatchObject({ kind: 'Enterprises', address: expect.stringMatching(/^\/en\/enterprises\//) })
    expect(JSON.parse((await get('/search/suggest?q=')).text)).toEqual([])
    expect((await get(`/search/suggest?q=${'a'.repeat(101)}`)).status).toBe(400)
  })
})
