import { describe, expect, inject, it } from 'vitest'
import { creditCodeOf } from '#db/credit-code.ts'
import { ask, postForm, sessionOf, siteDatabase, type TestSession } from '#test/support/session.ts'
import { csv, gbk } from '#test/support/sheet-files.ts'

const head = ['企业名称', '统一社会信用代码', '法定代表人', '地址', '经度', '纬度', '行业', '市区县', '类别']
const row = (n: number) => [
  `南县测试${'甲乙丙丁'[n]}食品厂`,
  creditCodeOf('91', '430921', `MAXCC00${n}`),
  '某某',
  '南洲镇',
  '112.3962',
  '29.3612',
  '食品制造',
  '南县',
  '其他',
]

async function upload(content: Buffer, session?: TestSession, name = '名录.csv') {
  const body = new FormData()
  body.set('file', new File([new Uint8Array(content)], name))
  const siteUrl = inject('siteUrl')
  return fetch(`${siteUrl}/office/import?_action=enterprise.uploadImport`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: siteUrl, ...(session ? { cookie: session.header } : {}) },
    body,
  })
}
const confirm = (path: string, fields: Record<string, string>, session: TestSession) =>
  postForm(`${path}?_action=enterprise.confirmImport`, fields, session)
const registered = async (code: string) => {
  const sql = siteDatabase()
  try {
    return (await sql`select name from enterprises where credit_code = ${code}`)[0]?.name
  } finally {
    await sql.end()
  }
}

describe('the office imports enterprises', () => {
  it('a file is taken in, shown as a dry run, confirmed once, and found by citizens at once', async () => {
    const officer = await sessionOf('city-monitoring')
    const taken = await upload(gbk(csv([head, row(0), row(1)])), officer)
    expect(taken.status).toBe(303)
    const path = taken.headers.get('location') ?? ''
    expect(path).toMatch(/^\/office\/import\/[0-9a-f-]{36}$/)

    const preview = await (await ask(path, officer)).text()
    expect(preview).toContain('可以写入：新增 2 家，更新 0 家，未变 0 家')
    expect(preview).toContain('CSV, GB18030')
    expect(await registered(row(0)[1] as string)).toBeUndefined()

    const id = path.split('/').at(-1) ?? ''
    const done = await confirm(path, { id }, officer)
    expect(done.status).toBe(303)
    expect(await (await ask(path, officer)).text()).toContain('写入：新增 2 家')
    const list = await (await ask(`/enterprises?q=${encodeURIComponent('南县测试甲')}`)).text()
    expect(list).toContain(row(0)[1])

    const again = await confirm(path, { id }, officer)
    expect(again.status).toBe(409)
    expect(await again.text()).toContain('这个文件已经导入过了')
  })

  it('a file with anything wrong has no button to confirm, and confirming it all the same is refused', async () => {
    const officer = await sessionOf('city-legal')
    const wrong = row(2).with(4, '112.21.18')
    const path = (await upload(Buffer.from(csv([head, wrong])), officer)).headers.get('location') ?? ''
    const preview = await (await ask(path, officer)).text()
    expect(preview).toContain('第 2 行 E 列（经度）')
    expect(preview).toContain('两个点的写法可能是度分秒')
    expect(preview).not.toContain('确认写入')
    const forced = await confirm(path, { id: path.split('/').at(-1) ?? '' }, officer)
    expect(forced.status).toBe(400)
    expect(await forced.text()).toContain('有 1 处不能接受')
    expect(await registered(wrong[1] as string)).toBeUndefined()
  })

  it('a code whose check character does not fit asks for a reason', async () => {
    const officer = await sessionOf('city-inspection')
    const code = row(3)[1] as string
    const slipped = `${code.slice(0, 17)}${code.endsWith('2') ? '3' : '2'}`
    const path =
      (await upload(Buffer.from(csv([head, row(3).with(1, slipped)])), officer)).headers.get('location') ?? ''
    const id = path.split('/').at(-1) ?? ''
    expect(await (await ask(path, officer)).text()).toContain('校验位不符的代码')
    expect((await confirm(path, { id, overrideReason: '' }, officer)).status).toBe(400)
    expect((await confirm(path, { id, overrideReason: '试点赋码，已核对执照' }, officer)).status).toBe(303)
    expect(await registered(slipped)).toBe(row(3)[0])
  })

  it('no file, an empty one and one that is no table are told so', async () => {
    const officer = await sessionOf('city-monitoring')
    const none = await postForm('/office/import?_action=enterprise.uploadImport', {}, officer)
    expect(none.status).toBe(400)
    expect(await none.text()).toContain('请选择一个文件')
    expect(await (await upload(Buffer.alloc(0), officer, 'leer.csv')).text()).toContain('文件是空的')
    const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(100)])
    const path = (await upload(old, officer, 'a.xls')).headers.get('location') ?? ''
    expect(await (await ask(path, officer)).text()).toContain('旧版 Excel')
    expect((await ask('/office/import/not-an-id', officer)).status).toBe(404)
  })

  it('only officers of the city reach it', async () => {
    for (const name of ['county-taojiang', 'paper', 'auditor', 'admin']) {
      const session = await sessionOf(name)
      expect((await ask('/office/import', session)).status, name).toBe(403)
      expect((await upload(Buffer.from(csv([head, row(0)])), session)).status, name).toBe(403)
    }
    const visitor = await ask('/office/import')
    expect(visitor.status).toBe(303)
    expect(visitor.headers.get('location')).toContain('/sign-in')
  })
})
