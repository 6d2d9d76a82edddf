import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cityDate } from '#platform/clock.ts'
import { ask, postForm, sessionOf, siteDatabase, type TestSession } from '#test/support/session.ts'

const sql = siteDatabase()
afterAll(() => sql.end())
let county: TestSession
let deputy: TestSession
beforeAll(async () => {
  county = await sessionOf('county-anhua')
  deputy = await sessionOf('city-inspection2')
})
const text = async (response: Response) => (await response.text()).replaceAll('&#34;', '"').replaceAll('&quot;', '"')
const today = () => cityDate(new Date())

describe('the inbox', () => {
  it('opens the day with what waits, filtered by clock and kind, and says what is wrong with an address', async () => {
    const page = await text(await ask('/office/inbox', county))
    expect(page).toMatch(/有 \d+ 件事等着您/)
    expect(page).not.toContain('桃江县')
    const late = await text(await ask('/office/inbox?clock=overdue', county))
    expect(late).not.toContain('id="clock-open"')
    const kinds = [...page.matchAll(/[?&;]kind=([a-z_.]+)/g)].map(([, kind]) => kind)
    expect(kinds).toContain('case.finish')
    for (const query of ['kind=case.unknown', 'clock=soon', 'page=0'])
      expect([query, (await ask(`/en/office/inbox?${query}`, county)).status]).toEqual([query, 400])
    expect((await ask('/office/inbox?page=90', county)).status).toBe(404)
    for (const username of ['paper', 'operator', 'ngo']) {
      expect((await ask('/office/inbox', await sessionOf(username))).status).toBe(403)
      expect((await ask('/office/delegations', await sessionOf(username))).status).toBe(403)
    }
    expect((await ask('/office/inbox')).headers.get('location')).toContain('/sign-in')
  })

  it('a firm reads at its own desk what waits for it', async () => {
    await sql`insert into error_reports (disclosure_id, field, words, reported_at, due_on)
      select d.id, 'form', '厂名有误', now(), current_date + 20 from disclosures d join memberships m on m.enterprise_id = d.enterprise_id
      where m.user_id = 'demo-antimony' and d.state = 'published' limit 1`
    const page = await text(await ask('/filing', await sessionOf('antimony')))
    expect(page).toMatch(/有 \d+ 件事等着您/)
    expect(page).toContain('答复纠错')
    await sql`delete from error_reports where words = '厂名有误'`
  })
})

describe('standing in', () => {
  it('is set up, taken up, shown on every page of the office, recorded with both, laid down and ended', async () => {
    const absent = await sessionOf('city-inspection')
    const given = { delegate: 'city-inspection2', fromOn: today(), toOn: today(), reason: '外出培训' }
    const wrong = await postForm(
      '/office/delegations?_action=inbox.delegate',
      { ...given, toOn: 'soon', reason: ' ' },
      absent,
    )
    const again = await text(wrong)
    expect(wrong.status).toBe(400)
    expect(again).toContain('请填写日期，例如 2026-12-01')
    expect(again).toContain('请填写事由')
    const other = await postForm(
      '/en/office/delegations?_action=inbox.delegate',
      { ...given, delegate: 'city-legal' },
      absent,
    )
    expect([other.status, await text(other)]).toEqual([
      400,
      expect.stringContaining('another role, county or department'),
    ])
    expect((await postForm('/office/delegations?_action=inbox.delegate', given, absent)).status).toBe(303)
    expect(await text(await ask('/office/delegations', absent))).toContain('现在由同事替您代办')
    expect(await text(await ask('/office/delegations', county))).not.toContain('外出培训')
    expect(await text(await ask('/office/delegations', await sessionOf('auditor')))).toContain('外出培训')

    const offer = await text(await ask('/office/inbox', deputy))
    expect(offer).toContain('以“代 市局监察岗”办理')
    const id = /name="id" value="(\d+)"/.exec(offer)?.[1] as string
    expect((await postForm('/office/inbox?_action=inbox.takeUp', { id }, county)).status).toBe(404)
    const taken = await postForm('/office/inbox?_action=inbox.takeUp', { id }, deputy)
    const cookie = /(__Host-qingyuan\.acts-for=\d+)/.exec(taken.headers.getSetCookie().join())?.[1]
    expect([taken.status, cookie]).toEqual([303, `__Host-qingyuan.acts-for=${id}`])
    const acting = { ...deputy, header: `${deputy.header}; ${cookie}` }
    expect(await text(await ask('/office/orders', acting))).toContain('正在代 市局监察岗 办理')
    expect(await text(await ask('/office/orders', { ...county, header: `${county.header}; ${cookie}` }))).not.toContain(
      '正在代',
    )
    const [report] = await sql`select id from reports limit 1`
    expect((await ask(`/office/reports/${report?.id}/identity`, acting)).status).toBe(403)
    expect((await ask(`/office/reports/${report?.id}/identity`, deputy)).status).not.toBe(403)

    const slug = `stands-in-${Date.now()}`
    const story = {
      slug,
      kind: 'result',
      category: '',
      title: '代办的报道',
      titleEn: '',
      summary: '代办的一步',
      summaryEn: '',
      body: '## 代办\n\n由同事代办。',
      bodyEn: '',
    }
    expect((await postForm('/office/stories/new?_action=story.save', story, acting)).status).toBe(303)
    const log = await text(await ask('/office/events?actor=city-inspection2', await sessionOf('auditor')))
    expect(log).toMatch(/市局监察副岗.*代 市局监察岗/s)
    const stopped = await postForm('/office/inbox?_action=inbox.layDown', {}, acting)
    expect(stopped.headers.getSetCookie().join()).toMatch(/acts-for=(deleted)?;/)
    expect(
      (await postForm('/office/delegations?_action=inbox.endDelegation', { id, reason: '提前回来' }, absent)).status,
    ).toBe(303)
    expect(await text(await ask('/office/orders', acting))).not.toContain('正在代')
  })
})

