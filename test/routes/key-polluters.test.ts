import { describe, expect, inject, it } from 'vitest'
import { demoCast } from '#db/seed/cast.ts'
import { ask, postForm, sessionOf, siteDatabase, type TestSession } from '#test/support/session.ts'
import { csv } from '#test/support/sheet-files.ts'

async function upload(year: string, content: Buffer, session?: TestSession) {
  const body = new FormData()
  body.set('year', year)
  if (content.length > 0) body.set('file', new File([new Uint8Array(content)], '名录.csv'))
  const siteUrl = inject('siteUrl')
  return fetch(`${siteUrl}/office/key-polluters?_action=listing.upload`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: siteUrl, ...(session ? { cookie: session.header } : {}) },
    body,
  })
}
const listOf = (...lines: string[][]) => Buffer.from(csv([['单位名称', '统一社会信用代码', '名录类别'], ...lines]))
const page = async (path: string) => (await ask(path)).text()

describe('the key polluter list in public', () => {
  it('says how many, by kind, and what changed since the year before', async () => {
    const text = await page('/disclosures/key-polluters?year=2026')
    expect(text).toMatch(/2026 年重点排污单位 120 家，比上一年增 \d+ 家、减 \d+ 家/)
    expect(text).toContain('与 2025 年比较')
    expect(text).toContain('水环境')
    expect(await page('/en/disclosures/key-polluters?year=2025&kind=water')).toMatch(/120 key polluters in 2025/)
  })

  it('is a CSV that a spreadsheet opens, under the same filters', async () => {
    const response = await ask('/disclosures/key-polluters.csv?year=2026&kind=air')
    expect(response.headers.get('content-type')).toContain('text/csv')
    expect(response.headers.get('content-disposition')).toContain('key-polluters-2026.csv')
    const lines = (await response.text()).trim().split('\r\n')
    expect(lines[0]).toContain('统一社会信用代码,单位名称')
    expect(lines.length).toBeGreaterThan(20)
    expect(lines.slice(1).every((line) => line.includes('大气环境'))).toBe(true)
    expect(await page('/disclosures/key-polluters.csv?year=2026&lang=en')).toContain('Unified social credit code')
  })

  it('a year without a list, a kind that is none: said in words', async () => {
    expect(await page('/disclosures/key-polluters?year=2016')).toContain('没有 2016 年的名录')
    expect((await ask('/disclosures/key-polluters?kind=light')).status).toBe(400)
    expect((await ask('/disclosures/key-polluters.csv?year=2016')).status).toBe(404)
  })
})

describe('publishing a list in the office', () => {
  it('a file is checked line by line, compared, published once, and its firms are obliged', async () => {
    const officer = await sessionOf('city-monitoring')
    const taken = await upload(
      '2021',
      listOf(['', demoCast.paperMill, '水环境、大气环境'], ['', demoCast.cementWorks, '大气']),
      officer,
    )
    expect(taken.status).toBe(303)
    const path = taken.headers.get('location') ?? ''
    const preview = await (await ask(path, officer)).text()
    expect(preview).toContain('可以公布：2 家单位')
    expect(preview).toContain('没有 2020 年的名录可以比较')
    expect(await page('/disclosures/key-polluters?year=2021')).toContain('没有 2021 年的名录')

    const id = path.split('/').at(-1) ?? ''
    const publish = (publishedOn: string) =>
      postForm(`${path}?_action=listing.publish`, { id, publishedOn, documentNo: '益环发〔2021〕6号' }, officer)
    const wrong = await publish('2021-3-1')
    expect(wrong.status).toBe(400)
    expect(await wrong.text()).toContain('日期写成 2026-03-27 这样')
    const done = await publish('2021-03-30')
    expect([done.status, done.headers.get('location')]).toEqual([303, '/disclosures/key-polluters?year=2021'])
    expect(await page('/disclosures/key-polluters?year=2021')).toContain('益环发〔2021〕6号')
    const sql = siteDatabase()
    const due = await sql`select due_on::text as day from disclosure_obligations where year = 2021`
    await sql.end()
    expect(due.map(({ day }) => day)).toEqual(['2021-06-28', '2021-06-28'])
    expect((await publish('2021-03-30')).status).toBe(409)
  })

  it('a line that cannot be accepted is named, and there is no button to publish', async () => {
    const officer = await sessionOf('city-legal')
    const taken = await upload('2020', listOf(['没有这家厂', '', '水']), officer)
    const preview = await (await ask(taken.headers.get('location') ?? '', officer)).text()
    expect(preview).toContain('第 2 行 A 列')
    expect(preview).toContain('登记中没有这个全称的单位')
    expect(preview).not.toContain('公布名录</button>')
  })

  it('no file, no year: said at the field', async () => {
    const response = await upload('20x', Buffer.alloc(0), await sessionOf('city-legal'))
    expect(response.status).toBe(400)
    const text = await response.text()
    expect(text).toContain('请选择一个文件')
    expect(text).toContain('请填 2015 到 2100 之间的年份')
  })

  it('only officers of the city reach it', async () => {
    for (const name of ['county-taojiang', 'paper', 'auditor', 'admin']) {
      const session = await sessionOf(name)
      expect((await ask('/office/key-polluters', session)).status, name).toBe(403)
      expect((await upload('2020', listOf(), session)).status, name).toBe(403)
    }
    expect((await ask('/office/key-polluters')).headers.get('location')).toContain('/sign-in')
  })
})
