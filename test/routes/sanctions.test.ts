import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, postForm, sessionOf, siteDatabase, type TestSession } from '#test/support/session.ts'

const sql = siteDatabase()
afterAll(() => sql.end())
let legal: TestSession
let inspection: TestSession
let taojiang: TestSession
beforeAll(async () => {
  ;[legal, inspection, taojiang] = await Promise.all([
    sessionOf('city-legal'),
    sessionOf('city-inspection'),
    sessionOf('county-taojiang'),
  ])
})
const get = async (path: string, session?: TestSession) => {
  const response = await ask(path, session)
  return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() }
}
const eventually = async (look: () => Promise<boolean>) => {
  for (let i = 0; i < 50; i++) {
    if (await look()) return true
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return false
}
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

describe('joint punishment in public', () => {
  it('is a list with filters, in both languages, as CSV and JSON', async () => {
    const zh = await get('/board/joint-punishment')
    expect(zh.status).toBe(200)
    expect(zh.text).toMatch(/正在执行的联合惩戒 \d+ 条/)
    expect((await get('/en/board/joint-punishment?measure=honours')).text).toContain('Joint punishments in force')
    const json = await get('/board/joint-punishment.json')
    const { data, total } = JSON.parse(json.text)
    expect(data).toHaveLength(total)
    expect(data[0]).toMatchObject({ state: 'in_force', enterprise: { creditCode: expect.any(String) } })
    const csv = await get('/board/joint-punishment.csv?lang=en&measure=honours')
    expect(csv.type).toContain('text/csv')
    expect(csv.text.split('\n').length - 2).toBe(
      data.filter((row: { measure: string }) => row.measure === 'honours').length,
    )
  })
  it('what ended names nobody', async () => {
    for (const state of ['ended', 'lifted']) {
      const { data } = JSON.parse((await get(`/board/joint-punishment.json?state=${state}`)).text)
      for (const row of data) expect(row).toMatchObject({ enterprise: null, personName: null, detail: null, cases: [] })
    }
  })
  it.each(['?state=proposed', '?measure=exile', '?region=1'])('%s is refused with what is allowed', async (query) => {
    expect((await get(`/board/joint-punishment${query}`)).status).toBe(400)
    expect((await get(`/board/joint-punishment.json${query}`)).status).toBe(400)
  })
  it('stands on the page of its case and of its firm', async () => {
    const [row] = await sql`select c.case_id, e.credit_code, j.department from joint_punishments j
      join joint_punishment_cases c on c.punishment_id = j.id join enterprises e on e.id = j.enterprise_id
      where j.state = 'in_force' limit 1`
    expect((await get(`/board/${row?.case_id}`)).text).toContain(row?.department)
    expect((await get(`/enterprises/${row?.credit_code}`)).text).toContain(row?.department)
  })
})

describe('joint punishment in the office', () => {
  it('one enters, another confirms, the public sees it; what was typed stays on a refusal', async () => {
    const [found] = await sql`select c.id, c.enterprise_id from violation_cases c
      where c.state = 'published' and c.enterprise_id is not null and c.category = 'falsified_data' limit 1`
    const fields = {
      cases: String(found?.id),
      subject: 'enterprise',
      personName: '',
      measure: 'other',
      detail: '试验：一年内不得承接环保项目',
      department: '市住房和城乡建设局',
      legalBasis: '实施细则五（三）',
      fromOn: today,
      untilOn: inDays(200),
    }
    const form = '/office/joint-punishment/new?_action=sanction.propose'
    const wrong = await postForm(form, { ...fields, untilOn: inDays(-9) }, inspection)
    expect(wrong.status).toBe(400)
    expect(await wrong.text()).toContain('试验：一年内不得承接环保项目')
    const sent = await postForm(form, fields, inspection)
    expect(sent.status).toBe(303)
    const page = sent.headers.get('location') as string
    const id = page.split('/').at(-1) as string
    expect((await get(page, inspection)).text).toContain('须由另一人确认')
    expect((await postForm(`${page}?_action=sanction.confirm`, { id }, inspection)).status).toBe(403)
    expect((await get('/board/joint-punishment')).text).not.toContain('试验：一年内不得承接环保项目')
    expect((await postForm(`${page}?_action=sanction.confirm`, { id }, legal)).status).toBe(303)
    const isShown = async () => (await get('/board/joint-punishment')).text.includes('试验：一年内不得承接环保项目')
    expect(await eventually(isShown)).toBe(true)
    expect((await postForm(`${page}?_action=sanction.lift`, { id, basis: '试验结束，准予修复' }, legal)).status).toBe(
      303,
    )
    expect(await eventually(async () => !(await isShown()))).toBe(true)
  })
  it('a county opens the desk but confirms nothing', async () => {
    expect((await get('/office/joint-punishment', taojiang)).status).toBe(200)
    const sent = await postForm('/office/joint-punishment/1?_action=sanction.confirm', { id: '1' }, taojiang)
    expect(sent.status).toBe(403)
  })
})

describe('the blacklist of monitoring vendors', () => {
  it('lists vendors with their outlets; what was taken off answers 410 without a name', async () => {
    const list = await get('/board/vendors')
    expect(list.text).toMatch(/名单内的厂商 \d+ 家/)
    const rows = await sql`select l.id, l.state, v.name from vendor_listings l join vendors v on v.id = l.vendor_id`
    for (const row of rows) {
      const page = await get(`/board/vendors/${row.id}`)
      expect(page.status).toBe(row.state === 'in_force' ? 200 : 410)
      expect(page.text.includes(row.name)).toBe(row.state === 'in_force')
    }
    expect((await get('/board/vendors/999')).status).toBe(404)
    expect(JSON.parse((await get('/board/vendors.json')).text).total).toBe(rows.length)
    expect((await get('/board/vendors.csv')).type).toContain('text/csv')
  })
  it('warns on the page of a firm whose devices it runs', async () => {
    const [row] =
      await sql`select e.credit_code from outlet_vendors ov join vendor_listings l on l.vendor_id = ov.vendor_id
      join outlets o on o.id = ov.outlet_id join enterprises e on e.id = o.enterprise_id
      where l.state = 'in_force' and ov.to_on is null limit 1`
    expect((await get(`/enterprises/${row?.credit_code}`)).text).toContain('已列入失信名单')
  })
  it('a barred vendor is refused for a new outlet with the clause', async () => {
    const [row] = await sql`select l.vendor_id, v.kinds[1] as kind, e.credit_code, o.code from vendor_listings l
      join vendors v on v.id = l.vendor_id, outlets o join enterprises e on e.id = o.enterprise_id
      where l.state = 'in_force' limit 1`
    const sent = await postForm(
      `/office/vendors/${row?.vendor_id}?_action=vendor.link`,
      {
        vendorId: String(row?.vendor_id),
        creditCode: row?.credit_code,
        outletCode: row?.code,
        kind: row?.kind,
        device: '',
        fromOn: today,
        toOn: '',
      },
      inspection,
    )
    expect(sent.status).toBe(400)
    expect(await sent.text()).toContain('五（三）')
  })
})

describe('the quarterly list', () => {
  it('what is published can be read, taken away and subscribed to; a draft cannot', async () => {
    expect((await get('/board/quarterly')).status).toBe(200)
    expect((await get('/en/board/quarterly')).text).toContain('Quarterly list of serious exceedance')
    const lists = await sql`select year, quarter, published_at from quarterly_lists`
    for (const { year, quarter, published_at } of lists) {
      const name = `${year}-${quarter}`
      const statuses = await Promise.all(
        ['', '.csv', '.json'].map(async (ending) => (await get(`/board/quarterly/${name}${ending}`)).status),
      )
      expect(statuses).toEqual(published_at ? [200, 200, 200] : [404, 404, 404])
      expect((await get(`/office/quarterly/${name}`, legal)).status).toBe(200)
    }
    expect((await get('/board/quarterly/2026-7')).status).toBe(404)
    const atom = await get('/board/quarterly.atom')
    expect(atom.text.match(/<entry>/g) ?? []).toHaveLength(lists.filter((list) => list.published_at).length)
    expect(JSON.parse((await get('/board/quarterly.json?lang=en')).text).language).toBe('en')
  })
})

describe('stories', () => {
  it('a list, a page, a feed and a line on the front page; a withdrawn one is gone', async () => {
    expect((await get('/stories')).text).toContain('城镇污水处理厂全部稳定达到一级 A 标准')
    expect((await get('/en/stories?kind=result')).text).toContain('All municipal sewage plants hold grade 1-A')
    expect((await get('/stories?kind=poem')).status).toBe(400)
    expect((await get('/en/stories/sewage-plants-grade-one')).text).toContain('COD')
    expect((await get('/stories/falsified-data-exposed')).text).toContain('/board?category=falsified_data')
    const gone = await get('/stories/withdrawn-figures')
    expect(gone.status).toBe(410)
    expect(gone.text).not.toContain('一则数据有误的报道')
    expect((await get('/stories/disclosure-window')).status).toBe(404)
    expect((await get('/stories/feed.atom')).text).toContain('/stories/sewage-plants-grade-one')
    expect((await get('/')).text).toContain('印染行业：中水回用率提高')
  })
  it('a county writes, the city publishes, the site shows it within seconds', async () => {
    const fields = {
      kind: 'progress',
      category: '',
      slug: `journey-${Date.now()}`,
      title: '桃江县完成季度核查',
      titleEn: '',
      summary: '核查全部完成',
      summaryEn: '',
      body: '## 核查\n\n全部完成，见[曝光台](/board)。',
      bodyEn: '',
    }
    const form = '/office/stories/new?_action=story.save'
    const preview = await postForm(form, { ...fields, preview: 'yes' }, taojiang)
    expect(preview.status).toBe(200)
    expect(await preview.text()).toContain('预览（没有保存）')
    const wrong = await postForm(form, { ...fields, body: '点这里 [x](javascript:alert(1)) 看看' }, taojiang)
    expect(wrong.status).toBe(400)
    expect(await wrong.text()).toContain('javascript:alert(1)')
    const sent = await postForm(form, fields, taojiang)
    expect(sent.status).toBe(303)
    const page = sent.headers.get('location') as string
    const id = page.split('/').at(-1) as string
    const publish = (session: TestSession) =>
      postForm(`${page}?_action=story.publish`, { id, version: '1', publishAt: '' }, session)
    expect((await publish(taojiang)).status).toBe(403)
    expect((await publish(legal)).status).toBe(303)
    expect(await eventually(async () => (await get(`/stories/${fields.slug}`)).status === 200)).toBe(true)
    expect(await eventually(async () => (await get('/')).text.includes('桃江县完成季度核查'))).toBe(true)
    const withdraw = { id, reason: '试验结束撤回' }
    expect((await postForm(`${page}?_action=story.withdraw`, withdraw, legal)).status).toBe(303)
    expect(await eventually(async () => (await get(`/stories/${fields.slug}`)).status === 410)).toBe(true)
  })
  it('the live preview renders for officers only, and nothing runs in it', async () => {
    const text = '<script>alert(1)</script>\n\n[x](javascript:y) **是**'
    expect((await postForm('/office/stories/preview', { text }, taojiang)).status).toBe(200)
    const html = await (await postForm('/office/stories/preview', { text }, taojiang)).text()
    expect(html).toContain('<strong>是</strong>')
    expect(html).not.toMatch(/<script|href="javascript/)
    expect((await postForm('/office/stories/preview', { text })).status).not.toBe(200)
  })
})
