import { describe, expect, inject, it } from 'vitest'

const get = async (path: string) => {
  const response = await fetch(inject('siteUrl') + path, { redirect: 'manual' })
  return { status: response.status, page: await response.text() }
}
const barsOf = (page: string) => [...page.matchAll(/class="limit limit-(\w+)"/g)].map(([, state]) => state)

describe('the list of outlets', () => {
  it('shows each outlet against its limit, those furthest over first', async () => {
    const { status, page } = await get('/outlets')
    expect(status).toBe(200)
    const bars = barsOf(page)
    expect(bars).toHaveLength(100)
    expect(bars[0]).toBe('over')
    expect(bars.lastIndexOf('over')).toBeLessThan(bars.indexOf('near'))
  })

  it('a filter shows only what it says', async () => {
    const { status, page } = await get('/en/outlets?state=over')
    expect(status).toBe(200)
    expect(new Set(barsOf(page))).toEqual(new Set(['over']))
    expect(page).toContain('Take off the filter: Against the limit: over the limit')
  })

  it.each([
    ['/outlets?state=bad', '没有“bad”这一选项；可选：over（超过限值）'],
    ['/en/outlets?state=bad', 'There is no choice &quot;bad&quot;; allowed: over (over the limit)'],
    ['/outlets?region=x', '“x”不是地区代码'],
    ['/outlets?page=0', '“0”不对；应为 1 到 100000 的整数'],
    ['/outlets?state=over&state=near', '没有“over,near”这一选项'],
  ])('%s is 400 and says what was given and what is allowed', async (path, sentence) => {
    const { status, page } = await get(path)
    expect(status).toBe(400)
    expect(page.replaceAll('&#34;', '&quot;')).toContain(sentence)
    expect(barsOf(page).length).toBeGreaterThan(0)
  })

  it('a page past the end is 404 and leads back', async () => {
    const { status, page } = await get('/outlets?page=9999')
    expect(status).toBe(404)
    expect(page).toContain('没有符合条件的排放口')
  })
})
