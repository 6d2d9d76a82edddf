import postgres from 'postgres'
import { afterAll, describe, expect, inject, it } from 'vitest'

const sql = postgres(inject('postgresUrl').replace(/\/postgres$/, '/qy_site'), { max: 1, onnotice: () => {} })
afterAll(() => sql.end())

const get = (path: string, init?: RequestInit) => fetch(`${inject('siteUrl')}${path}`, { redirect: 'manual', ...init })
const page = async (path: string) => {
  const response = await get(path)
  const text = (await response.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  return { status: response.status, text, headers: response.headers }
}
const numberOf = async (state: string) =>
  Number((await sql`select id from violation_cases where state = ${state} order by id limit 1`)[0]?.id)

describe('/board', () => {
  it('opens with a sentence with its numbers, in both languages', async () => {
    const [known] = await sql`select count(*)::int as count from violation_cases where state = 'published'`
    expect((await page('/board')).text).toContain(`曝光台现有 ${known?.count} 件环境违法案件`)
    expect((await page('/en/board')).text).toContain(`The board holds ${known?.count} environmental violation cases`)
  })

  it('a chosen filter shows as many cases as stood beside it', async () => {
    const [known] = await sql`select count(*)::int as count from violation_cases
      where state = 'published' and category = 'falsified_data' and region_code = '430923'`
    const { status, text } = await page('/board?category=falsified_data&region=430923')
    expect(status).toBe(200)
    expect(text).toContain(`安化县、数据造假的案件 ${known?.count} 件`)
  })

  it('marks the words found, without a style of its own', async () => {
    const response = await get(`/board?q=${encodeURIComponent('暗管')}`)
    const html = await response.text()
    expect(html).toContain('<mark>暗管</mark>')
    expect(html).not.toMatch(/ style=/)
  })

  it('what is typed comes back as text', async () => {
    const html = await (await get(`/board?q=${encodeURIComponent('"><script>alert(1)</script>')}`)).text()
    expect(html.replaceAll(/="[^"]*"/g, '')).not.toContain('<script>alert')
    expect(html).toContain('&lt;script&gt;')
  })

  it.each([
    ['category=x', 400, '没有“x”这一选项；可选：stealth_discharge（偷排偷放）'],
    ['region=999999', 400, '没有代码“999999”；可选：'],
    ['region=%E6%A1%83%E6%B1%9F', 400, '“桃江”不是地区代码'],
    ['year=1066', 400, '“1066”不对；应为 2000 到 2100 的整数'],
    ['page=0', 400, '“0”不对'],
    [`q=${'x'.repeat(101)}`, 400, '查找词有 101 个字符，最多 100 个'],
    ['page=9999', 404, '没有第 9999 页'],
    ['page=9999&category=x', 404, '没有第 9999 页'],
  ])('?%s answers %i and says what is wrong', async (query, status, sentence) => {
    const answer = await page(`/board?${query}`)
    expect(answer.status).toBe(status)
    expect(answer.text).toContain(sentence)
    expect(answer.text).toContain('违法类别')
  })

  it('a page past the end leads to the last one', async () => {
    const html = await (await get('/board?page=9999')).text()
    const [, href] = /href="(\/board\?page=\d+)">去最后一页/.exec(html) ?? []
    expect((await get(href ?? '/none')).status).toBe(200)
  })

  it('never breaks, whatever stands in the address', async () => {
    const nasty = [
      '%00',
      '%ff',
      '%E0%A4%A',
      "'",
      '"><b>',
      '../..',
      '𝕏',
      '-1',
      '1e9',
      '99999999999999999999',
      '%F0%9F',
      '{}',
      '[]',
    ]
    const names = [
      'q',
      'category',
      'measure',
      'region',
      'sector',
      'year',
      'fine',
      'control',
      'execution',
      'repeat',
      'sort',
      'page',
    ]
    for (const path of ['/board', '/board/feed.atom', '/board/feed.json', '/api/v1/violations']) {
      const answers = await Promise.all(
        names.flatMap((name, i) => [
          get(`${path}?${name}=${nasty[i % nasty.length]}`),
          get(`${path}?${name}=${nasty[(i * 5 + 3) % nasty.length]}&${name}=x&${names[(i + 4) % names.length]}=%27`),
        ]),
      )
      expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([])
    }
  })
})

describe('/board/[id]', () => {
  it('tells the case, names its firm and links to it', async () => {
    const [known] = await sql`select c.id, c.title, c.decision_no, e.credit_code from violation_cases c
      join enterprises e on e.id = c.enterprise_id where c.state = 'published' order by c.id desc limit 1`
    const response = await get(`/board/${known?.id}`)
    const html = await response.text()
    expect(response.status).toBe(200)
    expect(html).toContain(`<h1>${known?.title}</h1>`)
    expect(html).toContain(known?.decision_no)
    expect(html).toContain(`/enterprises/${known?.credit_code}`)
  })

  it('shows how a daily penalty adds up', async () => {
    const [known] =
      await sql`select m.case_id, m.days from violation_measures m join violation_cases c on c.id = m.case_id
      where m.kind = 'daily_penalty' and c.state = 'published' limit 1`
    expect((await page(`/board/${known?.case_id}`)).text).toMatch(new RegExp(`原罚款 .* × ${known?.days} 日 = `))
  })

  it('names the legal representative in a grave case and not in another', async () => {
    const named = async (category: string) => {
      const [known] = await sql`select id, legal_representative as person from violation_cases
        where state = 'published' and category = ${category} and legal_representative is not null order by id limit 1`
      return known && (await page(`/board/${known.id}`)).text.includes(`法定代表人 ${known.person}`)
    }
    expect(await named('falsified_data')).toBe(true)
    expect(await named('disclosure_failure')).not.toBe(true)
  })

  it.each(['draft', 'legal_review'])('a case in the state %s is not there', async (state) => {
    const id = await numberOf(state)
    const [known] = await sql`select title from violation_cases where id = ${id}`
    for (const path of [`/board/${id}`, `/en/board/${id}`, `/api/v1/violations/${id}`]) {
      const { status, text } = await page(path)
      expect([path, status, text.includes(known?.title)]).toEqual([path, 404, false])
    }
  })

  it.each(['withdrawn', 'repaired'])('of a case that is %s its days stay and nothing else', async (state) => {
    const id = await numberOf(state)
    const [known] = await sql`select title, enterprise_name, removed_on::text from violation_cases where id = ${id}`
    for (const path of [`/board/${id}`, `/en/board/${id}`, `/api/v1/violations/${id}`]) {
      const { status, text } = await page(path)
      expect([path, status]).toEqual([path, 410])
      expect(text).not.toContain(known?.enterprise_name)
      expect(text).not.toContain(known?.title)
    }
    const { headers, text } = await page(`/board/${id}`)
    expect(headers.get('x-robots-tag')).toBe('noindex')
    expect(text).toContain('这条记录已从曝光台移除')
  })

  it.each(['0', 'abc', '99999999', '1.5', '-1', '%27'])('/board/%s is a page that helps, not a fault', async (id) => {
    const { status, text } = await page(`/board/${id}`)
    expect(status).toBe(404)
    expect(text).toContain('曝光台')
  })
})

describe('the feeds', () => {
  it('Atom holds the newest cases of the state of the board that was asked for', async () => {
    const response = await get('/board/feed.atom?category=falsified_data')
    const xml = await response.text()
    expect(response.headers.get('content-type')).toContain('application/atom+xml')
    expect(xml).toContain('曝光台：数据造假')
    expect(new Set([...xml.matchAll(/<category term="([a-z_]+)"/g)].map(([, term]) => term))).toEqual(
      new Set(['falsified_data']),
    )
  })
  it('says what was taken down lately', async () => {
    const [known] =
      await sql`select id from violation_cases where removed_on is not null order by removed_on desc limit 1`
    expect(await (await get('/board/feed.atom')).text()).toMatch(
      new RegExp(`<at:deleted-entry ref="[^"]*/board/${known?.id}" when="20`),
    )
    expect(await (await get('/board/feed.json')).text()).toMatch(new RegExp(`"removed":.*/board/${known?.id}"`))
  })
  it('JSON is in English when asked', async () => {
    const feed = (await (await get('/board/feed.json?lang=en')).json()) as {
      language: string
      title: string
      items: { url: string }[]
    }
    expect(feed).toMatchObject({ language: 'en', title: 'Exposure board' })
    expect(feed.items[0]?.url).toContain('/en/board/')
  })
  it.each(['/board/feed.atom?category=x', '/board/feed.json?lang=fr', '/board/feed.atom?region=110000'])(
    '%s is refused with the reason',
    async (path) => {
      const response = await get(path)
      expect(response.status).toBe(400)
      expect(((await response.json()) as { problems: unknown[] }).problems).toHaveLength(1)
    },
  )
})

describe('/api/v1/violations', () => {
  interface Page {
    data: { id: number; decidedOn: string }[]
    total: number
    next: string | null
  }
  const api = async (path: string) => (await (await get(path)).json()) as Page
  it('can be read to its end, each case once', async () => {
    const ids: number[] = []
    let path: string | null = '/api/v1/violations?limit=200'
    let total = 0
    while (path) {
      const answer: Page = await api(path)
      ids.push(...answer.data.map(({ id }) => id))
      total = answer.total
      path = answer.next
    }
    expect(ids).toHaveLength(total)
    expect(new Set(ids).size).toBe(total)
  })
  it('takes the filters of the board', async () => {
    const [known] = await sql`select count(*)::int as count from violation_cases
      where state = 'published' and region_code = '430922' and 'fine' = any(measure_kinds)`
    expect((await api('/api/v1/violations?region=430922&measure=fine')).total).toBe(known?.count)
  })
  it('refuses what it does not know, parameter by parameter', async () => {
    const response = await get('/api/v1/violations?limit=1000&category=x&cursor=yesterday')
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    const { problems } = (await response.json()) as { problems: { field: string }[] }
    expect(problems.map(({ field }) => field).sort()).toEqual(['category', 'cursor', 'limit'])
  })
})
