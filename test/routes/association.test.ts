import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ask, postForm, sessionOf, siteDatabase, type TestSession } from '#test/support/session.ts'

const sql = siteDatabase()
const url = (path: string) => new URL(path, inject('siteUrl'))
const facts = '围墙外的暗管向资江排黑水，每晚十一点以后。'
let ngo: TestSession
let key: string

beforeAll(async () => {
  ngo = await sessionOf('ngo')
  const page = await (await postForm('/account/keys?_action=apiKey.create', { name: '巡河应用' }, ngo)).text()
  key = /qyk_[A-Za-z0-9_-]{43}/.exec(page)?.[0] ?? ''
})
afterAll(async () => {
  await sql`delete from api_keys`
  await sql.end()
})

describe('keys of an association', () => {
  it('are shown once, listed by their beginning, and end when they are revoked', async () => {
    expect(key).toHaveLength(47)
    const list = await (await ask('/account/keys', ngo)).text()
    expect(list).toContain('巡河应用')
    expect(list).toContain(`${key.slice(0, 10)}…`)
    expect(list).not.toContain(key)
    const [row] = await sql`select id, key_hash from api_keys`
    expect(row?.key_hash).not.toContain(key)
  })

  it('without a name are refused; other accounts have none', async () => {
    const refused = await postForm('/account/keys?_action=apiKey.create', { name: ' ' }, ngo)
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('请填写用途名称')
    expect((await ask('/account/keys', await sessionOf('paper'))).status).toBe(403)
  })
})

describe('POST /api/v1/reports', () => {
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(url('/api/v1/reports'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })

  it('takes a report with a key and answers with the receipt; without a key, or with a wrong one, it is 401', async () => {
    const report = { kind: 'stealth_discharge', words: facts, longitudeDeg: 112.35, latitudeDeg: 28.6 }
    const taken = await post(report, { authorization: `Bearer ${key}` })
    expect(taken.status).toBe(201)
    const { data } = (await taken.json()) as { data: { handle: string; receipt: string } }
    expect(data.receipt.replaceAll('-', '').startsWith(data.handle)).toBe(true)
    for (const authorization of ['', `Bearer ${key.slice(0, -1)}x`, 'Basic eDp5'])
      expect((await post(report, { authorization })).status).toBe(401)
    const [row] = await sql`select channel, region_code from reports where handle = ${data.handle}`
    expect(row).toEqual({ channel: 'api', region_code: '430902' })
  })

  it('says of a wrong field what is allowed, and of a body that is no JSON that it is none', async () => {
    const refused = await post({ kind: 'aliens', words: 'x' }, { authorization: `Bearer ${key}` })
    expect([refused.status, refused.headers.get('content-type')]).toEqual([400, 'application/problem+json'])
    expect(((await refused.json()) as { problems: { field: string }[] }).problems.map(({ field }) => field)).toContain(
      'kind',
    )
    expect((await post('{', { authorization: `Bearer ${key}` })).status).toBe(400)
  })

  it('reads no cookie: a page of another site can send nothing in a signed-in association’s name', async () => {
    const refused = await post(
      { words: facts, place: 'x' },
      { cookie: ngo.header, origin: 'https://elsewhere.example' },
    )
    expect(refused.status).toBe(401)
  })
})

describe('public credit', () => {
  it('names the association with the outcome of its report where it asked for that, in the page, the API and the table, and nowhere else', async () => {
    const authorization = `Bearer ${key}`
    const outcomes: number[] = []
    for (const [wantsCredit, seen] of [
      [true, '巡河发现一'],
      [false, '巡河发现二'],
    ] as const) {
      const body = JSON.stringify({ kind: 'other', words: facts, place: '老渡口', seen, wantsCredit })
      const headers = { 'content-type': 'application/json', authorization }
      const answer = await fetch(url('/api/v1/reports'), { method: 'POST', headers, body })
      const { data } = (await answer.json()) as { data: { handle: string } }
      const [row] = await sql`select id from reports where handle = ${data.handle}`
      const id = String(row?.id)
      const city = await sessionOf('city-inspection')
      for (const [step, fields] of [
        ['accept', { words: '', note: '', revision: '0' }],
        [
          'conclude',
          {
            outcome: 'true',
            publicOutcome: '经查属实，已责令改正。',
            publicOutcomeEn: '',
            words: '',
            note: '',
            revision: '1',
          },
        ],
      ] as const) {
        const sent = await postForm(
          `/office/reports/${id}?do=${step}&_action=reportDesk.${step}`,
          { id, ...fields },
          city,
        )
        expect(sent.status).toBe(303)
      }
      outcomes.push(Number((await sql`select outcome_no as no from reports where id = ${id}`)[0]?.no))
    }
    const [named, quiet] = outcomes
    const text = async (path: string) => (await ask(path)).text()
    const [account] =
      await sql`select u.name, u.username, m.organisation from users u join memberships m on m.user_id = u.id where username = 'ngo'`
    const name = account?.organisation as string
    const creditedByThem = () =>
      sql<{ no: number }[]>`select outcome_no as no from reports r join users u on u.id = r.submitted_by
        where u.username = 'ngo' and r.state = 'concluded' and r.wants_credit order by outcome_no desc`
    expect((await creditedByThem()).map(({ no }) => no)).toContain(named)
    expect(await text(`/report/outcomes/${named}`)).toContain(`举报单位：${name}`)
    expect(await text(`/en/report/outcomes/${named}`)).toContain(`Reported by ${name}`)
    expect(JSON.parse(await text(`/api/v1/report-outcomes/${named}`)).data.creditedTo).toBe(name)
    expect(JSON.parse(await text(`/api/v1/report-outcomes/${quiet}`)).data.creditedTo).toBeNull()
    const lines = (await text('/report/outcomes.csv')).split('\r\n')
    expect(
      lines.filter((line) => line.includes(name)).map((line) => Number(line.split(',')[0]?.replace('\ufeff', ''))),
    ).toEqual((await creditedByThem()).map(({ no }) => no))
    const others = [
      `/report/outcomes/${quiet}`,
      '/report/outcomes.json',
      '/report/rewards',
      '/report/rewards.csv',
      '/report/media.json',
    ]
    for (const path of others) expect(await text(path)).not.toContain(name)
    for (const path of [`/report/outcomes/${named}`, `/api/v1/report-outcomes/${named}`])
      for (const secret of [account?.name, `"${account?.username}"`, '巡河发现', '老渡口', facts])
        expect(await text(path)).not.toContain(secret as string)
  })
})

