import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonicalJson } from '#platform/canonical-json.ts'
import { ask, postForm, sessionOf, siteDatabase, type TestSession } from '#test/support/session.ts'

const sql = siteDatabase()
afterAll(() => sql.end())
let firm: TestSession
let other: TestSession
let county: TestSession
let elsewhere: TestSession
let city: TestSession
let legal: TestSession
/** Of the paper mill: being rectified; of the cement works: in its public window, with an open objection. */
let mill: { no: string; creditCode: string }
let open: string
beforeAll(async () => {
  ;[firm, other, county, elsewhere, city, legal] = (await Promise.all(
    ['paper', 'antimony', 'county-taojiang', 'county-anhua', 'city-inspection', 'city-legal'].map((n) => sessionOf(n)),
  )) as [TestSession, TestSession, TestSession, TestSession, TestSession, TestSession]
  ;[mill] =
    (await sql`select p.no, e.credit_code as "creditCode" from problems p join enterprises e on e.id = p.enterprise_id
    join memberships m on m.enterprise_id = e.id where m.user_id = 'demo-paper' and p.state = 'rectifying' order by p.id limit 1`) as unknown as [
      typeof mill,
    ]
  ;[{ no: open }] = (await sql`select p.no from problems p join closures c on c.problem_id = p.id
    join closure_objections o on o.closure_id = c.id where p.state = 'public_window' and o.state = 'open' limit 1`) as unknown as [
    { no: string },
  ]
})
const get = async (path: string, session?: TestSession) => {
  const response = await ask(path, session)
  return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() }
}
const post = async (path: string, form: Record<string, string>, session?: TestSession) => {
  const response = await postForm(path, form, session)
  return { status: response.status, to: response.headers.get('location'), text: await response.text() }
}

describe('the ledger in public', () => {
  it('is listed, filtered, sorted and downloaded; a wrong filter is refused in words', async () => {
    const list = await get('/en/progress/problems?region=430922&state=rectifying&sort=deadline')
    expect(list.status).toBe(200)
    expect(list.text).toContain(`/en/progress/problems/${mill.no}`)
    const wrong = await get('/progress/problems?kind=smell')
    expect([wrong.status, wrong.text.includes('smell')]).toEqual([400, true])
    expect((await get('/progress/problems?page=99')).status).toBe(404)
    const csv = await get('/api/v1/problems.csv?state=closed')
    expect(csv.type).toContain('text/csv')
    const { data } = JSON.parse((await get('/api/v1/problems?region=430922&limit=200')).text)
    expect(data.map(({ no }: { no: string }) => no)).toContain(mill.no)
    expect(new Set(data.map(({ regionCode }: { regionCode: string }) => regionCode))).toEqual(new Set(['430922']))
  })

  it('a problem says where it stands, what is missing and whose turn it is; it stands on the page of its firm', async () => {
    const page = await get(`/progress/problems/${mill.no}`)
    expect(page.status).toBe(200)
    expect(page.text).toContain('轮到谁')
    expect(page.text).toContain('企业的销号申请')
    expect(page.text).not.toContain('>—<')
    expect((await get(`/enterprises/${mill.creditCode}`)).text).toContain(`/progress/problems/${mill.no}`)
    for (const path of [
      '/progress/problems/x',
      '/progress/problems/430922-2020-0001',
      `/progress/problems/${mill.no}/print`,
    ])
      expect((await get(path)).status).toBe(404)
  })

  it('a closure in its window shows its photos and takes objections without an account; it prints as annex 4 without names', async () => {
    const page = await get(`/progress/problems/${open}`)
    expect(page.text).toContain(`/progress/problems/${open}/object`)
    expect(page.text).toContain('已收到，正在核实')
    expect(page.text).not.toContain('夜里仍能闻到异味')
    const photo = /\/progress\/problems\/[\d-]+\/photos\/\d+/.exec(page.text)?.[0] ?? ''
    expect((await get(photo)).type).toBe('image/png')
    expect((await get(photo.replace(open, mill.no))).status).toBe(404)
    const print = await get(`/progress/problems/${open}/print`)
    expect(print.text).toContain('工业污染源达标计划完成整治销号表')
    expect(print.text).toContain('核查人：')
    expect(print.text).not.toContain('演示县区核查人')
  })

  it('an objection too short, or sent at once, is refused and stays as it was typed', async () => {
    const action = `/progress/problems/${open}/object?_action=rectification.object`
    const form = { no: open, challenge: '', ticket: '', solution: '', contact: '' }
    const short = await post(action, { ...form, words: '臭' })
    expect([short.status, short.text.includes('href="#field-words"')]).toEqual([400, true])
    const words = '公示期间夜间仍有大量白烟和刺鼻气味，请核实。'
    const early = await post(action, { ...form, words })
    expect(early.status).toBeGreaterThanOrEqual(400)
    expect(early.text).toContain(words)
    const closed = await get(`/progress/problems/${mill.no}/object`)
    expect(closed.text).toContain('现在不在公示期内')
  })
})

