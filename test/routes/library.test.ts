import { describe, expect, inject, it } from 'vitest'

const get = (path: string) => fetch(inject('siteUrl') + path, { redirect: 'manual' })

describe('the library', () => {
  it.each([
    ['/library', '术语表'],
    ['/en/library', 'Glossary'],
    ['/library/glossary', '超标倍数'],
    ['/en/library/glossary', 'multiple of exceedance'],
    ['/library/regulations', '生态环境法典'],
    ['/en/library/regulations/city-rule-2017', '为确保我市在2020年底'],
    ['/library/regulations/disclosure-order-31', '已失效'],
    ['/library/guides/limit-line', '超标 0.5 倍（限值 50）'],
    ['/en/library/guides/deadline', '24:00 Beijing time'],
    ['/library/standards', 'GB 4915-2013'],
    ['/library/standards/gb-4915-2013', '颗粒物'],
    ['/report', '12369'],
    ['/en/report', 'keep the reporter'],
  ])('%s answers and says "%s"', async (path, sentence) => {
    const response = await get(path)
    expect(response.status).toBe(200)
    expect(await response.text()).toContain(sentence)
  })

  it.each([
    ['/library/guides/nothing', '没有这一页'],
    ['/en/library/regulations/nothing', 'There is no such page'],
    ['/library/standards/gb-0', '没有这一页'],
    ['/nowhere', '没有这一页'],
    ['/en/nowhere', 'There is no such page'],
  ])('%s is 404 in the language that was asked for, with a search box', async (path, sentence) => {
    const response = await get(path)
    expect(response.status).toBe(404)
    const page = await response.text()
    expect(page).toContain(sentence)
    expect(page).toContain('role="search"')
  })
})
