import { beforeAll, describe, expect, inject, it } from 'vitest'
import { inspectXlsx } from '#platform/sheet/inspect.ts'
import { type FirmAccount, openFirm } from '#test/routes/firm-account.ts'
import { editXlsx } from '#test/support/edit-xlsx.ts'
import { ask, postForm, sessionOf, type TestSession } from '#test/support/session.ts'

let firm: FirmAccount
let session: TestSession
beforeAll(async () => {
  firm = await openFirm('excel')
  session = await sessionOf(firm.username)
})

const page = () => `/filing/${firm.year}/excel`
const template = async (search = '') =>
  Buffer.from(await (await ask(`/filing/${firm.year}/template.xlsx${search}`, session)).arrayBuffer())
async function upload(content: Uint8Array, name = '填报表.xlsx', by: TestSession | undefined = session) {
  const body = new FormData()
  body.set('year', String(firm.year))
  body.set('file', new File([new Uint8Array(content)], name))
  const siteUrl = inject('siteUrl')
  return fetch(`${siteUrl}${page()}?_action=disclosure.uploadSheet`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: siteUrl, ...(by ? { cookie: by.header } : {}) },
    body,
  })
}
/** The first column of the factors' sheet that asks something. */
function firstMean(bytes: Buffer) {
  const { sheets } = inspectXlsx(bytes)
  const sheet = sheets.findIndex(({ rows }) =>
    [...(rows.get(3)?.values() ?? [])].some(({ text }) => text === 'qy:rows.mean'),
  )
  const [column] = [...sheets[sheet]!.rows.get(3)!].find(([, { text }]) => text === 'qy:rows.mean')!
  return { sheet: sheet + 1, address: `${String.fromCharCode(65 + column)}5` }
}

describe('filing by workbook', () => {
  it('is the firm’s own', async () => {
    for (const path of [
      page(),
      `/filing/${firm.year}/template.xlsx`,
      `${page()}/00000000-0000-0000-0000-000000000000`,
    ]) {
      expect((await ask(path)).status).toBe(303)
      expect((await ask(path, await sessionOf('city-legal'))).status).toBe(403)
    }
    expect((await ask(`${page()}/00000000-0000-0000-0000-000000000000`, session)).status).toBe(404)
  })

  it('without a draft there is no workbook, and the page says what comes first', async () => {
    const response = await ask(`/filing/${firm.year}/template.xlsx`, session)
    expect([response.status, response.headers.get('location')]).toEqual([303, '/filing'])
    expect(await (await ask(page(), session)).text()).toContain('先开始填报，才有预填的表格')
    expect((await postForm('/filing?_action=disclosure.openDraft', { year: String(firm.year) }, session)).status).toBe(
      303,
    )
    const got = await ask(`/filing/${firm.year}/template.xlsx`, session)
    expect(got.headers.get('content-type')).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    expect(got.headers.get('content-disposition')).toContain(firm.creditCode)
    expect(got.headers.get('cache-control')).toBe('private, no-store')
  })

  it('unchanged it changes nothing, in both languages', async () => {
    for (const search of ['', '?lang=en']) {
      const sent = await upload(await template(search))
      expect([sent.status, sent.headers.get('location')]).toEqual([303, `${page()}?saved=0`])
    }
    expect(await (await ask(`${page()}?saved=0`, session)).text()).toContain('与草稿完全一致')
    expect(await (await ask(`/en${page()}`, session)).text()).toContain(
      `href="/filing/${firm.year}/template.xlsx?lang=en"`,
    )
  })

  it('a wrong cell refuses the whole, is listed with its place and marked in a copy of this firm alone', async () => {
    const bytes = await template()
    const { sheet, address } = firstMean(bytes)
    const sent = await upload(editXlsx(bytes, { [sheet]: { cells: { [address]: '约58' } } }))
    expect(sent.status).toBe(303)
    const location = sent.headers.get('location') ?? ''
    const shown = await (await ask(location, session)).text()
    expect(shown).toContain('有 1 处不能接受，没有写入任何内容')
    expect(shown).toContain(`各排放口污染因子 ${address}`)
    expect(shown).toContain('“约58”不是一个确定的数')
    expect(await (await ask(`/en${location}`, session)).text()).toContain('“约58” is not one exact number')

    const id = new URLSearchParams(location.split('?')[1]).get('check')
    const copy = await ask(`${page()}/${id}`, session)
    expect(copy.headers.get('content-disposition')).toContain(encodeURIComponent('填报表-核对.xlsx'))
    expect(inspectXlsx(Buffer.from(await copy.arrayBuffer())).sheets[sheet - 1]?.rows.get(5)?.size).toBeGreaterThan(5)
    const other = await sessionOf((await openFirm('excel-other')).username)
    expect((await ask(`${page()}/${id}`, other)).status).toBe(404)
    expect(await (await ask(location, other)).text()).toContain('核对结果只保留一天')

    const mended = await upload(editXlsx(bytes, { [sheet]: { cells: { [address]: '5.8' } } }))
    expect(mended.headers.get('location')).toMatch(/\?(saved=1|check=)/)
  })

  it.each([
    ['a CSV', Buffer.from('a,b\n1,2\n'), '这不是 Excel 工作簿（.xlsx）'],
    [
      'an old or locked workbook',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
      '旧版 Excel',
    ],
    ['nothing', Buffer.alloc(0), '文件是空的'],
    ['more than is read', Buffer.alloc(10 * 1024 * 1024 + 1, 'a'), '最多 10 MB'],
  ])('%s is refused at its field', async (_what, bytes, words) => {
    const response = await upload(bytes)
    expect(response.status).toBe(400)
    expect(await response.text()).toContain(words)
  })

  it('a file beyond the limit of the address is refused before it is read', async () => {
    expect((await upload(Buffer.alloc(23 * 1024 * 1024))).status).toBe(413)
  })

  it('no file chosen is said', async () => {
    const response = await upload(Buffer.alloc(0), '')
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('请选择填好的表格')
  })
})
