import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Connection, connect } from '#db/client.ts'
import { sendFromOffice } from '#domain/report/commands/messages.ts'
import { followed, grant } from '#test/domain/report/follow/followed.ts'
import { anOfficer } from '#test/domain/review/people.ts'
import { ask, postForm, sessionOf } from '#test/support/session.ts'

let site: Connection
beforeAll(() => {
  site = connect(inject('postgresUrl').replace(/\/postgres$/, '/qy_site'), { max: 2 })
})
afterAll(() => site.close())
const now = () => new Date()
const send = (action: string, fields: Record<string, string>, cookie = '', path = '/report/follow') =>
  postForm(`${path}?_action=follow.${action}`, fields, undefined, cookie ? { cookie } : {})
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
    const sent = await send('send', { words: '北侧 <b>围墙</b>' }, cookie)
    expect(sent.headers.get('location')).toBe('/report/follow?done=message')
    const text = await see(cookie, '/report/follow?done=message')
    expect(text).toContain('北侧 &lt;b&gt;围墙')
    expect(text).toContain('已发送')
    const refused = await send('send', { words: '长'.repeat(4001) }, cookie)
    expect(refused.status).toBe(400)
    expect(await refused.text()).toMatch(/1 至 4,000 字[\s\S]*长{4001}/)
  })

  it('after leaving, and with a made-up cookie, nothing is shown; what was written comes back to be copied', async () => {
    const { receipt } = await followed(site.db, now())
    const cookie = await enter(receipt)
    const left = await send('leave', {}, cookie)
    expect(left.headers.get('location')).toBe('/report/follow?left=yes')
    expect(cookieOf(left)).toMatch(/^__Host-qingyuan\.follow=(deleted)?;.*(Expires=Thu, 01 Jan 1970|Max-Age=0)/i)
    const without = await send('send', { words: '我还想补充一点' }, '__Host-qingyuan.follow=made-up')
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
