import fc from 'fast-check'
import { describe, expect, inject, it } from 'vitest'
import { demoCast } from '#db/seed/cast.ts'

const get = (path: string) => fetch(inject('siteUrl') + path, { redirect: 'manual' })
const text = async (path: string) => (await get(path)).text()
const api = async (path: string) =>
  (await (await get(`/api/v1/${path}`)).json()) as {
    data: Record<string, unknown>[]
    total: number
    next: string | null
  }

describe('the register', () => {
  it.each([
    ['/enterprises', '全市 400 家排污单位'],
    ['/enterprises?region=430903&sector=paper', '赫山区的造纸企业'],
    ['/enterprises?exceeding=yes', '最近一次公开有超标'],
    ['/enterprises?filing=overdue&filing=published_late', '逾期未公开、逾期公开'],
    ['/en/enterprises?region=430923&medium=water', 'Anhua County, discharging waste water'],
    ['/map', '全市 400 家排污单位'],
    ['/en/map?exceeding=yes', 'with exceedances'],
    ['/map?bbox=112.2,28.5,112.5,28.7', '图中范围内'],
    ['/map/outlets?state=over', '个排放口（有公开数据的共'],
    ['/en/map/cases?category=falsified_data', 'cases of the board on the map'],
    ['/map/cases?shade=cases&grid=reports', '每百家单位曝光案件'],
    [`/en/map/cards/${demoCast.paperMill}`, 'Its record'],
  ])('%s says "%s"', async (path, sentence) => {
    const response = await get(path)
    expect(response.status).toBe(200)
    expect(await response.text()).toContain(sentence)
  })

  it.each([
    ['/enterprises?region=999999', '没有代码“999999”；可选：430902（资阳区）'],
    ['/enterprises?control=city', '没有“city”这一选项；可选：national（国控）'],
    ['/en/enterprises?page=-1', '&quot;-1&quot; is not right; a whole number from 1 to 100000 is'],
    ['/enterprises?q=%25%25', '里没有可查找的文字'],
    ['/enterprises?sort=name&sort=-cases', '没有“name,-cases”这一选项'],
    ['/map?bbox=1,2,3', '不是地图范围'],
    ['/map/cases?shade=red', '没有“red”这一选项'],
    ['/map/outlets?bbox=179,28,-179,29', '不是地图范围'],
    [`/enterprises?q=${'长'.repeat(101)}`, '查找词有 101 个字符，最多 100 个'],
  ])('%s is 400, says what is wrong and still shows the list', async (path, sentence) => {
    const response = await get(path)
    expect(response.status).toBe(400)
    const page = await response.text()
    expect(page).toContain(sentence)
    expect(page).toContain('/enterprises/9')
  })

  it('a page past the end is 404 and leads to the last one', async () => {
    const response = await get('/enterprises?region=430903&page=900')
    expect(response.status).toBe(404)
    const page = await response.text()
    expect(page).toContain('没有第 900 页')
    expect(page).toMatch(/href="\/enterprises\?region=430903&amp;page=\d+"/)
  })
})

describe('an enterprise', () => {
  it('is found under its code with its outlets, limits and years, but without its contact', async () => {
    const response = await get(`/enterprises/${demoCast.antimonySmelter}`)
    expect(response.status).toBe(200)
    const page = await response.text()
    for (const sentence of ['总锑', '超标', '历年浓度与限值', '许可与设施', '法定代表人'])
      expect(page).toContain(sentence)
    expect(page).not.toMatch(/1[3-9]\d{9}/)
  })

  it('a code in lower case or full width moves permanently to the right address', async () => {
    const code = demoCast.paperMill
    const fullWidth = [...code].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join('')
    for (const given of [code.toLowerCase(), encodeURIComponent(fullWidth), `%20${code}`]) {
      const response = await get(`/enterprises/${given}`)
      expect(response.status).toBe(301)
      expect(response.headers.get('location')).toBe(`/enterprises/${code}`)
    }
    expect((await get(`/en/enterprises/${code.toLowerCase()}`)).headers.get('location')).toBe(`/en/enterprises/${code}`)
  })

  it('a code with wrong characters is 400 and says which', async () => {
    const response = await get('/enterprises/9143O902MAFAKE0008')
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('第 5 位“O”不在代码字符集内')
  })

  it('a slip of one character leads to the enterprise that was meant', async () => {
    const code = demoCast.paperMill
    const slipped = `${code.slice(0, 16)}${code[16] === '1' ? '2' : '1'}${code[17]}`
    const response = await get(`/enterprises/${slipped}`)
    expect(response.status).toBe(400)
    const page = await response.text()
    expect(page).toContain('您要找的可能是')
    expect(page).toContain(`/enterprises/${code}`)
  })

  it('a code that nobody holds is 404 and leads to its county', async () => {
    const response = await get('/enterprises/91430922MAFAKE06X7')
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('桃江县的排污单位')
  })
})

