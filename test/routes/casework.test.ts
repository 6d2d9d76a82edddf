import { describe, expect, inject, it } from 'vitest'
import { ask, postForm, sessionOf } from '#test/support/session.ts'

const whole = {
  enterpriseName: '路由示例纸业有限公司',
  regionCode: '430922',
  category: 'other',
  title: '路由示例案件',
  facts: '现场检查发现该单位危险废物未按规定贮存，数量约二百公斤。',
  leadSource: 'inspection',
  executionState: 'pending',
}
const draft = async (fields: Record<string, string>, who = 'county-taojiang') =>
  postForm('/office/cases/new?_action=casework.draft', { ...whole, ...fields }, await sessionOf(who))

describe('the office’s cases', () => {
  it.each([
    ['/office/cases', 'county-taojiang', 200],
    ['/office/cases', 'auditor', 200],
    ['/office/cases', 'paper', 403],
    ['/office/cases/new', 'county-taojiang', 200],
    ['/office/cases/new', 'city-inspection', 200],
    ['/office/cases/new', 'city-legal', 403],
    ['/office/cases/new', 'auditor', 403],
    ['/office/cases/import', 'county-taojiang', 200],
    ['/office/cases/import', 'city-legal', 403],
    [`/office/cases/import?file=${'0'.repeat(64)}`, 'county-taojiang', 404],
    ['/office/cases/publish', 'city-inspection', 200],
    ['/office/cases/publish', 'county-taojiang', 403],
    ['/office/cases/999999999', 'city-legal', 404],
    ['/office/cases?wait=nobody', 'city-legal', 400],
    ['/office/cases?page=999', 'city-legal', 404],
    ['/en/office/cases?wait=publish', 'city-legal', 200],
  ])('%s answers %s with %i', async (path, who, status) =>
    expect((await ask(path, await sessionOf(who))).status).toBe(status),
  )

  it('ask a visitor to sign in', async () =>
    expect((await ask('/office/cases/new')).headers.get('location')).toContain('/sign-in'))

  it('a draft is saved and found by its county, not by another', async () => {
    const saved = await draft({})
    expect(saved.status).toBe(303)
    const path = (saved.headers.get('location') ?? '').split('?')[0] as string
    expect(await (await ask(path, await sessionOf('county-taojiang'))).text()).toContain('路由示例案件')
    expect((await ask(path, await sessionOf('county-anhua'))).status).toBe(404)
    expect((await ask(`${path}/preview`, await sessionOf('county-anhua'))).status).toBe(404)
    const publish = await postForm(
      `${path}?_action=casework.publish`,
      { id: path.split('/').at(-1) ?? '', revision: '1' },
      await sessionOf('city-inspection'),
    )
    expect(publish.status).toBe(409)
    expect(await publish.text()).toContain('还没有通过法制审核')
  })

  it.each<[string, Record<string, string>, string]>([
    ['a text of a megabyte', { facts: '超'.repeat(350_000) }, '有 350000 个字，最多 20000 个'],
    ['a sign that turns the text', { title: '案件\u202e标题甲' }, '改变文字方向的字符（U+202E）'],
    ['a decision of the next century', { decisionNo: '桃环罚〔2099〕1号', decidedOn: '2099-01-01' }, '晚于今天'],
    ['a number of no form', { decisionNo: '甲', decidedOn: '2026-01-01' }, '不是处罚决定书文号'],
    ['another county’s case', { regionCode: '430923' }, '无权'],
  ])('%s is refused in words, and what was typed stays', async (_, fields, words) => {
    const refused = await draft(fields)
    expect(refused.status).toBeGreaterThanOrEqual(400)
    const text = await refused.text()
    expect(text).toContain(words)
    expect(text).toContain('路由示例纸业有限公司')
  })

  it('markup in the facts is shown as text', async () => {
    const saved = await draft({ facts: '<script>alert(1)</script>现场检查发现该单位违法排放，已责令改正。' })
    const path = (saved.headers.get('location') ?? '').split('?')[0] as string
    const text = await (await ask(`${path}/preview`, await sessionOf('county-taojiang'))).text()
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(text).not.toContain('<script>alert(1)')
  })

  it('signs that nobody sees are taken out, and it says so', async () => {
    const saved = await draft({ title: '路由\u200b示例\ufeff案件二' })
    expect(saved.headers.get('location')).toContain('saved=2')
    expect(await (await ask(saved.headers.get('location') ?? '', await sessionOf('county-taojiang'))).text()).toContain(
      '去除了 2 个看不见的字符',
    )
  })

  it('a ledger is uploaded, looked at line by line, and imported as drafts; nothing of it is public', async () => {
    const county = await sessionOf('county-taojiang')
    const ledger =
      '处罚决定书文号,当事人,违法事实,罚款金额,处罚决定日期\n桃环台罚〔2026〕77号,台账路由示例厂,未批先建,20000,2026-05-06\n'
    const siteUrl = inject('siteUrl')
    const upload = (text: string) => {
      const body = new FormData()
      body.set('file', new File([text], '台账.csv'))
      const headers = { origin: siteUrl, cookie: county.header }
      return fetch(`${siteUrl}/office/cases/import?_action=casework.uploadLedger`, {
        method: 'POST',
        redirect: 'manual',
        headers,
        body,
      })
    }
    const wrong = await upload(ledger.replace('2026-05-06', '去年'))
    expect(wrong.status).toBe(303)
    expect(await (await ask(wrong.headers.get('location') ?? '', county)).text()).toContain('不是一个日期')
    const preview = (await upload(ledger)).headers.get('location') ?? ''
    const shown = await (await ask(preview, county)).text()
    expect(shown).toContain('新建 1 件草稿')
    expect(shown).toContain('台账路由示例厂')
    const sha256 = preview.split('file=')[1] ?? ''
    const done = await postForm('/office/cases/import?_action=casework.importLedger', { sha256 }, county)
    expect(done.headers.get('location')).toContain('done=1.0')
    expect(await (await ask('/office/cases?wait=draft', county)).text()).toContain('台账路由示例厂')
    expect(await (await ask('/board?q=台账路由示例厂')).text()).not.toContain('桃环台罚')
    expect(await (await ask(preview, county)).text()).toContain('文号已有案件')
  })
})
