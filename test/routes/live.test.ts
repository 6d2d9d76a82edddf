import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { november, startLiveSite } from '#test/support/live-site.ts'

let site: Awaited<ReturnType<typeof startLiveSite>>
beforeAll(async () => {
  site = await startLiveSite()
}, 180_000)
afterAll(() => site?.stop())

const get = async (path: string) => {
  const response = await fetch(site.url + path, { redirect: 'manual' })
  return {
    status: response.status,
    headers: response.headers,
    text: (await response.text()).replaceAll('&#34;', '"').replaceAll('&quot;', '"'),
  }
}

describe('the city page', () => {
  it('says who is on line, in both languages', async () => {
    const { status, text } = await get('/monitoring')
    expect(status).toBe(200)
    expect(text.replace(/<[^>]+>/g, '')).toContain('装有自动监控的 1 个排放口中，此刻 1 个在线。')
    expect((await get('/en/monitoring')).text.replace(/<[^>]+>/g, '')).toContain('1 are on line now')
  })
  it.each([
    ['/monitoring?state=bad', '没有“bad”这一选项'],
    ['/en/monitoring?region=x', '"x" is no'],
  ])('%s is refused in words', async (path, sentence) => {
    const { status, text } = await get(path)
    expect([status, text.includes(sentence.slice(0, 9))]).toEqual([400, true])
  })
})

describe('the page of one outlet', () => {
  it('shows the value, the limit, the exceedance, the flag and the gap', async () => {
    const { status, text } = await get(`${site.path}?by=hour&from=2026-11-25&to=2026-11-25`)
    expect(status).toBe(200)
    for (const words of [
      '最近一次数据 10:29:07',
      '举报</a>',
      '/report?firm=',
      '仪器维护（M）',
      '没有收到数据',
      '▲ 超标 0.5 倍',
      '有效 8，带标记 1，缺失 1，超标 1',
    ])
      expect(text).toContain(words)
    expect(text).not.toMatch(/ style="|<style/)
  })
  it('an address written otherwise leads to the permanent one; an unknown outlet is not found', async () => {
    const moved = await get(`/monitoring/${site.place.creditCode}/${site.place.code.toLowerCase()}?by=day`)
    expect([moved.status, moved.headers.get('location')]).toEqual([301, `${site.path}?by=day`])
    expect((await get(`/monitoring/${site.place.creditCode}/DW999`)).status).toBe(404)
  })
  it.each([
    ['from=2026-02-30', '不是日期'],
    ['from=2026-11-02&to=2026-11-01', '开始日期晚于结束日期'],
    ['from=2020-01-01&to=2026-11-01', '最多 366 天'],
    ['factor=w01018', '这个排放口没有'],
    ['by=week', '没有“week”这一选项'],
  ])('?%s is 400 and says why', async (query, sentence) => {
    const { status, text } = await get(`${site.path}?${query}`)
    expect(status).toBe(400)
    expect(text).toContain(sentence)
  })
  it('gives the same curve as files', async () => {
    const query = '?factor=a21002&by=hour&from=2026-11-25&to=2026-11-25'
    const csv = await get(`${site.path}.csv${query}`)
    expect(csv.text.trim().split('\n')).toHaveLength(11)
    expect(csv.text).toContain('not_received')
    const { data } = JSON.parse((await get(`${site.path}.json${query}`)).text)
    expect(data.points[6]).toMatchObject({ standing: 'over', multiple: 0.5, unit: 'mg/m³' })
    expect((await get(`${site.path}.csv?by=week`)).status).toBe(400)
  })
})

describe('readings for machines', () => {
  it('are read on by their cursor', async () => {
    const first = JSON.parse(
      (
        await get(
          `/api/v1/readings?outlet=${site.place.creditCode}/${site.place.code}&factor=a21002&from=2026-11-25&limit=4`,
        )
      ).text,
    )
    expect(first.data).toHaveLength(4)
    const next = JSON.parse((await get(first.next)).text)
    expect(next.data[0].at).toBe(november('25T05:00').toISOString())
  })
  it('a parameter that is missing or wrong is named', async () => {
    const { status, headers, text } = await get('/api/v1/readings?outlet=1&kind=week')
    expect([status, headers.get('content-type')]).toEqual([400, 'application/problem+json'])
    expect(JSON.parse(text).problems.map(({ field }: { field: string }) => field)).toEqual(['factor', 'kind'])
  })
})

it('the page of the firm, the list of outlets and the front page say what is on line', async () => {
  expect((await get(`/enterprises/${site.place.creditCode}`)).text).toContain(`href="${site.path}"`)
  for (const path of ['/', '/outlets']) expect((await get(path)).text).toContain('1 个装有自动监控的排放口中 1 个在线')
})
