import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { ask, postForm, sessionOf, siteDatabase, type TestSession } from '#test/support/session.ts'

let taojiang: TestSession
let anhua: TestSession
let city: TestSession
let firm: TestSession
let revealed: string
let waiting: string
let finished: { no: string; creditCode: string }
let planned: string
beforeAll(async () => {
  ;[taojiang, anhua, city, firm] = (await Promise.all(
    ['county-taojiang', 'county-anhua', 'city-inspection', 'paper'].map((name) => sessionOf(name)),
  )) as [TestSession, TestSession, TestSession, TestSession]
  const sql = siteDatabase()
  ;[{ no: revealed }, { no: waiting }, finished, { no: planned }] = (
    await Promise.all([
      sql`select no from draws where state = 'revealed' order by id limit 1`,
      sql`select no from draws where state = 'committed' order by id limit 1`,
      sql`select i.no, e.credit_code as "creditCode" from inspections i join enterprises e on e.id = i.enterprise_id
        where i.state = 'finished' and i.result = 'problems' order by i.id limit 1`,
      sql`select no from inspections where state = 'planned' and region_code = '430922' and draw_id is null order by id limit 1`,
    ])
  ).map(([row]) => row) as unknown as [{ no: string }, { no: string }, typeof finished, { no: string }]
  await sql.end()
})
const get = async (path: string, session?: TestSession) => {
  const response = await ask(encodeURI(path), session)
  return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() }
}
const post = async (path: string, form: Record<string, string>, session: TestSession) => {
  const response = await postForm(encodeURI(path), form, session)
  return { status: response.status, text: await response.text() }
}

describe('draws in public', () => {
  it('are listed; a draw whose seed is out is recomputed on its page, and its pools have the hash that stands there', async () => {
    expect((await get('/progress/draws')).text).toContain(revealed)
    expect((await get('/progress/draws?state=odd')).status).toBe(400)
    const page = await get(`/progress/draws/${revealed}`)
    expect(page.text).toContain('名录、种子与结果三项全部相符')
    const pools = await ask(encodeURI(`/progress/draws/${revealed}/pools.json`))
    const hash = createHash('sha256')
      .update(Buffer.from(await pools.arrayBuffer()))
      .digest('hex')
    expect(page.text).toContain(hash)
  })

  it('that wait tell neither seed nor firm; one that there is not is not found', async () => {
    const page = await get(`/en/progress/draws/${waiting}`)
    expect([page.status, page.text.includes('It can be recomputed here once the seed is public')]).toEqual([200, true])
    const { data } = JSON.parse((await get('/api/v1/draws?state=committed')).text)
    const own = data.find(({ no }: { no: string }) => no === waiting)
    expect(own).toMatchObject({ seed: null, result: [], drawnAt: null })
    for (const path of ['/progress/draws/抽2026-9999', '/progress/draws/x', '/progress/draws/抽2026-9999/pools.json'])
      expect((await get(path)).status).toBe(404)
  })

  it('are recomputed by the script that needs nothing of ours', async () => {
    const script = 'docs/examples/recompute-draw.mjs'
    const { stdout } = await promisify(execFile)(process.execPath, [script, inject('siteUrl'), revealed])
    expect(stdout).toContain('{ pools: true, seed: true, result: true }')
  })
})

describe('inspections in public', () => {
  it('are listed by kind and result with the share of firms; what is planned is not there', async () => {
    const list = await get('/progress/inspections?result=problems')
    expect(list.text).toContain(finished.no)
    expect((await get('/progress/inspections?kind=odd')).status).toBe(400)
    expect((await get(`/progress/inspections/${finished.no}`)).status).toBe(200)
    expect((await get(`/progress/inspections/${planned}`)).status).toBe(404)
    expect((await get(`/enterprises/${finished.creditCode}`)).text).toContain(encodeURIComponent(finished.no))
    const { data } = JSON.parse((await get('/api/v1/inspections?limit=200')).text)
    expect(data.map(({ no }: { no: string }) => no)).toContain(finished.no)
    expect(data.map(({ no }: { no: string }) => no)).not.toContain(planned)
  })
})

describe('the desks of inspections', () => {
  it('show a county its own; a firm has none', async () => {
    expect((await get(`/office/inspections/${planned}`, taojiang)).status).toBe(200)
    expect((await get(`/office/inspections/${planned}`, anhua)).status).toBe(404)
    expect((await get('/office/inspections', firm)).status).toBe(403)
    expect((await get(`/office/inspections/${planned}/photos/1`, taojiang)).status).toBe(404)
  })

  it('refuse to finish what is not written, with every field named, and keep what was typed', async () => {
    const given = { no: planned, revision: '0', words: '到厂时正在生产。' }
    const answer = await post(`/office/inspections/${planned}?_action=inspection.finish`, given, taojiang)
    expect(answer.status).toBe(400)
    for (const words of ['href="#field-startedAt"', 'href="#field-result"', '到厂时正在生产。'])
      expect(answer.text).toContain(words)
  })

  it('take what a phone sends again and again once, and refuse another county', async () => {
    const send = (body: unknown, session: TestSession) =>
      fetch(new URL(encodeURI(`/office/inspections/${planned}/form`), inject('siteUrl')), {
        method: 'PUT',
        headers: { cookie: session.header, 'content-type': 'application/json', origin: inject('siteUrl') },
        body: JSON.stringify(body),
      })
    const { revision } = await (
      await send({ revision: 1, fields: { 'f1.words': '除臭设施没有运行。' } }, taojiang)
    ).json()
    const again = await send({ revision, fields: { 'f1.words': '除臭设施没有运行。' } }, taojiang)
    expect(await again.json()).toMatchObject({ revision, conflicts: [] })
    expect((await send({ revision, fields: { words: '异地' } }, anhua)).status).toBe(403)
    expect((await send({ revision: 'x' }, taojiang)).status).toBe(400)
  })

  it('refuse a draw with a beginning in the past at its field', async () => {
    const form = {
      ...{ purpose: '年末抽查', regionCode: '', sectorCode: '', firmCount: '3', inspectorCount: '2' },
      ...{ fromOn: '2020-01-01', toOn: '2020-02-01' },
    }
    const answer = await post('/office/draws?_action=draw.commit', form, city)
    expect([answer.status, answer.text.includes('href="#field-fromOn"')]).toEqual([400, true])
  })
})
