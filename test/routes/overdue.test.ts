import { beforeAll, describe, expect, it, vi } from 'vitest'
import { ask, postForm, sessionOf, siteDatabase } from '#test/support/session.ts'

/** A year and county with somebody overdue, that firm and how many are overdue there. */
let overdue: { year: number; region: string; creditCode: string; name: string; count: number }
beforeAll(async () => {
  const sql = siteDatabase()
  const [found] = await sql<(typeof overdue)[]>`
    select o.year, e.region_code as region, min(e.credit_code) as "creditCode", min(e.name) as name, count(*)::int as count
    from disclosure_obligations o join enterprises e on e.id = o.enterprise_id
    where o.published_at is null and o.due_on < current_date - 1 and e.region_code = '430922'
    group by 1, 2 order by o.year desc limit 1`
  overdue = found as typeof overdue
  // The worker opens the drafts when it starts.
  await vi.waitFor(
    async () => {
      const [open] = await sql`select from violation_cases where origin_key like 'disclosure:2026:%'`
      expect(open).toBeDefined()
    },
    { timeout: 30_000, interval: 200 },
  )
  await sql.end()
})
const get = async (path: string) => {
  const response = await ask(path)
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
}

describe('the overdue list', () => {
  it('is a page of its own: how many, by county, since when and by which law', async () => {
    const { status, text } = await get(`/disclosures?state=overdue&year=${overdue.year}`)
    expect(status).toBe(200)
    expect(text).toMatch(new RegExp(`全市有 \\d+ 家逾期未公开 ${overdue.year} 年度信息`))
    expect(text).toMatch(/最早的期限是 \d{4}年\d+月\d+日，已过 \d+ 天/)
    expect(text).toContain('三（二）5：六月底前')
    expect(text).toContain('企业环境信息依法披露管理办法')
    expect(text).toMatch(/逾期 \d+ 天/)
    expect(text).toContain(`/disclosures?year=${overdue.year}&amp;state=overdue&amp;region=${overdue.region}`)
  })

  it('of one county, in English', async () => {
    const { text } = await get(`/en/disclosures?state=overdue&year=${overdue.year}&region=${overdue.region}`)
    expect(text).toMatch(new RegExp(`Taojiang[^<]*: ${overdue.count} enterprises? (is|are) overdue`))
    expect(text).toContain(`/disclosures/overdue.atom?year=${overdue.year}&amp;region=${overdue.region}&amp;lang=en`)
  })

  it('is a feed: Atom and JSON, one entry for each firm, and who has published since is taken out', async () => {
    const { type, text } = await get(`/disclosures/overdue.atom?year=${overdue.year}&region=${overdue.region}`)
    expect(type).toContain('application/atom+xml')
    expect(text.match(/<entry>/g)).toHaveLength(overdue.count)
    expect(text).toContain(overdue.name)
    expect(text).toContain(`/enterprises/${overdue.creditCode}#disclosure-${overdue.year}`)
    const json = JSON.parse((await get(`/disclosures/overdue.json?year=${overdue.year}&lang=en`)).text)
    expect(json).toMatchObject({ version: 'https://jsonfeed.org/version/1.1', language: 'en' })
    expect(json.items[0]).toMatchObject({ tags: ['Overdue'] })
    expect(json._qingyuan.about).toContain('published since')
  })

  it.each(['year=x', 'region=1', 'region=110000', 'lang=fr'])('a feed with %s is refused', async (query) => {
    const { status, type } = await get(`/disclosures/overdue.json?${query}`)
    expect([status, type]).toEqual([400, 'application/problem+json'])
  })
})

describe('the drafts on the desk of the county', () => {
  it('wait on its home and lead to the facts; the public and another county find nothing', async () => {
    const county = await sessionOf('county-taojiang')
    const home = await (await ask('/office', county)).text()
    expect(home).toMatch(/有 \d+ 件事等着您/)
    expect(await (await ask('/office/inbox?kind=case.finish', county)).text()).toMatch(
      /2026 年度[^<]*<\/a>.*办理案件草稿/s,
    )
    const list = await (await ask('/office/cases', county)).text()
    expect(list).toContain('桃江县')
    expect(list).not.toContain('安化县')
    const [, path = ''] = /href="(\/office\/cases\/\d+)"[^>]*>[^<]*2026 年度/.exec(list) ?? []
    const draft = await (await ask(path, county)).text()
    expect(draft).toContain('以上由平台根据名录和公开记录自动生成')
    expect(draft).toContain('记录为拒不公开')
    expect((await ask(path, await sessionOf('county-anhua'))).status).toBe(404)
    expect((await ask(path.replace('/office/cases', '/board'))).status).toBe(404)
    expect((await ask(path)).headers.get('location')).toContain('/sign-in')
  })

  it.each(['paper', 'ngo', 'admin'])('%s is refused', async (username) => {
    expect((await ask('/office/cases', await sessionOf(username))).status).toBe(403)
  })

  it('a refusal is recorded with day and basis, stands in the list at once, and can be revoked with a reason', async () => {
    const county = await sessionOf('county-taojiang')
    const list = await (await ask('/office/cases', county)).text()
    const [, path = ''] = /href="(\/office\/cases\/\d+)"[^>]*>[^<]*2026 年度/.exec(list) ?? []
    const draft = await (await ask(path, county)).text()
    const [, creditCode = ''] = /name="creditCode" value="([^"]+)"/.exec(draft) ?? []
    const sent = { creditCode, year: '2026', refusedOn: '2026-07-20', basis: '责令公开通知送达后十日内仍未公开' }
    const record = (fields: object) => postForm(`${path}?_action=refusal.record`, { ...sent, ...fields }, county)

    const early = await record({ refusedOn: '2026-06-01' })
    expect(early.status).toBe(400)
    expect(await early.text()).toContain('日期须在期限')
    const short = await (await record({ basis: '不交' })).text()
    expect(short).toContain('请写 5 到 500 个字')
    expect(short).toContain('>不交</textarea>')
    expect((await postForm(`${path}?_action=refusal.record`, sent, await sessionOf('county-anhua'))).status).toBe(404)

    expect((await record({})).status).toBe(303)
    expect((await get(`/disclosures?state=refused&year=2026`)).text).toContain('拒不公开，逾期')
    expect((await get(`/enterprises/${creditCode}`)).text).toContain('拒不公开')
    expect(await (await ask(path, county)).text()).toContain('责令公开通知送达后十日内仍未公开')
    const revoked = await postForm(
      `${path}?_action=refusal.revoke`,
      { creditCode, year: '2026', reason: '通知未依法送达' },
      county,
    )
    expect(revoked.status).toBe(303)
    expect(await (await ask(path, county)).text()).toContain('记录为拒不公开')
  })
})
