import { beforeAll, describe, expect, it } from 'vitest'
import { type FirmAccount, openFirm } from '#test/routes/firm-account.ts'
import { ask, postForm, sessionOf, siteDatabase, type TestSession } from '#test/support/session.ts'

let firm: FirmAccount
let session: TestSession
/** The row keys of the form in its order, `r12_w01018`. */
let rows: string[]
beforeAll(async () => {
  firm = await openFirm('filing')
  session = await sessionOf(firm.username)
})

const save = (fields: Record<string, string>, revision: number) =>
  postForm(
    `/filing/${firm.year}/discharge?_action=disclosure.saveDraft`,
    { year: String(firm.year), part: 'discharge', revision: String(revision), ...fields },
    session,
  )
const valueIn = (html: string, name: string) => {
  const [tag] = new RegExp(`<input[^>]* name="${name}"[^>]*>`).exec(html) ?? []
  return tag && (/ value="([^"]*)"/.exec(tag)?.[1] ?? '')
}
const revisionIn = (html: string) => Number(valueIn(html, 'revision'))
const form = async (search = '') => (await ask(`/filing/${firm.year}/discharge${search}`, session)).text()

describe('the desk is the enterprise’s own', () => {
  it.each(['/filing', '/filing/2026', '/filing/2026/basic', '/filing/2026/preview', '/en/filing'])(
    '%s sends a visitor to the sign-in',
    async (path) => {
      const response = await ask(path)
      expect(response.status).toBe(303)
      expect(response.headers.get('location')).toContain('/sign-in?next=')
    },
  )
  it.each(['county-taojiang', 'city-legal', 'auditor', 'admin', 'ngo'])('%s is refused', async (username) => {
    expect((await ask('/filing', await sessionOf(username))).status).toBe(403)
  })
  it('is kept by no cache', async () => {
    expect((await ask('/filing', session)).headers.get('cache-control')).toBe('private, no-store')
  })
})

