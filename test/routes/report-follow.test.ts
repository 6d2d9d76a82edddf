import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Connection, connect } from '#db/client.ts'
import { concludeReport } from '#domain/report/commands/handle/conclude.ts'
import { acceptReport } from '#domain/report/commands/handle/triage.ts'
import { sendFromOffice } from '#domain/report/commands/messages.ts'
import { lapseRewards } from '#domain/report/commands/reward/lapse.ts'
import { followed, grant } from '#test/domain/report/follow/followed.ts'
import { conclusion } from '#test/domain/report/handle/reports.ts'
import { anOfficer } from '#test/domain/review/people.ts'
import { hiddenValues, noisyPhoto } from '#test/support/report-form.ts'
import { ask, postForm, sessionOf } from '#test/support/session.ts'

let site: Connection
beforeAll(() => {
  site = connect(inject('postgresUrl').replace(/\/postgres$/, '/qy_site'), { max: 2 })
})
afterAll(() => site.close())
const now = () => new Date()
const send = (action: string, fields: Record<string, string>, cookie = '', path = '/report/follow') =>
  postForm(`${path}?_action=follow.${action}`, fields, undefined, cookie ? { cookie } : {})
/** The form of a message, as a browser without scripts sends it. */
async function write(cookie: string, fields: Record<string, string | string[]>, ...files: File[]) {
  const siteUrl = inject('siteUrl')
  const body = new FormData()
  for (const [name, values] of Object.entries({ go: 'send', ...fields }))
    for (const value of [values].flat()) body.append(name, value)
  for (const file of files) body.append('files', file)
  const headers = { origin: siteUrl, cookie }
  return fetch(`${siteUrl}/report/follow`, { method: 'POST', redirect: 'manual', headers, body })
}
const photo = async (name: string) => new File([await noisyPhoto(60, 40)], name, { type: 'image/jpeg' })
const cookieOf = (response: Response) =>
  response.headers.getSetCookie().find((line) => line.startsWith('__Host-qingyuan.follow='))
async function enter(receipt: string) {
  const response = await send('enter', { receipt })
  expect(response.status).toBe(303)
  return (cookieOf(response) as string).split(';')[0] as string
}
const see = async (cookie: string, path = '/report/follow') => (await ask(path, undefined, { cookie })).text()

