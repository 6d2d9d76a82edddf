import { describe, expect, inject, it } from 'vitest'

const get = (path: string) => fetch(inject('siteUrl') + path, { redirect: 'manual' })
const data = async (path: string) => {
  const response = await get(path)
  expect(response.status, path).toBe(200)
  return (await response.json()) as { data: Record<string, unknown>[]; total: number; next: string | null }
}

describe('standards and factors in the library', () => {
  it.each([
    ['/library/standards?sector=paper', '>1 部排放标准'],
    ['/library/standards?medium=air&sector=cement', 'GB 4915-2013'],
    ['/en/library/standards?medium=water', 'Discharge standard of water pollutants'],
    ['/library/standards/gb-3544-2008', '/library/factors/w01018'],
    ['/library/factors', '化学需氧量'],
    ['/en/library/factors', 'Chemical oxygen demand'],
    ['/library/factors/w01018', '部排放标准对化学需氧量规定了限值'],
    ['/en/library/factors/w20004', 'emission standards limit total antimony'],
    ['/library/factors/w20004', '/enterprises?factor=w20004'],
  ])('%s answers and says "%s"', async (path, sentence) => {
    const response = await get(path)
    expect(response.status).toBe(200)
    expect(await response.text()).toContain(sentence)
  })

  it.each([
    ['/library/standards?medium=fire', 400, '没有“fire”这一选项'],
    ['/en/library/standards?sector=nothing', 400, 'There is no code &quot;nothing&quot;'],
    ['/library/factors/w99999', 404, '没有这一页'],
    ['/en/library/factors/x', 404, 'There is no such page'],
  ])('%s is %d and says what is wrong', async (path, status, sentence) => {
    const response = await get(path)
    expect(response.status).toBe(status)
    expect((await response.text()).replaceAll('&#34;', '&quot;')).toContain(sentence)
  })
})

describe('the open data of the reference lists', () => {
  it('gives the eight reporting units and the 43 sectors with their batch', async () => {
    const regions = await data('/api/v1/regions')
    expect(regions.total).toBe(8)
    expect(regions.data[0]).toMatchObject({ code: '430902', nameZh: '资阳区', parentCode: '430900' })
    const sectors = await data('/api/v1/sectors')
    expect(sectors.total).toBe(43)
    expect(sectors.data[0]).toMatchObject({ code: 'iron-steel', batch: 1 })
  })

  it('reads the factors page by page, each once', async () => {
    const codes: unknown[] = []
    for (let next: string | null = '/api/v1/factors?limit=50'; next; ) {
      const page = await data(next)
      codes.push(...page.data.map(({ code }) => code))
      next = page.next
    }
    expect(codes.length).toBe(121)
    expect(new Set(codes).size).toBe(121)
  })

  it('finds a factor by its alias and gives one with its limits', async () => {
    expect((await data('/api/v1/factors?q=CODCr')).data.map(({ code }) => code)).toEqual(['w01018'])
    const response = await get('/api/v1/factors/w01018')
    const { data: factor } = (await response.json()) as { data: { unit: string; limits: unknown[] } }
    expect(factor.unit).toBe('mg/L')
    expect(factor.limits.length).toBeGreaterThan(10)
  })

  it('gives a standard with all its limits, and the standards of a sector', async () => {
    const { data: cement } = (await (await get('/api/v1/standards/gb-4915-2013')).json()) as {
      data: { limits: unknown[] }
    }
    expect(cement.limits.length).toBe(12)
    expect((await data('/api/v1/standards?sector=paper')).data.map(({ code }) => code)).toEqual(['GB 3544-2008'])
  })

  it.each([
    ['/api/v1/factors?medium=fire', 400],
    ['/api/v1/factors?limit=201', 400],
    ['/api/v1/factors?colour=red', 400],
    ['/api/v1/factors/none', 404],
    ['/api/v1/standards/none', 404],
    ['/api/v1/regions?limit=0', 400],
  ])('%s is answered with %d and a problem that explains', async (path, status) => {
    const response = await get(path)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(((await response.json()) as { title: string }).title.length).toBeGreaterThan(10)
  })
})
