import { beforeAll, describe, expect, it } from 'vitest'
import { ask, postForm, sessionOf, siteDatabase, type TestSession } from '#test/support/session.ts'

let county: TestSession
let station: TestSession
let legal: TestSession
let firm: TestSession
let auditor: TestSession
let mill: string
beforeAll(async () => {
  ;[county, station, legal, firm, auditor] = (await Promise.all(
    ['county-taojiang', 'city-monitoring', 'city-legal', 'paper', 'auditor'].map((name) => sessionOf(name)),
  )) as [TestSession, TestSession, TestSession, TestSession, TestSession]
  const sql = siteDatabase()
  const [row] =
    await sql`select e.credit_code from enterprises e join enterprise_cells c on c.enterprise_id = e.id and c.level = 'town'
    where e.region_code = '430922' order by e.id limit 1`
  mill = row?.credit_code
  await sql.end()
})
const get = async (path: string, session?: TestSession) => {
  const response = await ask(path, session)
  return { status: response.status, text: await response.text() }
}

describe('who is responsible here, in public', () => {
  it('is answered by county, by firm and by place; what is no place is refused in words', async () => {
    const page = await get('/progress/responsible?region=430922')
    expect([
      page.status,
      page.text.includes('/progress/responsible/430922-T03'),
      page.text.includes('总联络人'),
    ]).toEqual([200, true, true])
    expect((await get(`/en/progress/responsible?q=${mill}`)).text).toContain('Grid head')
    expect((await get('/progress/responsible?at=112.135,28.5215')).text).toContain('桃花江镇人民政府')
    expect((await get('/en/progress/responsible?at=116,40')).text).toContain('lies beyond the city')
    const wrong = await get('/progress/responsible?at=here')
    expect([wrong.status, wrong.text.includes('“here”不是一个位置')]).toEqual([400, true])
    expect((await get('/progress/responsible?region=430999')).status).toBe(404)
    expect((await get('/progress/responsible/430922-T03')).text).toContain('修山镇')
    expect((await get('/progress/responsible/430922-T99')).status).toBe(404)
  })
  it('stands on the firm’s page, on the map’s card and at a place of the map', async () => {
    expect((await get(`/enterprises/${mill}`)).text).toContain('id="responsible"')
    expect((await get(`/map/cards/${mill}`)).text).toContain('网格长')
    expect((await get('/map?at=112.135,28.5215')).text).toContain('桃花江镇人民政府')
    expect((await get('/map?at=1')).status).toBe(400)
    expect((await get('/en/map/at?at=112.135,28.5215')).text).toContain('River chief')
    expect((await get('/map/at?at=x')).status).toBe(400)
  })
  it('is open data, with posts and office telephones and without what stays in the office', async () => {
    const list = JSON.parse((await get('/api/v1/grid-duties?region=430922&role=river_chief&limit=1')).text)
    expect(list.data[0]).toMatchObject({ level: 'river', role: 'river_chief', personName: null })
    expect((await get('/api/v1/grid-duties?role=mayor')).status).toBe(400)
    expect((await get('/progress/unprosecuted')).text).toContain('应移')
  })
})