describe('filing step by step', () => {
  it('the desk says how the year stands to its deadline, and opens the draft', async () => {
    const desk = await (await ask('/filing', session)).text()
    expect(desk).toMatch(new RegExp(`${firm.year} 年度信息(已逾期 \\d+ 天|还有 \\d+ 天到期|今天 24:00 前)`))
    expect(desk).toContain(firm.name)
    for (const to of ['changes', 'marks', 'devices', 'orders', 'problems', 'cases', 'errors'])
      expect(desk, to).toContain(`href="/filing/${to}"`)
    expect(desk).toContain(`href="/enterprises/${firm.creditCode}"`)
    const opened = await postForm('/filing?_action=disclosure.openDraft', { year: String(firm.year) }, session)
    expect([opened.status, opened.headers.get('location')]).toEqual([303, `/filing/${firm.year}`])
    const html = await form()
    rows = [...html.matchAll(/data-row="([^"]+)"/g)].map(([, key]) => key as string)
    expect(rows.length).toBeGreaterThan(0)
    const overview = await (await ask(`/filing/${firm.year}`, session)).text()
    expect(overview).toMatch(/公开期限：.*?24:00 · (还有 \d+ 天|逾期 \d+ 天|今天到期)/)
    expect(html).toMatch(/第 2 部分，共 7 部分.*?公开期限：/s)
    expect(overview).toContain(`填报 ${firm.year - 1} 年 1 月 1 日至 12 月 31 日的排放情况`)
    expect(html).toMatch(/限值 <b>/)
  })

  it('a year in which nothing is due is refused in words', async () => {
    const response = await postForm('/filing?_action=disclosure.openDraft', { year: '2016' }, session)
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('本单位没有该年度的公开义务')
  })

  it('half a form is saved', async () => {
    const saved = await save({ [`${rows[0]}.mean`]: '７．４', [`${rows[0]}.min`]: '6.8' }, revisionIn(await form()))
    expect([saved.status, saved.headers.get('location')]).toEqual([303, `/filing/${firm.year}/discharge?saved=2`])
    const html = await form('?saved=2')
    expect(html).toContain('草稿已保存')
    expect(valueIn(html, `${rows[0]}.mean`)).toBe('７．４')
  })

  it('what is wrong comes back as typed, with its message at the field and a link to it', async () => {
    const field = `${rows[0]}.max`
    const response = await save({ [field]: '1,5', [`${rows[0]}.exceeded`]: '-1' }, revisionIn(await form()))
    expect(response.status).toBe(400)
    const html = await response.text()
    expect(valueIn(html, field)).toBe('1,5')
    expect(html).toContain(`href="#field-${field}"`)
    expect(html).toContain('看不出是小数点还是千位分隔')
    expect(html).toContain('-1 小于 0，不可能')
    expect(html).toMatch(new RegExp(`id="field-${field}"[^>]*aria-invalid="true"`))
    expect(valueIn(await form(), field)).toBe('1,5')
    await save({ [field]: '', [`${rows[0]}.exceeded`]: '' }, revisionIn(await form()))
  })

  it('a field of another enterprise’s outlet is refused, and nothing of that save is kept', async () => {
    const response = await save({ 'r999999999_w01018.mean': '5', [`${rows[0]}.max`]: '8.4' }, revisionIn(await form()))
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('不属于本企业')
    expect(valueIn(await form(), `${rows[0]}.max`)).toBe('')
  })

  it('two people of one firm: both values are named, and a colleague’s other fields are not undone', async () => {
    const revision = revisionIn(await form())
    await save({ [`${rows[0]}.mean`]: '7.2', [`${rows[0]}.max`]: '8.1' }, revision)
    const late = await save({ [`${rows[0]}.mean`]: '7.6', [`${rows[0]}.max`]: '' }, revision)
    expect(late.status).toBe(400)
    const html = await late.text()
    expect(html).toContain('同事刚刚保存为“7.2”，您填写的是“7.6”')
    expect([valueIn(html, `${rows[0]}.mean`), valueIn(html, `${rows[0]}.max`)]).toEqual(['7.6', '8.1'])
    const again = await save({ [`${rows[0]}.mean`]: '7.6', [`${rows[0]}.max`]: '8.1' }, revisionIn(html))
    expect(again.status).toBe(303)
    expect(valueIn(await form(), `${rows[0]}.mean`)).toBe('7.6')
  })

  it('what is not complete cannot be previewed: each missing field is listed', async () => {
    const preview = await ask(`/filing/${firm.year}/preview`, session)
    expect([preview.status, preview.headers.get('location')]).toEqual([303, `/filing/${firm.year}?check=1`])
    const html = await (await ask(`/filing/${firm.year}?check=1`, session)).text()
    expect(html).toMatch(/有 \d+ 处需要修改/)
    expect(html).toMatch(/· 还缺[^<]*平均/)
    expect(html).toMatch(new RegExp(`href="/filing/${firm.year}/basic\\?check=1#field-products_1.product"`))
    expect(await (await ask(`/filing/${firm.year}/basic?check=1`, session)).text()).toContain('至少填写 1 行')
  })

  it('nor signed by sending the form past the preview', async () => {
    const fields = {
      year: String(firm.year),
      revision: String(revisionIn(await form())),
      signedName: '某某',
      declaration: 'yes',
    }
    const response = await postForm(`/filing/${firm.year}/preview?_action=disclosure.signAndPublish`, fields, session)
    expect(response.status).toBeGreaterThanOrEqual(300)
    const sql = siteDatabase()
    const [row] =
      await sql`select published_at from disclosure_obligations where year = ${firm.year} and enterprise_id = ${firm.enterpriseId}`
    await sql.end()
    expect(row?.published_at).toBeNull()
  })

  it('the draft is nobody else’s: the public finds no address for it, another firm no form', async () => {
    const sql = siteDatabase()
    const [draft] = await sql`select id from disclosures where enterprise_id = ${firm.enterpriseId} and state = 'draft'`
    await sql.end()
    expect((await ask(`/disclosures/${draft?.id}`)).status).toBe(404)
    expect((await ask(`/api/v1/disclosures/${draft?.id}`)).status).toBe(404)
    const other = await ask(`/filing/${firm.year}/discharge`, await sessionOf('antimony'))
    expect(await other.text()).not.toContain(rows[0])
  })

  it('speaks English at its English address', async () => {
    const html = await (await ask(`/en/filing/${firm.year}?check=1`, session)).text()
    expect(html).toContain(`Environmental disclosure ${firm.year}`)
    expect(html).toMatch(/\d+ things need to be put right/)
  })

  it('a discarded draft is gone and the desk begins anew', async () => {
    const fields = { year: String(firm.year), revision: String(revisionIn(await form())) }
    const response = await postForm(`/filing/${firm.year}?_action=disclosure.discardDraft`, fields, session)
    expect([response.status, response.headers.get('location')]).toEqual([303, '/filing'])
    expect(await (await ask('/filing', session)).text()).toContain('尚未开始填报')
  })

  it.each(['2026/nothing', '2026/Basic', 'abc/basic', 'abc', '99999', '1', '2026.5'])(
    '/filing/%s is not found, not an error',
    async (year) => {
      expect((await ask(`/filing/${year}`, session)).status).toBe(404)
    },
  )
})