describe('the register as open data', () => {
  it('reads on by cursor and gives every enterprise once', async () => {
    const codes: unknown[] = []
    let next: string | null = '/api/v1/enterprises?limit=150&sort=-exceedances'
    while (next) {
      const page = (await (await get(next)).json()) as { data: { creditCode: string }[]; next: string | null }
      codes.push(...page.data.map(({ creditCode }) => creditCode))
      next = page.next
    }
    expect(codes.length).toBe(400)
    expect(new Set(codes).size).toBe(400)
  })

  it('gives the list that the page shows, with numbers as numbers', async () => {
    const { data, total } = await api('enterprises?exceeding=yes&limit=5')
    expect(data.length).toBe(5)
    expect(await text('/enterprises?exceeding=yes')).toContain(`${total} 家`)
    expect(data[0]).toMatchObject({
      creditCode: expect.any(String),
      exceedanceCount: expect.any(Number),
      longitudeDeg: expect.any(Number),
    })
  })

  it('gives one enterprise whole, and never its contact', async () => {
    // not the firm whose disclosures the journeys write at the same time
    const response = await get(`/api/v1/enterprises/${demoCast.cementWorks}`)
    const body = await response.text()
    const { data } = JSON.parse(body)
    expect(data).toMatchObject({
      creditCode: demoCast.cementWorks,
      outlets: expect.any(Array),
      emissions: expect.any(Array),
    })
    expect(data.outlets[0].limits.length).toBeGreaterThan(0)
    expect(body).not.toMatch(/phone|environmentalOfficer/i)
    const again = await fetch(`${inject('siteUrl')}/api/v1/enterprises/${demoCast.cementWorks}`, {
      headers: { 'if-none-match': response.headers.get('etag') ?? '' },
    })
    expect(again.status).toBe(304)
  })

  it('lists outlets with the limits that hold', async () => {
    const { data, total } = await api(`outlets?enterprise=${demoCast.paperMill}&kind=water_outlet`)
    expect(data.length).toBe(total)
    expect(data[0]).toMatchObject({ kind: 'water_outlet', creditCode: demoCast.paperMill, limits: expect.any(Array) })
  })

  it.each([
    ['enterprises?region=1', 'region', '"1" is no region code'],
    ['enterprises?sektor=paper', 'sektor', 'There is no such parameter; allowed: q, region'],
    ['enterprises?limit=201', 'limit', '"201" is not right; a whole number from 1 to 200'],
    ['enterprises?cursor=x', 'cursor', 'take the address that the page before gives'],
    ['outlets?kind=pipe', 'kind', 'There is no choice "pipe"; allowed: water_outlet'],
    ['enterprises/91430902MAFAKE0009', 'creditCode', 'by the others it would be “8”'],
  ])('%s is refused as problem+json that names %s', async (path, field, message) => {
    const response = await get(`/api/v1/${path}`)
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    const { problems } = (await response.json()) as { problems: { field: string; message: string }[] }
    expect(problems.find((problem) => problem.field === field)?.message).toContain(message)
  })
})

describe('the map data', () => {
  it('are GeoJSON of clusters and enterprises', async () => {
    const response = await get('/map/points?bbox=110,27,114,30&zoom=9&exceeding=yes')
    expect(response.headers.get('content-type')).toBe('application/geo+json')
    const { features } = (await response.json()) as { features: { properties: { count?: number } }[] }
    const { total } = await api('enterprises?exceeding=yes&limit=1')
    expect(features.reduce((sum, { properties }) => sum + (properties.count ?? 1), 0)).toBe(total)
  })

  it.each(['/map/points', '/map/points?bbox=1,2,3,4', '/map/points?bbox=112,28,113,29&zoom=99'])(
    '%s is 400',
    async (path) => {
      expect((await get(path)).status).toBe(400)
    },
  )
})

describe('whatever an address holds', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom(
      '%',
      '_',
      "'",
      '"',
      '\\',
      '\u0000',
      '\ud800',
      '-1',
      '0',
      '1e9',
      '99999999999',
      'null',
      '{}',
      '𠮷',
      '430903',
      'yes',
      'a'.repeat(3000),
    ),
  )
  const names = [
    'q',
    'region',
    'sector',
    'control',
    'medium',
    'filing',
    'exceeding',
    'factor',
    'sort',
    'page',
    'bbox',
    'cursor',
    'limit',
    'zoom',
    '__proto__',
  ]
  const encoded = (value: string) => encodeURIComponent(value.toWellFormed())

  it('the answer is never a fault', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('/enterprises', '/en/map', '/map/points', '/api/v1/enterprises', '/api/v1/outlets'),
        fc.array(fc.tuple(fc.constantFrom(...names), anything), { maxLength: 5 }),
        async (path, params) => {
          const response = await get(`${path}?${params.map(([name, value]) => `${name}=${encoded(value)}`).join('&')}`)
          await response.arrayBuffer()
          expect([200, 400, 404, 431]).toContain(response.status)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('nor for whatever stands where a code should', async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (value) => {
        fc.pre(value !== '' && value !== '.' && value !== '..')
        const response = await get(`/api/v1/enterprises/${encoded(value)}`)
        await response.arrayBuffer()
        expect(response.status).toBeLessThan(500)
        expect((await get(`/enterprises/${encoded(value)}`)).status).toBeLessThan(500)
      }),
      { numRuns: 60 },
    )
  })
})