describe('the letters', () => {
  it('are chosen for the own account; an address is refused with what one looks like, and not kept where no mail goes out', async () => {
    const page = await text(await ask('/account/digest', county))
    expect(page).toContain('信里只有数量和链接')
    const wrong = await postForm('/account/digest?_action=inbox.choose', { address: 'nowhere', weekly: 'yes' }, county)
    expect([wrong.status, await text(wrong)]).toEqual([400, expect.stringContaining('请填写一个邮箱地址')])
    const none = await postForm(
      '/en/account/digest?_action=inbox.choose',
      { address: 'a@example.org', daily: 'yes' },
      county,
    )
    expect([none.status, await text(none)]).toEqual([400, expect.stringContaining('No mail server is set up here')])
    const link = await postForm('/account/digest?_action=inbox.confirm', { token: 'x' }, county)
    expect([link.status, await text(link)]).toEqual([404, expect.stringContaining('这个链接无效')])
    expect((await ask('/account/digest', await sessionOf('ngo'))).status).toBe(403)
    const bell = (endpoint: string) => postForm('/account/digest?_action=inbox.hangBell', { endpoint }, county)
    expect((await bell('javascript:alert(1)')).status).toBe(400)
    expect((await bell('https://push.example/123')).status).toBe(200)
    expect(await text(await ask('/account/digest', county))).toContain('现在有 1 台设备会弹出提醒')
    expect((await postForm('/account/digest?_action=inbox.takeBellsDown', {}, county)).status).toBe(303)
    const worker = await ask('/desk-worker.js')
    expect([worker.status, await worker.text()]).toEqual([200, expect.stringContaining('showNotification')])
  })
})

describe('the own mail address', () => {
  it('is asked for on its page; what is none is refused, and nothing is kept where no mail goes out', async () => {
    expect(await text(await ask('/account', county))).toContain('/account/email')
    expect(await text(await ask('/en/account/email', county))).toContain('No address is given')
    const wrong = await postForm('/account/email?_action=account.askEmail', { address: 'nowhere' }, county)
    const page = await text(wrong)
    expect([wrong.status, page.includes('请填写一个邮箱地址'), page.includes('value="nowhere"')]).toEqual([
      400,
      true,
      true,
    ])
    const none = await postForm('/en/account/email?_action=account.askEmail', { address: 'a@example.org' }, county)
    expect([none.status, await text(none)]).toEqual([400, expect.stringContaining('No mail server is set up here')])
    const link = await postForm('/account/email?_action=account.confirmEmail', { token: 'x'.repeat(32) }, county)
    expect([link.status, await text(link)]).toEqual([404, expect.stringContaining('这个链接无效或已过期')])
    expect((await ask('/account/email')).status).toBe(303)
  })
})
