import { beforeAll, describe, expect, it } from 'vitest'
import { crossTheLimit, type SiteOrder } from '#test/support/orders.ts'
import { ask, postForm, sessionOf, type TestSession } from '#test/support/session.ts'

let order: SiteOrder
let firm: TestSession
let other: TestSession
let operator: TestSession
let city: TestSession
let legal: TestSession
beforeAll(async () => {
  order = await crossTheLimit('paper', 'ORDER-ROUTES')
  ;[firm, other, operator, city, legal] = (await Promise.all(
    ['paper', 'antimony', 'operator', 'city-inspection', 'city-legal'].map((name) => sessionOf(name)),
  )) as [TestSession, TestSession, TestSession, TestSession, TestSession]
})
const get = async (path: string, session?: TestSession) => {
  const response = await ask(path, session)
  return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() }
}

describe('orders in public', () => {
  it('are listed, filtered and downloaded; a wrong filter is refused in words', async () => {
    const list = await get(`/en/monitoring/orders?kind=exceedance&state=open&overdue=no&region=${order.regionCode}`)
    expect(list.status).toBe(200)
    expect(list.text).toContain(`/en/monitoring/orders/${order.id}`)
    const wrong = await get('/monitoring/orders?kind=smell')
    expect([wrong.status, wrong.text.includes('smell')]).toEqual([400, true])
    expect((await get('/monitoring/orders?page=99')).status).toBe(404)
    const csv = await get('/monitoring/orders.csv?lang=en&kind=exceedance')
    expect(csv.type).toContain('text/csv')
    expect(csv.text).toContain('Exceedance')
    expect(csv.text).toContain(order.creditCode)
    expect((await get('/monitoring/orders.csv?sort=x')).status).toBe(400)
  })
  it('the API gives the list page by page and one in full, without who wrote', async () => {
    const list = JSON.parse((await get('/api/v1/orders?limit=1')).text)
    expect(list.data).toHaveLength(1)
    expect(list.data[0].parties[0]).toMatchObject({ party: 'firm', standing: 'waiting', answeredAt: null })
    const one = JSON.parse((await get(`/api/v1/orders/${order.id}`)).text).data
    expect(one).toMatchObject({
      id: order.id,
      kind: 'exceedance',
      state: 'open',
      isOverdue: false,
      creditCode: order.creditCode,
    })
    expect(one.exceedances.map((row: { multiple: number }) => row.multiple)).toEqual([0.5, 1.5])
    expect(one.steps).toMatchObject([{ step: 'issued' }])
    for (const path of ['/api/v1/orders/none', '/api/v1/orders/99999999']) expect((await get(path)).status).toBe(404)
    expect((await get('/api/v1/orders?limit=1000')).status).toBe(400)
  })
  it('stand on the page of the outlet and of the firm; a number that is none is not found', async () => {
    const page = await get(`/monitoring/orders/${order.id}`)
    expect(page.text).toContain('▲ 超标 1.5 倍')
    const outlet = /href="(\/monitoring\/[0-9A-Z]{18}\/[^"]+)"/.exec(page.text)?.[1] ?? ''
    expect((await get(outlet)).text).toContain(`/monitoring/orders/${order.id}`)
    expect((await get(`/enterprises/${order.creditCode}`)).text).toContain(`/monitoring/orders/${order.id}`)
    expect((await get('/monitoring/orders/x')).status).toBe(404)
  })
})

describe('the desks of orders', () => {
  it('show each party its own orders and no other', async () => {
    expect((await get(`/filing/orders/${order.id}`, firm)).status).toBe(200)
    expect((await get(`/filing/orders/${order.id}`, other)).status).toBe(404)
    expect((await get(`/office/monitoring/orders/${order.id}`, operator)).status).toBe(200)
    expect((await get('/office/monitoring/orders', city)).status).toBe(403)
    expect((await get('/office/orders', firm)).status).toBe(403)
    expect((await get(`/office/orders/${order.id}`, legal)).text).not.toContain('id="city"')
    expect((await get(`/office/orders/${order.id}/files/1`, city)).status).toBe(404)
  })
  it('an answer with a mobile number is refused at its field, what was typed stays; one to a foreign order is not found', async () => {
    const form = {
      id: String(order.id),
      isSupplement: 'no',
      cause: 'other',
      words: '联系人 13900000001，已处理。',
      measures: '',
    }
    const refused = await postForm(`/filing/orders/${order.id}?_action=supervision.answerFirm`, form, firm)
    const text = await refused.text()
    expect([refused.status, text.includes('href="#field-words"'), text.includes('联系人 13900000001')]).toEqual([
      400,
      true,
      true,
    ])
    const foreign = await postForm(
      `/filing/orders/${order.id}?_action=supervision.answerFirm`,
      { ...form, words: '已处理完毕。' },
      other,
    )
    expect(foreign.status).toBe(404)
    const early = await postForm(
      `/office/orders/${order.id}?_action=supervision.close`,
      { id: String(order.id), words: '同意办结。' },
      city,
    )
    expect([early.status, (await early.text()).includes('县区还没有报告核查结果')]).toEqual([409, true])
  })
})