describe('with a receipt, without an account', () => {
  it('one reads the state, the days and one’s own words; the cookie is sealed and short, and the answer is kept by nobody', async () => {
    const { receipt } = await followed(site.db, now())
    const asked = await ask('/report/follow')
    expect([asked.status, asked.headers.getSetCookie(), asked.headers.get('cache-control')]).toEqual([
      200,
      [],
      'private, no-store',
    ])
    const entered = await send('enter', { receipt })
    expect(entered.headers.get('location')).toBe('/report/follow')
    const line = cookieOf(entered) ?? ''
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/']) expect(line).toContain(part)
    expect(line).not.toMatch(/max-age|expires|domain/i)
    const page = await ask('/report/follow', undefined, { cookie: line.split(';')[0] as string })
    expect(page.headers.get('cache-control')).toBe('private, no-store')
    expect(page.headers.get('referrer-policy')).toBe('same-origin')
    const text = await page.text()
    expect(text).toContain('须在')
    expect(text).toContain('我的电话 13900000001')
    expect(text).not.toContain(receipt)
    expect(await see(line.split(';')[0] as string, '/en/report/follow')).toContain('has to decide by')
  })

  it('wrong, unknown and malformed receipts get the same page, but for what was typed', async () => {
    const { receipt } = await followed(site.db, now())
    const typed = [receipt.slice(0, -4) + (receipt.endsWith('0000') ? '1111' : '0000'), '0000-'.repeat(8), '不是回执']
    const pages = await Promise.all(
      typed.map(async (text) => {
        const response = await send('enter', { receipt: text })
        expect([response.status, response.headers.getSetCookie()]).toEqual([400, []])
        return (await response.text()).replaceAll(text, '').replace(/name="turn" value="[^"]*"/, '')
      }),
    )
    expect(pages[0]).toContain('没有与此回执对应的举报')
    expect(new Set(pages).size).toBe(1)
  })

  it('one writes to the handler and reads the answer; too long a text stays in the form', async () => {
    const { receipt, id } = await followed(site.db, now())
    const cookie = await enter(receipt)
    await sendFromOffice(
      site.db,
      await anOfficer(site.db, 'taojiang-asks', '430922'),
      { id, words: '请问是哪一侧？' },
      now(),
    )
    expect(await see(cookie)).toContain('请问是哪一侧？')
    const sent = await write(cookie, { words: '北侧 <b>围墙</b>' })
    expect(sent.headers.get('location')).toBe('/report/follow?done=message')
    const text = await see(cookie, '/report/follow?done=message')
    expect(text).toContain('北侧 &lt;b&gt;围墙')
    expect(text).toContain('已发送')
    const refused = await write(cookie, { words: '长'.repeat(4001) })
    expect(refused.status).toBe(400)
    expect(await refused.text()).toMatch(/1 至 4,000 字[\s\S]*长{4001}/)
  })

  it('one adds evidence: a bad file is refused at its field, the good one and the words stay, and the handler reads both', async () => {
    const { receipt, id } = await followed(site.db, now())
    const cookie = await enter(receipt)
    const svg = new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], '张三的照片.jpg')
    const refused = await write(cookie, { words: '昨夜又排，见照片' }, svg, await photo('张三.jpg'))
    expect(refused.status).toBe(400)
    const again = await refused.text()
    expect(again).toMatch(/昨夜又排，见照片<\/textarea>[\s\S]*这里收照片/)
    expect(again).not.toContain('张三')
    const kept = hiddenValues(again, 'upload')
    expect(kept).toHaveLength(1)
    const dropped = await (
      await write(cookie, { words: '', upload: kept, go: `drop:${kept[0]?.split('.')[0]}` })
    ).text()
    expect(hiddenValues(dropped, 'upload')).toEqual([])
    const empty = await write(cookie, { words: '', upload: [] })
    expect([empty.status, (await empty.text()).includes('或只附文件')]).toEqual([400, true])
    const lost = await write(cookie, { words: '', upload: kept })
    expect([lost.status, (await lost.text()).includes('有 1 个文件超过一天已删除')]).toEqual([409, true])
    const attached = await (await write(cookie, { words: '照片在此', go: 'attach' }, await photo('b.jpg'))).text()
    expect(attached).toContain('照片在此</textarea>')
    const sent = await write(cookie, { words: '照片在此', upload: hiddenValues(attached, 'upload') })
    expect(sent.headers.get('location')).toBe('/report/follow?done=message')
    expect(await see(cookie)).toMatch(/附 1 个文件[\s\S]*第 1 个 · 照片 · \d+年\d+月\d+日补充/)
    const desk = `/office/reports/${id}`
    const county = await sessionOf('county-taojiang')
    await expect.poll(async () => (await ask(desk, county)).text(), { timeout: 20_000 }).toContain(`${desk}/files/`)
    const shown = await (await ask(desk, county)).text()
    expect(shown).toMatch(/随消息补充[\s\S]*照片在此[\s\S]*附：/)
    const file = await ask(/href="([^"]*\/files\/\d+)"/.exec(shown)?.[1] as string, county)
    expect(file.headers.get('content-disposition')).toContain('attachment')
    const large = await fetch(`${inject('siteUrl')}/report/follow`, {
      method: 'POST',
      headers: { origin: inject('siteUrl'), cookie },
      body: new URLSearchParams({ words: '不是这张表格' }),
    })
    expect([large.status, (await large.text()).includes('不是这张表格的格式')]).toEqual([400, true])
  })

  it('after leaving, and with a made-up cookie, nothing is shown; what was written comes back to be copied', async () => {
    const { receipt } = await followed(site.db, now())
    const cookie = await enter(receipt)
    const left = await send('leave', {}, cookie)
    expect(left.headers.get('location')).toBe('/report/follow?left=yes')
    expect(cookieOf(left)).toMatch(/^__Host-qingyuan\.follow=(deleted)?;.*(Expires=Thu, 01 Jan 1970|Max-Age=0)/i)
    const without = await write('__Host-qingyuan.follow=made-up', { words: '我还想补充一点' }, await photo('a.jpg'))
    expect(without.status).toBe(409)
    const text = await without.text()
    expect(text).toContain('请重新输入回执')
    expect(text).toContain('我还想补充一点')
  })

  it('a reward is claimed: the voucher is in the answer once, and never again', async () => {
    const { receipt, id } = await followed(site.db, now())
    await grant(site.db, id, now(), '2099-12-31')
    const cookie = await enter(receipt)
    expect(await see(cookie)).toContain('决定给予奖励 800 元')
    const claimed = await (await send('claim', {}, cookie)).text()
    expect(claimed.match(/<span>[0-9A-HJKMNP-TV-Z]{4}<\/span>/g)).toHaveLength(8)
    const again = await send('claim', {}, cookie)
    expect(again.status).toBe(409)
    expect(await again.text()).toContain('凭证已经领取')
    expect((await see(cookie)).match(/<span>[0-9A-HJKMNP-TV-Z]{4}<\/span>/g)).toBeNull()
    const untouched = await send('decline', {}, cookie)
    expect([untouched.status, (await untouched.text()).includes('放弃不能撤回')]).toEqual([400, true])
    expect((await send('decline', { declines: 'yes' }, cookie)).headers.get('location')).toContain('done=declined')
    expect(await see(cookie)).toContain('您已于')
  })

  it('what was not collected in time, and what is too late to object to, is said with its day, in both languages', async () => {
    const long = new Date(Date.now() - 40 * 86_400_000)
    const { receipt, id } = await followed(site.db, long)
    const officer = await anOfficer(site.db, 'taojiang-late', '430922')
    await acceptReport(site.db, officer, { id, revision: 0, words: '', note: '' }, long)
    await concludeReport(site.db, officer, { id, revision: 1, ...conclusion }, long)
    const cookie = await enter(receipt)
    expect(await see(cookie)).toContain('提出异议的期限已于')
    expect(await (await send('object', { objection: '我不同意这样的处理，请再看。' }, cookie)).text()).toContain(
      '提出异议的期限已过',
    )
    await grant(site.db, id, long, '2026-01-05')
    const over = await see(cookie)
    expect(over).toContain('期限已于2026年1月5日截止，逾期未领')
    expect(over).not.toContain('领取凭证</button>')
    expect(await (await send('claim', {}, cookie)).text()).toContain('领取期限已过')
    await lapseRewards(site.db, now())
    expect(await see(cookie)).toContain('逾期未领，已于')
    const english = await see(cookie, '/en/report/follow')
    for (const sentence of ['Not collected: it lapsed on', 'The term for objections ended on'])
      expect(english).toContain(sentence)
  })

  it('an objection before there is an outcome is refused and stays in the form', async () => {
    const { receipt } = await followed(site.db, now())
    const refused = await send('object', { objection: '我不同意这样的处理，请再看。' }, await enter(receipt))
    expect(refused.status).toBe(409)
    expect(await refused.text()).toMatch(/还没有结果[\s\S]*我不同意这样的处理/)
  })

  it('a form of another site is refused', async () => {
    const { receipt } = await followed(site.db, now())
    const response = await postForm('/report/follow?_action=follow.enter', { receipt }, undefined, {
      origin: 'https://elsewhere.example',
    })
    expect([response.status, response.headers.getSetCookie()]).toEqual([403, []])
  })
})

