import { beforeAll, describe, expect, inject, it } from 'vitest'
import { demoCast } from '#db/seed/cast.ts'
import { type FirmAccount, openFirm } from '#test/routes/firm-account.ts'
import { ask, postForm, sessionOf, siteDatabase, type TestSession } from '#test/support/session.ts'
import { pdf, photograph } from '#test/support/upload-files.ts'

let firm: FirmAccount
let session: TestSession
beforeAll(async () => {
  firm = await openFirm('files')
  session = await sessionOf(firm.username)
  await postForm('/filing?_action=disclosure.openDraft', { year: String(firm.year) }, session)
})

const page = async (part = 'basic') => (await ask(`/filing/${firm.year}/${part}`, session)).text()
const revisionIn = (html: string) => /name="revision" value="(\d+)"/.exec(html)?.[1] ?? ''
const diagram = 'processDiagrams_1.file'

async function send(path: string, fields: Record<string, string | File>, as = session) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  const headers = { origin: inject('siteUrl'), cookie: as.header }
  return fetch(inject('siteUrl') + path, { method: 'POST', redirect: 'manual', headers, body: form })
}
const save = async (fields: Record<string, string | File>) =>
  send(`/filing/${firm.year}/basic?_action=disclosure.saveDraft`, {
    year: String(firm.year),
    part: 'basic',
    revision: revisionIn(await page()),
    next: 'form',
    ...fields,
  })
const file = (bytes: Buffer, name: string) => new File([new Uint8Array(bytes)], name)

describe('files of the form', () => {
  it('come with it, are listed with name and size, and are the firm’s and its regulators’ to open', async () => {
    const saved = await save({ 'processDiagrams_1.process': '制浆', [`upload:${diagram}`]: file(pdf(), '流程图.pdf') })
    expect(saved.status).toBe(303)
    const html = await page()
    const [, id] = /href="\/files\/([0-9a-f-]{36})">流程图\.pdf</.exec(html) ?? []
    expect(html).toMatch(/1 KB/)
    const own = await ask(`/files/${id}`, session)
    expect([own.status, own.headers.get('content-disposition')]).toEqual([200, expect.stringContaining('attachment')])
    expect(own.headers.get('content-security-policy')).toContain('sandbox')
    expect((await ask(`/files/${id}`, await sessionOf('city-legal'))).status).toBe(200)
    expect((await ask(`/files/${id}`, await sessionOf('antimony'))).status).toBe(404)
    expect((await ask(`/files/${id}`, await sessionOf('ngo'))).status).toBe(403)
    expect((await ask(`/files/${id}`)).status).toBe(303)
  })

  it.each([
    [
      'a script inside a PDF',
      () => pdf('5 0 obj << /S /JavaScript /JS (app.alert\\(1\\)) >> endobj'),
      '图.pdf',
      '可执行的内容',
    ],
    ['a picture called a PDF', () => photograph('png'), '图.pdf', '后缀是“.pdf”'],
    ['a text', () => Buffer.from('流程'), '图.txt', '认不出文件内容的格式'],
  ])('%s is refused at its field, and what was typed with it is kept', async (_, bytes, name, sentence) => {
    const response = await save({
      'products_1.product': `纸 ${name}`,
      [`upload:${diagram}`]: file(await bytes(), name),
    })
    expect(response.status).toBe(400)
    const html = await response.text()
    expect(html).toContain(sentence)
    expect(html).toContain(`href="#field-${diagram}"`)
    expect(await page()).toContain(`value="纸 ${name}"`)
  })

  it('one is taken out, and back again by one button', async () => {
    const [, id] = /name="detach" value="processDiagrams_1\.file ([0-9a-f-]{36})"/.exec(await page()) ?? []
    const gone = await save({ detach: `${diagram} ${id}`, next: '' })
    expect(gone.headers.get('location')).toMatch(/\?undo=\d+#processDiagrams$/)
    const html = await (await ask((gone.headers.get('location') ?? '').split('#')[0] ?? '', session)).text()
    expect(html).toContain('已删除，内容还可以找回')
    expect(html).toContain(`name="${diagram}" value="${id}"`)
    await save({ [diagram]: id as string })
    expect(await page()).toContain(`/files/${id}`)
  })
})

describe('what an open form sends by itself', () => {
  const autosave = (body: string, as: TestSession | undefined = session, headers: Record<string, string> = {}) =>
    fetch(`${inject('siteUrl')}/filing/${firm.year}/autosave`, {
      method: 'PUT',
      redirect: 'manual',
      headers: {
        origin: inject('siteUrl'),
        'content-type': 'application/json',
        ...(as ? { cookie: as.header } : {}),
        ...headers,
      },
      body,
    })

  it('is saved and answered with the new revision', async () => {
    const revision = Number(revisionIn(await page()))
    const response = await autosave(JSON.stringify({ revision, fields: { 'standing_1.violationsLastYear': '无' } }))
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ revision: revision + 1, changed: 1, conflicts: [], others: {} })
  })

  it.each([
    ['no JSON', '{', 400],
    ['another shape', '{"fields":[]}', 400],
    ['a field that is not the form’s', '{"revision":0,"fields":{"r1_w01018.mean":"5"}}', 422],
    ['a revision that is still to come', '{"revision":99999,"fields":{"standing_1.violationsLastYear":"x"}}', 409],
  ])('%s is refused', async (_, body, status) => {
    expect((await autosave(body)).status).toBe(status)
  })

  it('is refused without a session, for other roles and from another site', async () => {
    const body = '{"revision":0,"fields":{}}'
    const statuses = [
      await autosave(body, { header: '' } as TestSession),
      await autosave(body, await sessionOf('city-legal')),
      await autosave(body, session, { origin: 'https://elsewhere.example' }),
    ].map(({ status }) => status)
    expect(statuses).toEqual([401, 403, 403])
  })
})

it('the sealed scan: handed in for what is public; everybody sees that, only firm and regulators the scan', async () => {
  const sql = siteDatabase()
  const [version] = await sql`
    select d.id, d.year from disclosures d join enterprises e on e.id = d.enterprise_id
    where e.credit_code = ${demoCast.paperMill} and d.state = 'published' order by d.year limit 1`
  await sql.end()
  const paper = await sessionOf('paper')
  const path = `/filing/${version?.year}/published`
  const hand = (fields: Record<string, string | File>) =>
    send(`${path}?_action=disclosure.attachSeal`, { disclosureId: String(version?.id), ...fields }, paper)
  const none = await hand({})
  expect([none.status, await none.text()]).toEqual([400, expect.stringContaining('请选择扫描件')])
  expect((await hand({ seal: file(await photograph(), '盖章.jpg') })).status).toBe(303)
  const desk = await (await ask(path, paper)).text()
  expect(desk).toContain('盖章.jpg')
  const [, id] = /href="\/files\/([0-9a-f-]{36})"/.exec(desk) ?? []
  const open = await (await ask(`/disclosures/${version?.id}`)).text()
  expect(open).toContain('盖章扫描件已交存')
  expect(open).not.toContain(id)
  expect((await ask(`/files/${id}`)).status).toBe(303)
  const office = await (await ask(`/office/disclosures/${version?.id}`, await sessionOf('county-taojiang'))).text()
  expect(office).toContain(`/files/${id}`)
  const foreign = await send(
    `${path}?_action=disclosure.attachSeal`,
    { disclosureId: String(version?.id), seal: file(pdf(), 'x.pdf') },
    await sessionOf('antimony'),
  )
  expect([303, 404]).toContain(foreign.status)
})
