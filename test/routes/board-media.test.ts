import { createHash } from 'node:crypto'
import postgres from 'postgres'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { readXlsx } from '#platform/sheet/xlsx.ts'

const sql = postgres(inject('postgresUrl').replace(/\/postgres$/, '/qy_site'), { max: 1, onnotice: () => {} })
const get = (path: string) => fetch(`${inject('siteUrl')}${path}`, { redirect: 'manual' })
let shown: { id: number; title: string; creditCode: string }
let goneId: number
beforeAll(async () => {
  const [found] = await sql`select c.id, c.title, e.credit_code as "creditCode" from violation_cases c
    join enterprises e on e.id = c.enterprise_id where c.state = 'published' and c.category = 'stealth_discharge' order by c.id limit 1`
  shown = found as unknown as typeof shown
  const [gone] = await sql`select id from violation_cases where state in ('withdrawn', 'repaired') order by id limit 1`
  goneId = Number(gone?.id)
})
afterAll(() => sql.end())

describe('files of a state of the board', () => {
  const state = 'category=serious_exceedance&sort=-fine'

  it('CSV, Excel and JSON hold as many cases as the page and the API say, in the same order', async () => {
    const { total } = (await (await get('/api/v1/violations?category=serious_exceedance')).json()) as { total: number }
    const page = await (await get(`/board?${state}`)).text()
    const json = (await (await get(`/board.json?${state}`)).json()) as { data: { id: number }[]; total: number }
    const lines = (await (await get(`/board.csv?${state}`)).text()).trimEnd().split('\r\n')
    const { sheets } = await readXlsx(Buffer.from(await (await get(`/board.xlsx?${state}`)).arrayBuffer()))
    const rows = sheets[0]?.rows.map(({ cells }) => cells) ?? []
    expect(total).toBeGreaterThan(3)
    expect(page).toContain(`的案件 ${total} 件`)
    expect(json.total).toBe(total)
    expect(json.data.length).toBe(total)
    expect(lines.length).toBe(total + 2)
    expect(rows.length).toBe(total + 2)
    const ids = json.data.map(({ id }) => String(id))
    expect(lines.slice(1, -1).map((line) => line.split(',')[0])).toEqual(ids)
    expect(rows.slice(1, -1).map(([id]) => String(id))).toEqual(ids)
    expect(lines.at(-1)).toContain(`共 ${total} 件`)
    expect(rows.at(-1)?.[0]).toContain(`共 ${total} 件`)
  })

  it('each of them speaks English on demand and refuses what it does not know', async () => {
    expect(await (await get('/board.csv?lang=en')).text()).toContain('Decision no.')
    const refused = await get('/board.xlsx?category=x')
    expect(refused.status).toBe(400)
    expect(((await refused.json()) as { problems: { field: string }[] }).problems[0]?.field).toBe('category')
  })
})

describe('feeds', () => {
  it('hold as many entries as asked for, up to 500', async () => {
    const feed = async (query: string) =>
      ((await (await get(`/board/feed.json${query}`)).json()) as { items: { url: string }[] }).items
    const [known] = await sql`select count(*)::int as count from violation_cases where state = 'published'`
    expect((await feed('')).length).toBe(Math.min(50, known?.count))
    expect((await feed('?limit=3')).length).toBe(3)
    const all = await feed('?limit=500')
    expect(all.length).toBe(Math.min(500, known?.count))
    expect(all.slice(0, 3)).toEqual(await feed('?limit=3'))
    expect((await get('/board/feed.atom?limit=501')).status).toBe(400)
    const atom = await (await get('/board/feed.atom?limit=500')).text()
    expect(atom.match(/<entry>/g)?.length).toBe(all.length)
  })
})

describe('share cards', () => {
  it.each([
    ['of a case', () => `/board/${shown.id}/card.png`],
    ['of a case in English', () => `/board/${shown.id}/card.png?lang=en`],
    ['of a firm', () => `/enterprises/${shown.creditCode}/card.png`],
    ['of the board', () => '/board/card.png'],
  ])('%s: a light picture that other sites may show', async (_, path) => {
    const response = await get(path())
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 })
    expect(bytes.length).toBeLessThan(60_000)
  })

  it('a case has a print view; one that was taken off leads to its tombstone, a number nobody has to nothing', async () => {
    const paper = await get(`/board/${shown.id}/print`)
    expect(paper.status).toBe(200)
    expect(await paper.text()).toContain(shown.title)
    expect((await get(`/board/${goneId}/print`)).status).toBe(410)
    expect((await get('/board/999999999/print')).status).toBe(404)
  })

  it('a case names its card in its head', async () => {
    const html = await (await get(`/board/${shown.id}`)).text()
    expect(html).toMatch(new RegExp(`property="og:image" content="[^"]*/board/${shown.id}/card.png"`))
    expect(html).toContain('name="twitter:card" content="summary_large_image"')
  })

  it('there is none for a case that was taken off, and none for a number nobody has', async () => {
    const gone = await get(`/board/${goneId}/card.png`)
    expect(gone.status).toBe(410)
    expect(await (await get(`/board/${goneId}`)).text()).not.toContain('og:image')
    expect((await get('/board/999999999/card.png')).status).toBe(404)
    expect((await get(`/board/${shown.id}/card.png?lang=fr`)).status).toBe(400)
  })
})