describe('Open311', () => {
  const get = (path: string) => fetch(url(`/open311/v2/${path}`))

  it('tells what it is and which services there are, in both formats, to everybody', async () => {
    const discovery = (await (await get('discovery.json')).json()) as { endpoints: { specification: string }[] }
    expect(discovery.endpoints[0]?.specification).toBe('http://wiki.open311.org/GeoReport_v2')
    const services = (await (await get('services.json')).json()) as { service_code: string; metadata: boolean }[]
    expect(services).toContainEqual(expect.objectContaining({ service_code: 'stealth_discharge', metadata: false }))
    const xml = await get('services.xml')
    expect(xml.headers.get('content-type')).toContain('text/xml')
    expect(await xml.text()).toContain('<service_code>nuisance</service_code>')
  })

  it('takes a request, gives its id and receipt, and tells later how it stands', async () => {
    const body = new URLSearchParams({
      api_key: key,
      service_code: 'nuisance',
      description: facts,
      lat: '28.6',
      long: '112.35',
    })
    const taken = await fetch(url('/open311/v2/requests.json'), { method: 'POST', body })
    expect(taken.status).toBe(201)
    const [made] = (await taken.json()) as { service_request_id: string; service_notice: string }[]
    expect(made?.service_notice).toMatch(/([0-9A-Z]{4}-){7}[0-9A-Z]{4}/)
    const [one] = (await (await get(`requests/${made?.service_request_id}.json?api_key=${key}`)).json()) as {
      status: string
      lat: null
    }[]
    expect(one).toMatchObject({ status: 'open', service_code: 'nuisance', lat: null })
    const list = (await (await get(`requests.json?api_key=${key}&status=open&service_code=nuisance`)).json()) as {
      service_request_id: string
    }[]
    expect(list.map((each) => each.service_request_id)).toContain(made?.service_request_id)
  })

  it('refuses in the protocol’s form: without a key 403, with a wrong argument 400, an unknown id 404', async () => {
    const body = new URLSearchParams({ api_key: key, service_code: 'potholes', description: 'x' })
    const wrong = await fetch(url('/open311/v2/requests.json'), { method: 'POST', body })
    expect(wrong.status).toBe(400)
    expect(await wrong.json()).toContainEqual({ code: 400, description: expect.stringContaining('service_code') })
    const xml = await get('requests.xml')
    expect(xml.status).toBe(403)
    expect(await xml.text()).toContain('<error><code>403</code>')
    expect((await get(`requests/ZZZZZZZZ.json?api_key=${key}`)).status).toBe(404)
    expect((await get(`requests.json?api_key=${key}&start_date=yesterday`)).status).toBe(400)
    expect((await get('services')).status).toBe(404)
  })
})

describe('a sheet of an association', () => {
  const upload = async (text: string) => {
    const form = new FormData()
    form.set('file', new File([text], 'reports.csv', { type: 'text/csv' }))
    return fetch(url('/account/reports/batch?_action=associationReport.upload'), {
      method: 'POST',
      body: form,
      redirect: 'manual',
      headers: { cookie: ngo.header, origin: inject('siteUrl') },
    })
  }

  it('is checked, sent whole, and its receipts are shown once; then the list has them', async () => {
    const uploaded = await upload(
      `编号,类别,事实,地点\r\nA1,偷排偷放,${facts},老渡口\r\nA2,异味、黑烟、噪声,${facts}二,新渡口\r\n`,
    )
    expect(uploaded.status).toBe(303)
    const page = uploaded.headers.get('location') ?? ''
    expect(await (await ask(page, ngo)).text()).toContain('2 件举报可以提交')
    const sent = await (
      await postForm(`${page}?_action=associationReport.confirm`, { id: page.split('/').at(-1) ?? '' }, ngo)
    ).text()
    expect(sent.match(/([0-9A-Z]{4}-){7}[0-9A-Z]{4}/g)).toHaveLength(2)
    expect(await (await ask(page, ngo)).text()).toContain('回执不能再次显示')
    expect(await (await ask('/account/reports', ngo)).text()).toContain('偷排偷放')
    expect(await (await ask('/en/account/reports', ngo)).text()).toContain('Stealth discharge')
  })

  it('with a wrong line says which and sends nothing; others’ sheets and other accounts find nothing', async () => {
    const uploaded = await upload('事实\r\n短\r\n')
    const page = uploaded.headers.get('location') ?? ''
    expect(await (await ask(page, ngo)).text()).toContain('第 2 行')
    const refused = await postForm(
      `${page}?_action=associationReport.confirm`,
      { id: page.split('/').at(-1) ?? '' },
      ngo,
    )
    expect(refused.status).toBe(422)
    expect((await ask('/account/reports/batch/00000000-0000-4000-8000-000000000000', ngo)).status).toBe(404)
    expect((await ask(page, await sessionOf('paper'))).status).toBe(403)
    expect((await ask('/account/reports/template.xlsx', ngo)).headers.get('content-type')).toContain('spreadsheetml')
  })
})