describe('what is sealed', () => {
  it('opens for the core group with a reason, in the answer to the form alone; the county has no such page', async () => {
    const { id, receipt } = await followed(site.db, now(), { identity: { name: '欧阳测试', telephone: '13900000009' } })
    const path = `/office/reports/${id}/identity`
    const [core, county] = await Promise.all([sessionOf('city-inspection'), sessionOf('county-taojiang')])
    expect((await ask(path, county)).status).toBe(403)
    expect((await postForm(path, { part: 'identity', reason: '须当面取证，核对夜间时段' }, county)).status).toBe(403)
    expect(await (await ask(path, core)).text()).not.toContain('欧阳测试')
    const short = await postForm(path, { part: 'identity', reason: '看看' }, core)
    expect(short.status).toBe(400)
    expect(await short.text()).toMatch(/10 至 200 字[\s\S]*看看/)
    const opened = await postForm(path, { part: 'identity', reason: '须当面取证，核对夜间时段' }, core)
    expect([opened.status, opened.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
    expect(await opened.text()).toMatch(/欧阳测试[\s\S]*13900000009/)
    expect(await (await ask(path, core)).text()).not.toContain('欧阳测试')
    const seen = await see(await enter(receipt))
    expect(seen).toContain('须当面取证，核对夜间时段')
    expect(seen).toContain('姓名和电话，由')
    for (const office of [core, county])
      expect(await (await ask(`/office/reports/${id}`, office)).text()).not.toMatch(/欧阳测试|13900000009|13900000001/)
  })
})