describe('citing a record', () => {
  it('the fingerprint on the page is that of the API and can be counted again by whoever has the record', async () => {
    const { data } = (await (await get(`/api/v1/violations/${shown.id}`)).json()) as { data: Record<string, unknown> }
    const { fingerprint, ...record } = data
    // Written a second time, as the press page says it: sorted keys, no blanks.
    const sorted = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(sorted)
        : value !== null && typeof value === 'object'
          ? Object.fromEntries(
              Object.keys(value)
                .sort()
                .map((key) => [key, sorted((value as Record<string, unknown>)[key])]),
            )
          : value
    expect(fingerprint).toBe(
      createHash('sha256')
        .update(JSON.stringify(sorted(record)))
        .digest('hex'),
    )
    expect(await (await get(`/board/${shown.id}`)).text()).toContain(String(fingerprint))
    for (const format of ['txt', 'bib', 'ris', 'json'])
      expect(await (await get(`/board/${shown.id}/cite.${format}`)).text()).toContain(String(fingerprint))
  })

  it('a record that was taken off is cited no more', async () => {
    expect((await get(`/board/${goneId}/cite.bib`)).status).toBe(410)
    expect((await get(`/board/${shown.id}/cite.doc`)).status).toBe(404)
  })
})

describe('the table for other sites', () => {
  it('may stand inside any page, and holds no script, form or cookie', async () => {
    const response = await get('/embed/board?category=stealth_discharge&limit=5')
    const html = await response.text()
    expect(response.status).toBe(200)
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *",
    )
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(html).not.toMatch(/<script|<form|<input| style=/)
    expect(html.match(/<tr/g)?.length).toBeLessThanOrEqual(6)
    expect(Buffer.byteLength(html)).toBeLessThan(12_000)
  })

  it('is the only page that may', async () => {
    for (const path of ['/board', '/press', `/board/${shown.id}`, '/en/board'])
      expect((await get(path)).headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  })

  it('says what is wrong with its address, and speaks English', async () => {
    expect((await get('/embed/board?limit=51')).status).toBe(400)
    expect(await (await get('/en/embed/board')).text()).toContain('All cases')
  })
})

describe('the site map', () => {
  it('names every published case in both languages and none that was taken off', async () => {
    const index = await (await get('/sitemap.xml')).text()
    const parts = [...index.matchAll(/<loc>https?:\/\/[^/]+(\/sitemap\/[^<]+)<\/loc>/g)].map(
      ([, path]) => path as string,
    )
    expect(parts).toContain('/sitemap/pages.xml')
    const all = (await Promise.all(parts.map(async (path) => (await get(path)).text()))).join('')
    const published = await sql`select id from violation_cases where state = 'published'`
    for (const { id } of published) {
      expect(all).toContain(`/board/${id}</loc>`)
      expect(all).toContain(`/en/board/${id}</loc>`)
    }
    expect(all).not.toContain(`/board/${goneId}</loc>`)
    expect(all).toContain(`/enterprises/${shown.creditCode}</loc>`)
    const stories = await sql`select slug, state from stories`
    expect(stories.some(({ state }) => state === 'published')).toBe(true)
    for (const { slug, state } of stories) expect(all.includes(`/stories/${slug}</loc>`)).toBe(state === 'published')
    for (const path of ['/stories', '/board/quarterly', '/board/vendors', '/board/joint-punishment', '/en/stories'])
      expect(all).toContain(`${path}</loc>`)
    expect((await get('/sitemap/cases-99999.xml')).status).toBe(404)
    expect((await get('/sitemap/constructor-1.xml')).status).toBe(404)
  })

  it('every page that it names once is there', async () => {
    const pages = await (await get('/sitemap/pages.xml')).text()
    for (const [, path] of pages.matchAll(/<loc>https?:\/\/[^/]+(\/[^<]*)<\/loc>/g))
      expect([path, (await get(path as string)).status]).toEqual([path, 200])
  })

  it('robots are told where it is', async () => {
    expect(await (await get('/robots.txt')).text()).toMatch(
      /Disallow: \/office\n[\s\S]*Sitemap: https?:\/\/[^ ]+\/sitemap\.xml/,
    )
  })
})

it('the press page tells how to cite, where the data are, and what the figures mean, in both languages', async () => {
  const zh = await (await get('/press')).text()
  for (const words of [
    '没有预先供稿',
    '怎样引用',
    'sha256sum',
    '/board.csv',
    '/board/feed.atom',
    '数字的含义',
    '宣传与信息公开岗位',
  ])
    expect(zh).toContain(words)
  expect(await (await get('/en/press')).text()).toContain('There is no embargo')
})
