import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashSecret } from '#platform/seal/argon2.ts'
import { paperCodeBytes, paperCodeOf, paperCodeText } from '#platform/seal/code.ts'
import { ask, postForm, sessionOf, siteDatabase, type TestSession } from '#test/support/session.ts'

const sql = siteDatabase()
afterAll(() => sql.end())
let county: TestSession
let anhua: TestSession
let city: TestSession
let legal: TestSession
let cashier: TestSession
beforeAll(async () => {
  ;[county, anhua, city, legal, cashier] = (await Promise.all(
    ['county-taojiang', 'county-anhua', 'city-inspection', 'city-legal', 'city-finance'].map((name) => sessionOf(name)),
  )) as [TestSession, TestSession, TestSession, TestSession, TestSession]
})
const get = async (path: string, session?: TestSession) => {
  const response = await ask(path, session)
  return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() }
}
/** The dumping of waste is the officer's in the browser (browser/report-desk). */
const one = async (where: string) => {
  const [row] = await sql.unsafe(
    `select id, revision from reports where kind <> 'waste_dumping' and ${where} order by id limit 1`,
  )
  return row as unknown as { id: number; revision: number }
}

describe('the desk of reports', () => {
  it('is open to the core group and the county, whose reports alone it shows', async () => {
    const whole = await get('/office/reports', city)
    expect(whole.text).toMatch(/\d+ 件待受理，\d+ 件在办，\d+ 件有异议待核查/)
    expect((await get('/en/office/reports?late=yes', county)).text).toContain('overdue')
    const foreign = await one("region_code = '430923'")
    expect((await get(`/office/reports/${foreign.id}`, county)).status).toBe(404)
    expect((await get(`/office/reports/${foreign.id}`, anhua)).status).toBe(200)
    for (const session of [legal, cashier]) expect((await get('/office/reports', session)).status).toBe(403)
    expect((await get('/office/reports?wait=never', city)).status).toBe(400)
    expect((await get('/office/reports/none', city)).status).toBe(404)
  })
  it('a report is accepted from its page; a second officer who was slower reads who it was, with what was typed still there', async () => {
    const { id, revision } = await one("region_code = '430922' and state = 'received'")
    const page = `/office/reports/${id}`
    const form = { id: String(id), revision: String(revision), words: '已受理', note: '' }
    expect((await postForm(`${page}?do=accept&_action=reportDesk.accept`, form, anhua)).status).toBe(404)
    const sent = await postForm(`${page}?do=accept&_action=reportDesk.accept`, form, county)
    expect(sent.status).toBe(303)
    expect((await get(page, county)).text).toContain('已受理')
    const late = { ...form, ground: 'no_facts', words: '没有具体事实，写了很长的说明' }
    const refused = await postForm(`${page}?do=refuse&_action=reportDesk.refuse`, late, city)
    expect(refused.status).toBe(409)
    const text = await refused.text()
    expect(text).toContain('办理“受理”')
    expect(text).toContain('没有具体事实，写了很长的说明')
  })
  it('one that was sealed with another key says so, and what to do, in its place and in the list', async () => {
    const { id } = await one("region_code = '430922' and state = 'accepted'")
    const [kept] = await sql`select content from report_keys where report_id = ${id}`
    await sql`update report_keys set content = ${randomBytes(60)} where report_id = ${id}`
    try {
      const zh = await get(`/office/reports/${id}`, county)
      expect([zh.status, zh.text.includes('请管理员放回原来的密钥')]).toEqual([200, true])
      const en = await get(`/en/office/reports/${id}`, city)
      expect([en.status, en.text.includes('put the former key back')]).toEqual([200, true])
      expect((await get('/office/reports?state=accepted', county)).text).toContain('密钥与本机不符')
    } finally {
      await sql`update report_keys set content = ${kept!.content} where report_id = ${id}`
    }
  })
  it('a public text with the telephone of somebody is refused at its field', async () => {
    const { id, revision } = await one("region_code = '430922' and state = 'accepted' and kind = 'stealth_discharge'")
    const page = `/office/reports/${id}?do=conclude&_action=reportDesk.conclude`
    const form = {
      id: String(id),
      revision: String(revision),
      outcome: 'true',
      publicOutcome: '请联系 13900000001 了解情况。',
      publicOutcomeEn: '',
      words: '',
      note: '',
    }
    const refused = await postForm(page, form, county)
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('href="#field-publicOutcome"')
    const own = await postForm(
      page,
      { ...form, publicOutcome: '经查，夜里十二点以后，厂后围墙外有一根暗管往河里排水。' },
      county,
    )
    expect(await own.text()).toContain('举报人的原话')
  })
  it('a handler writes to the reporter and marks the answers as read; another county does neither', async () => {
    const [row] =
      await sql`select m.report_id as id, r.region_code from report_messages m join reports r on r.id = m.report_id
      where m.side = 'reporter' and m.read_at is null and r.region_code = '430922' limit 1`
    const page = `/office/reports/${row?.id}`
    const id = String(row?.id)
    expect((await get('/office/reports?unread=yes', county)).text).toContain('条新消息')
    expect((await get(page, county)).text).toContain('多数是凌晨')
    const empty = await postForm(`${page}?_action=reportDesk.message`, { id, message: '' }, county)
    expect(empty.status).toBe(400)
    expect(await empty.text()).toContain('#field-message')
    expect((await postForm(`${page}?_action=reportDesk.message`, { id, message: '谢谢' }, anhua)).status).toBe(404)
    expect(
      (await postForm(`${page}?_action=reportDesk.message`, { id, message: '谢谢，三天内到现场' }, county)).status,
    ).toBe(303)
    expect((await postForm(`${page}?_action=reportDesk.markRead`, { id }, county)).status).toBe(303)
    const shown = await get(page, county)
    expect(shown.text).toContain('谢谢，三天内到现场')
    expect(shown.text).not.toContain('条已阅')
  })
  it('a case is opened from a report, or refused with what is wrong at the field', async () => {
    const { id, revision } = await one(
      "region_code = '430923' and state = 'accepted' and case_id is null and enterprise_id is null",
    )
    const form = {
      id: String(id),
      revision: String(revision),
      enterpriseName: '某某作坊（演示）',
      title: '倾倒废渣案',
      facts: '',
    }
    const page = `/office/reports/${id}?do=open&_action=reportDesk.openCase`
    expect((await postForm(page, form, anhua)).status).toBe(400)
    const sent = await postForm(page, { ...form, facts: '检查发现山坳内倾倒灰黑色废渣约三吨。' }, anhua)
    expect(sent.status).toBe(303)
    const location = sent.headers.get('location') as string
    expect(location).toMatch(/^\/office\/cases\/\d+$/)
    expect((await get(location, anhua)).text).toContain('倾倒废渣案')
  })
})