describe('the desks of joint work', () => {
  it('are closed to firms and visitors, open to read for the auditor', async () => {
    for (const path of ['grid', 'contact-sheets', 'liaison', 'referrals', 'unprosecuted']) {
      expect((await get(`/office/${path}`, firm)).status).toBe(403)
      expect((await get(`/office/${path}`, auditor)).status).toBe(200)
      expect((await get(`/en/office/${path}`, county)).status).toBe(200)
    }
    expect((await get('/office/contact-sheets/new', legal)).status).toBe(403)
    expect((await get('/office/grid/430923-T01', county)).status).toBe(404)
    for (const path of [
      'contact-sheets/x',
      'contact-sheets/999999',
      'referrals/999999',
      'unprosecuted/order_without_case:999999',
      'contact-sheets/1/files/9',
    ])
      expect((await get(`/office/${path}`, legal)).status).toBe(404)
    expect((await get('/office/contact-sheets?state=lost', legal)).status).toBe(400)
  })
  it('a contact sheet is sent, taken on by the other side alone, and printed in two halves; a refusal keeps what was typed', async () => {
    const form = {
      creditCode: mill,
      outletCode: '',
      toLevel: 'city',
      work: 'sampling',
      request: '请采样监测',
      answerBy: '',
      orderId: '',
      caseId: '',
      inspectionNo: '',
    }
    const refused = await postForm(
      '/office/contact-sheets/new?_action=contactSheet.send',
      { ...form, outletCode: 'ZZ9' },
      county,
    )
    const text = await refused.text()
    expect([refused.status, text.includes('href="#field-outletCode"'), text.includes('请采样监测')]).toEqual([
      400,
      true,
      true,
    ])
    const sent = await postForm('/office/contact-sheets/new?_action=contactSheet.send', form, county)
    const at = sent.headers.get('location')?.replace(/\?.*/, '') ?? ''
    expect([sent.status, at]).toEqual([303, expect.stringMatching(/^\/office\/contact-sheets\/\d+$/)])
    const id = at.split('/').at(-1) ?? ''
    expect((await get(at, county)).text).not.toContain('contactSheet.accept')
    expect((await get(at, station)).text).toContain('contactSheet.accept')
    expect((await postForm(`${at}?_action=contactSheet.accept`, { id, words: '' }, county)).status).toBe(403)
    expect((await postForm(`${at}?_action=contactSheet.accept`, { id, words: '' }, station)).status).toBe(303)
    expect((await postForm(`${at}?_action=contactSheet.accept`, { id, words: '' }, station)).status).toBe(409)
    expect((await get(`${at}/print`, county)).text.match(/（盖章）/g)).toHaveLength(2)
    expect((await get('/office/inbox', station)).text).toContain(at)
  })
  it('a duty with a mobile number, a third contact and a decision by who proposed are refused at their field', async () => {
    const duty = {
      cell: '430922-T03',
      role: 'grid_head',
      post: '修山镇镇长',
      officePhone: '13900000001',
      task: '巡查',
      personName: '',
      nameBasis: '',
      fromOn: '2026-01-01',
    }
    const phone = await postForm('/office/grid/430922-T03?_action=grid.enterDuty', duty, county)
    expect([phone.status, (await phone.text()).includes('href="#field-officePhone"')]).toEqual([400, true])
    const liaison = {
      regionCode: '430922',
      role: 'source_monitoring',
      department: '',
      post: '监控中心值班员',
      officePhone: '0737-0028888',
      personName: '某某',
      mobile: '',
      fromOn: '2026-01-01',
      replacesId: '',
      changeReason: '',
    }
    const third = await postForm('/office/liaison?_action=liaison.enter', liaison, county)
    expect([third.status, (await third.text()).includes('href="#field-replacesId"')]).toEqual([400, true])
    const early = await postForm(
      '/office/referrals/new?_action=referral.propose',
      {
        caseId: '99999999',
        kind: 'criminal',
        receiver: '公安局',
        grounds: '涉嫌犯罪',
        legalBasis: '刑法第三百三十八条',
      },
      county,
    )
    expect([early.status, (await early.text()).includes('href="#field-caseId"')]).toEqual([400, true])
  })
  it('a reach is drawn by its county alone, a course that is none is refused at its line, and what was typed stays', async () => {
    const reach = {
      ...{ regionCode: '430922', nameZh: '志溪河桃江段', nameEn: 'Zhixi River, Taojiang reach', reachKm: '2' },
      line: '112.10,28.48\n28.5,112.1',
    }
    const send = (given: object, as = county, locale = '') =>
      postForm(`${locale}/office/grid?region=430922&_action=grid.addReach`, given as Record<string, string>, as)
    const wrong = await send(reach, county, '/en')
    const page = (await wrong.text()).replaceAll(/&(#34|quot);/g, '"')
    expect([wrong.status, page.includes('href="#field-line"'), page.includes('Line 2, "28.5,112.1"')]).toEqual([
      400,
      true,
      true,
    ])
    expect(page).toContain('Zhixi River, Taojiang reach')
    expect((await send({ ...reach, regionCode: '430923' })).status).toBe(403)
    expect((await send(reach, firm)).status).toBe(403)
    const added = await send({ ...reach, line: '112.10,28.48\n112.12,28.50' })
    const at = added.headers.get('location')?.replace(/\?.*/, '') ?? ''
    expect([added.status, at]).toEqual([303, expect.stringMatching(/^\/office\/grid\/430922-R\d\d$/)])
    expect((await get(at, county)).text).toContain('志溪河桃江段')
  })
  it('an extension of the police is entered where one is left, with what is allowed said where it is not', async () => {
    const list = await get('/office/referrals?state=received', legal)
    const at = /\/office\/referrals\/\d+/.exec(list.text)?.[0] ?? ''
    expect(at).not.toBe('')
    const given = {
      ...{ id: at.split('/').at(-1) ?? '', days: '10', happenedAt: '2026-01-01T09:00' },
      ...{ documentNo: '公函〔2026〕1 号', words: '需要查证' },
    }
    const refused = await postForm(`${at}?_action=referral.extend`, given, legal)
    expect([400, 409]).toContain(refused.status)
    expect(await refused.text()).toMatch(/可延长至|可以延长/)
    const unread = await postForm(`${at}?_action=referral.extend`, { ...given, days: 'x', documentNo: '' }, legal)
    expect([unread.status, (await unread.text()).includes('登记延长时必填')]).toEqual([400, true])
    expect((await postForm(`${at}?_action=referral.extend`, given, auditor)).status).toBe(403)
  })
})