describe('the desks of the ledger', () => {
  it('show each firm and county its own and nobody else’s', async () => {
    expect((await get(`/filing/problems/${mill.no}`, firm)).status).toBe(200)
    expect((await get(`/filing/problems/${mill.no}`, other)).status).toBe(404)
    expect((await get(`/office/problems/${mill.no}`, county)).status).toBe(200)
    expect((await get(`/office/problems/${mill.no}`, elsewhere)).status).toBe(404)
    expect((await get(`/office/problems/${mill.no}`, city)).status).toBe(200)
    expect((await get('/office/problems', firm)).status).toBe(403)
    expect((await get('/office/problems')).status).toBe(303)
    expect((await get(`/office/problems/${mill.no}/files/1`, county)).status).toBe(404)
    expect((await get('/office/problems?unchecked=yes', county)).status).toBe(200)
  })

  it('lead from the head of the page to the form of whose turn it is, and to the public side', async () => {
    const [atFirm, atCity] = [
      await get(`/filing/problems/${mill.no}`, firm),
      await get(`/office/problems/${open}`, city),
    ]
    expect(atFirm.text).toMatch(/class="button" href="#request"/)
    expect(atFirm.text).toContain('id="request"')
    expect(atFirm.text).toContain(`/progress/problems/${mill.no}"`)
    const [, to] = /class="button" href="#(objection-\d+)"/.exec(atCity.text) ?? []
    expect(atCity.text).toContain(`id="${to}"`)
    expect((await get(`/filing/problems/${mill.no}`, other)).text).not.toContain('#request')
  })

  it('what each signed is read at the desk as it stood, each with the fingerprints of those before it', async () => {
    const [{ data }, elsewhereStatus] = await Promise.all([
      get(`/office/problems/${open}/signed.json`, city).then(({ text }) => JSON.parse(text)),
      get(`/office/problems/${mill.no}/signed.json`, elsewhere).then(({ status }) => status),
    ])
    expect(data.map(({ role }: { role: string }) => role)).toEqual(['filler', 'reviewer', 'county', 'city'])
    for (const { document, sha256 } of data)
      expect(createHash('sha256').update(canonicalJson(document)).digest('hex')).toBe(sha256)
    expect(data[3].document.after).toEqual(data.slice(0, 3).map(({ sha256 }: { sha256: string }) => sha256))
    expect(elsewhereStatus).toBe(404)
  })

  it('a line with a deadline before its problem was found is refused at its field; a new problem is entered and numbered', async () => {
    const [line] = await sql`select kind, words, version, plan_state, plan from problems where no = ${mill.no}`
    const form = {
      ...{ no: mill.no, version: String(line?.version), kind: line?.kind, words: line?.words },
      ...{ planState: line?.plan_state, plan: line?.plan, deadline: '2020-01-01' },
    }
    const refused = await post(`/office/problems/${mill.no}?_action=rectification.change`, form, county)
    expect([refused.status, refused.text.includes('href="#field-deadline"')]).toEqual([400, true])
    expect((await post(`/office/problems/${mill.no}?_action=rectification.change`, form, elsewhere)).status).toBe(404)
    const fresh = { creditCode: mill.creditCode, kind: 'records', source: 'inspection', foundOn: '2026-01-05' }
    const entered = await post(
      '/office/problems?_action=rectification.enter',
      { ...fresh, words: '运行台账缺少两日的记录。', measures: '', deadline: '', previousNo: '' },
      county,
    )
    expect([entered.status, entered.to]).toEqual([
      303,
      expect.stringMatching(/\/office\/problems\/430922-\d{4}-\d{4}\?/),
    ])
    const unknown = await post('/office/problems?_action=rectification.enter', { ...fresh, words: '短' }, county)
    expect([unknown.status, unknown.text.includes('href="#field-words"')]).toEqual([400, true])
  })

  it('what two wrote in one field is asked, with both texts; the choice is kept', async () => {
    const [line] = await sql`select kind, words, version, plan_state, plan from problems where no = ${mill.no}`
    const form = (deadline: string) => ({
      ...{ no: mill.no, version: String(line?.version), kind: line?.kind, words: line?.words },
      ...{ planState: line?.plan_state, plan: line?.plan, deadline },
    })
    const path = `/office/problems/${mill.no}?_action=rectification.change`
    expect((await post(path, form('2027-03-01'), county)).status).toBe(303)
    const asked = await post(path, form('2027-04-01'), county)
    expect(asked.status).toBe(409)
    expect(asked.text).toContain('同事刚改过这一行')
    expect(asked.text).toContain('name="choice_deadline"')
    const again = {
      ...form('2027-04-01'),
      version: String(Number(line?.version) + 1),
      theirs_deadline: '2027-03-01',
    }
    expect((await post(path, again, county)).status).toBe(400)
    expect((await post(path, { ...again, choice_deadline: 'theirs' }, county)).status).toBe(303)
    const [now] = await sql`select deadline::text from problems where no = ${mill.no}`
    expect(now?.deadline).toBe('2027-03-01')
  })

  it('an objection is answered by somebody of the city, and then stands in public with its answer', async () => {
    const desk = await get(`/office/problems/${open}`, legal)
    const id = /name="id" value="(\d+)"/.exec(desk.text)?.[1] ?? ''
    const form = { id, decision: 'rejected', answer: '已夜间复核并采样，监测达标。', publicWords: '' }
    const path = `/office/problems/${open}?_action=rectification.decide`
    expect((await post(path, form, county)).status).toBe(403)
    expect((await post(path, { ...form, answer: '好' }, legal)).status).toBe(400)
    expect((await post(path, form, legal)).status).toBe(303)
    const page = await get(`/progress/problems/${open}?after`)
    expect(page.text).toContain('夜里仍能闻到异味')
    expect(page.text).toContain('已夜间复核并采样')
  })
})