describe('rewards', () => {
  it('one proposes, another grants, the cashier pays once, the ledger shows it', async () => {
    const report = await one(
      "region_code = '430922' and state = 'concluded' and outcome = 'true' and not exists (select from rewards w where w.report_id = reports.id)",
    )
    const page = `/office/reports/${report.id}/reward`
    expect((await get(page, anhua)).status).toBe(404)
    const fields: [string, string][] = [
      ['id', String(report.id)],
      ['grade', 'base'],
      ['amountYuan', '800'],
      ['reason', '线索具体，据此当场查实。'],
    ]
    const asked = ['not_first', 'on_duty', 'own_fault', 'known_before'].map((bar): [string, string] => ['asked', bar])
    const few = await postForm(`${page}?_action=reward.propose`, [...fields, ...asked.slice(1)], county)
    expect(few.status).toBe(400)
    expect(await few.text()).toContain('四项都要核实并勾选')
    const much = await postForm(
      `${page}?_action=reward.propose`,
      [...fields.map(([name, value]): [string, string] => [name, name === 'amountYuan' ? '6001' : value]), ...asked],
      county,
    )
    expect(await much.text()).toContain('写了 6001 元；这一等级为 500 至 1000 元')
    const sent = await postForm(`${page}?_action=reward.propose`, [...fields, ...asked], county)
    expect(sent.status).toBe(303)
    const reward = (sent.headers.get('location') as string).replace(/\?.*/, '')
    const id = reward.split('/').at(-1) as string
    const grant = { id, decision: 'grant', refusal: '' }
    expect((await postForm(`${reward}?_action=reward.decide`, grant, county)).status).toBe(403)
    expect((await postForm(`${reward}?_action=reward.decide`, grant, legal)).status).toBe(303)
    const code = paperCodeOf(randomBytes(paperCodeBytes))
    await sql`update rewards set state = 'claimed', voucher_handle = ${code.handle}, voucher_hash = ${await hashSecret(code.secret)}, claimed_at = now() where id = ${id}`
    const voucher = paperCodeText(code)
    const looked = await postForm('/office/rewards/pay?_action=reward.look', { voucher }, cashier)
    const shown = await looked.text()
    expect(shown).toContain('兑付 800 元')
    expect(shown).not.toContain(`/office/reports/${report.id}`)
    expect((await postForm('/office/rewards/pay?_action=reward.look', { voucher: 'ABCD' }, cashier)).status).toBe(400)
    expect((await postForm('/office/rewards/pay?_action=reward.look', { voucher }, county)).status).toBe(403)
    const payment = { voucher, reference: `试付 ${id}` }
    expect(await (await postForm('/office/rewards/pay?_action=reward.pay', payment, cashier)).text()).toContain(
      '已兑付 800 元',
    )
    expect((await postForm('/office/rewards/pay?_action=reward.pay', payment, cashier)).status).toBe(409)
    const { data } = JSON.parse((await get('/report/rewards.json')).text)
    const { granted, paid, open, lapsed, declined } = data.total
    expect(granted.yuan).toBe(paid.yuan + open.yuan + lapsed.yuan + declined.yuan)
    expect((await get('/report/rewards')).text).toMatch(/已决定奖励 \d+ 件/)
    expect((await get('/report/rewards.csv?lang=en')).text).toContain('month of decision,grade')
    expect((await get('/report/rewards.csv?lang=fr')).status).toBe(400)
  })
})

describe('media leads', () => {
  it('are recorded with what is wrong said at the field, answered, and read in public', async () => {
    const form = '/office/media-leads/new?_action=mediaLead.record'
    const fields = {
      source: 'website',
      outlet: '论坛（演示）',
      title: '试验：渠水发黑',
      url: 'javascript:alert(1)',
      publishedOn: '2026-01-05',
      summary: '网文称渠水发黑，已有数日。',
      regionCode: '430922',
      creditCode: '',
    }
    const wrong = await postForm(form, fields, county)
    expect(wrong.status).toBe(400)
    expect(await wrong.text()).toContain('试验：渠水发黑')
    expect((await postForm(form, { ...fields, url: '', regionCode: '430923' }, county)).status).toBe(403)
    const sent = await postForm(form, { ...fields, url: '' }, county)
    expect(sent.status).toBe(303)
    const page = (sent.headers.get('location') as string).replace(/\?.*/, '')
    const answer = {
      id: page.split('/').at(-1) as string,
      state: 'answered',
      answer: '已到现场采样，结果另行公布。',
      answerEn: '',
      caseId: '',
    }
    expect((await postForm(`${page}?_action=mediaLead.answer`, answer, anhua)).status).toBe(404)
    expect((await postForm(`${page}?_action=mediaLead.answer`, answer, county)).status).toBe(303)
    await expect.poll(async () => (await get('/report/media')).text, { timeout: 20_000 }).toContain('试验：渠水发黑')
    expect(JSON.parse((await get('/report/media.json?lang=en')).text).items.length).toBeGreaterThan(0)
    expect((await get('/report/media.json?lang=x')).status).toBe(400)
  })
})

describe('the public view', () => {
  it('is a page, a table, numbers and an API, in both languages, with refusals that say what is allowed', async () => {
    expect((await get('/report/outcomes')).text).toMatch(/共收到举报 \d+ 件，办结 \d+ 件/)
    expect((await get('/en/report/outcomes?outcome=true')).text).toContain('Public outcomes')
    const wrong = await get('/en/report/outcomes?kind=theft')
    expect(wrong.status).toBe(400)
    expect(wrong.text).toContain('theft')
    expect((await get('/report/outcomes?month=2026-13')).status).toBe(400)
    expect((await get('/report/outcomes?page=99')).status).toBe(404)
    const list = JSON.parse((await get('/api/v1/report-outcomes?limit=3')).text)
    expect(list.data).toHaveLength(3)
    const next = JSON.parse((await get(list.next)).text)
    expect(next.data[0].id).toBeLessThan(list.data[2].id)
    expect(JSON.parse((await get(`/api/v1/report-outcomes/${list.data[0].id}`)).text).data).toEqual(list.data[0])
    const bad = await get('/api/v1/report-outcomes?colour=red')
    expect([bad.status, bad.type]).toEqual([400, 'application/problem+json'])
    const none = await get('/api/v1/report-outcomes/999999')
    expect([none.status, none.type]).toEqual([404, 'application/problem+json'])
    expect((await get(`/report/outcomes/${list.data[0].id}`)).status).toBe(200)
    expect((await get('/report/outcomes/x')).status).toBe(404)
    const csv = await get('/report/outcomes.csv?outcome=not_found')
    expect(csv.text).toContain('未查实')
    expect(csv.text).not.toContain('部分属实')
    const numbers = JSON.parse((await get('/report/outcomes.json')).text).data
    expect(numbers.map.cells.every(({ count }: { count: number }) => count >= numbers.map.fewest)).toBe(true)
  })
  it('holds nothing of a reporter: no words, no pin, no report number', async () => {
    const pages = [
      '/report/outcomes',
      '/report/outcomes.json',
      '/report/outcomes.csv',
      '/api/v1/report-outcomes',
      '/report/rewards',
      '/report/rewards.json',
    ]
    const text = (await Promise.all(pages.map(async (path) => (await get(path)).text))).join('\n')
    for (const word of ['往河里排黑水', '孩子睡不着', '城区附近', '举报人（虚构）', '19900000000', 'report:'])
      expect(text).not.toContain(word)
  })
})
