import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { confirmSubscription, endSubscription, forgetUnconfirmed } from '#domain/subscription/commands/answer.ts'
import { askSubscription } from '#domain/subscription/commands/ask.ts'
import { deliverNews } from '#domain/subscription/commands/deliver.ts'
import { askByMail, askByWebhook } from '#domain/subscription/commands/letters.ts'
import { type Subject, subjectOf, subjectSearch, subscriptionInput } from '#domain/subscription/input/subscription.ts'
import { listNews } from '#domain/subscription/queries/news.ts'
import { nextDue, nextTry } from '#domain/subscription/rules/due.ts'
import { confirmToken, endToken, webhookSecret } from '#domain/subscription/rules/tokens.ts'
import { isPublicIp, postJson } from '#platform/http/outgoing.ts'
import type { MailToSend } from '#platform/mail/mail.ts'
import { visitor } from '#platform/permissions/viewer.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const now = new Date('2026-11-20T10:00:00+08:00')
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000)

const sent: MailToSend[] = []
const anywhere: typeof postJson = (address, body, headers) => postJson(address, body, headers, { isFree: true })
const post = async (mail: MailToSend) => {
  sent.push(mail)
  return 'sent' as const
}
const rowOf = async (id: number) => {
  const [row] =
    await database.sql`select id, nonce, channel, confirmed_at, failures, told_until from subscriptions where id = ${id}`
  return row as unknown as
    | { id: number; nonce: string; confirmed_at: Date | null; failures: number; told_until: Date }
    | undefined
}
const byMail = (address: string) => subscriptionInput.parse({ channel: 'mail', address, rhythm: 'soon' })
const ask = (subject: Subject, address: string, at = now) =>
  askSubscription(database.db, visitor, subject, byMail(address), 'zh', at)

let firm: { code: string; id: number; caseId: number }
beforeAll(async () => {
  const [found] = await database.sql`
    select e.credit_code as code, e.id, c.id as "caseId" from violation_cases c join enterprises e on e.id = c.enterprise_id
    where c.state = 'published' order by c.id limit 1`
  firm = found as unknown as typeof firm
})
/** The firm's case is published at an instant, as if it had been then. */
const publishAt = (at: Date) =>
  database.owner.sql`update violation_cases set published_at = ${at.toISOString()} where id = ${firm.caseId}`

describe('following by mail', () => {
  it('nothing is told before the address says yes; then only what came after, once, with a link that ends it', async () => {
    const { id } = await ask({ topic: 'enterprise', subject: firm.code }, 'reader@example.org')
    await publishAt(later(1))
    expect((await deliverNews(database.db, later(2), post)).sent).toBe(0)
    await askByMail(database.db, id, post)
    const row = await rowOf(id)
    if (!row) throw new Error('not kept')
    expect(sent.at(-1)?.text).toContain(`/subscribe/confirm?id=${id}&token=${confirmToken(row)}`)

    await confirmSubscription(database.db, visitor, { id, token: confirmToken(row) }, later(3))
    expect((await deliverNews(database.db, later(4), post)).sent).toBe(0) // published before the yes
    await publishAt(later(5))
    const count = sent.length
    expect((await deliverNews(database.db, later(6), post)).sent).toBe(1)
    expect(sent.length).toBe(count + 1)
    expect(sent.at(-1)?.text).toContain(`/board/${firm.caseId}`)
    expect(sent.at(-1)?.headers?.['List-Unsubscribe']).toContain(`token=${endToken(row)}`)
    expect((await deliverNews(database.db, later(7), post)).sent).toBe(0)

    await endSubscription(database.db, visitor, { id, token: endToken(row) }, later(8))
    expect(await rowOf(id)).toBeUndefined()
    const [kept] =
      await database.sql`select count(*)::int as n from events where events::text like '%reader@example.org%'`
    expect(kept?.n).toBe(0)
  })

  it('a link of another subscription opens nothing', async () => {
    const { id } = await ask({ topic: 'board', subject: '' }, 'other@example.org')
    for (const token of ['x'.repeat(32), endToken({ id: id + 1, nonce: 'n' })]) {
      await expect(confirmSubscription(database.db, visitor, { id, token }, now)).rejects.toThrow('not valid')
      await expect(endSubscription(database.db, visitor, { id, token }, now)).rejects.toThrow('not valid')
    }
  })

  it('a letter that does not arrive is sent later with what came meanwhile; nobody is written to for ever', async () => {
    const { id } = await ask({ topic: 'area', subject: '110,27,114,30' }, 'away@example.org')
    const row = await rowOf(id)
    if (!row) throw new Error('not kept')
    await confirmSubscription(database.db, visitor, { id, token: confirmToken(row) }, later(10))
    await publishAt(later(11))
    let at = later(12)
    const fail = async () => {
      throw Object.assign(new Error('down'), { code: 'ECONNREFUSED' })
    }
    expect((await deliverNews(database.db, at, fail)).failed).toBe(1)
    expect((await deliverNews(database.db, at, post)).sent).toBe(0) // not at once
    at = nextTry(1, at)
    expect((await deliverNews(database.db, at, post)).sent).toBe(1)
    expect((await rowOf(id))?.failures).toBe(0)
    await publishAt(new Date(at.getTime() + 1))
    for (let failures = 0; failures < 20; failures++) {
      at = new Date(at.getTime() + 25 * 3_600_000)
      await deliverNews(database.db, at, fail)
    }
    expect(await rowOf(id)).toBeUndefined()
  })

  it('one address gets three letters a day that ask, and a row without a yes is forgotten after two days', async () => {
    for (const region of ['430902', '430903', '430921'])
      await ask({ topic: 'board', subject: `region=${region}` }, 'often@example.org')
    await expect(ask({ topic: 'board', subject: 'region=430922' }, 'often@example.org')).rejects.toThrow('明天再试')
    expect(await forgetUnconfirmed(database.db, later(47))).toBe(0)
    expect(await forgetUnconfirmed(database.db, later(49))).toBeGreaterThanOrEqual(3)
    await expect(ask({ topic: 'enterprise', subject: '91430922MAFAKE0XX' }, 'a@example.org')).rejects.toThrow(
      '名录中没有',
    )
  })
})

describe('following by webhook', () => {
  const got: { body: string; signature: string }[] = []
  let answer = (body: string) => body
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      got.push({ body, signature: String(request.headers['x-qingyuan-signature']) })
      response.end(answer(body))
    })
  })
  let address: string
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  })
  afterAll(() => server.close())

  const hook = () =>
    askSubscription(
      database.db,
      visitor,
      { topic: 'enterprise', subject: firm.code },
      subscriptionInput.parse({ channel: 'webhook', address, rhythm: 'soon' }),
      'en',
      later(600),
    )

  it('an address inside a network is never asked; one that sends the challenge back is confirmed, and news are signed', async () => {
    const { id } = await hook()
    await askByWebhook(database.db, id, later(600))
    expect(got.length).toBe(0)
    const [refused] = await database.sql`select last_failure from subscriptions where id = ${id}`
    expect(refused?.last_failure).toBe('not_public')

    answer = () => 'no'
    await askByWebhook(database.db, id, later(600), anywhere)
    expect((await rowOf(id))?.confirmed_at).toBeNull()
    answer = (body) => JSON.stringify({ challenge: JSON.parse(body).challenge })
    await askByWebhook(database.db, id, later(601), anywhere)
    const row = await rowOf(id)
    expect(row?.confirmed_at).not.toBeNull()
    await publishAt(later(602))
    expect((await deliverNews(database.db, later(603), post, anywhere)).sent).toBe(1)
    const last = got.at(-1)
    const secret = webhookSecret(row as { id: number; nonce: string })
    expect(last?.signature).toBe(
      `sha256=${createHmac('sha256', secret)
        .update(last?.body ?? '')
        .digest('hex')}`,
    )
    expect(JSON.parse(last?.body ?? '')).toMatchObject({ type: 'news', total: 1, items: [{ kind: 'case' }] })
  })

  it.each([
    ['127.0.0.1', false],
    ['10.1.2.3', false],
    ['169.254.169.254', false],
    ['192.168.1.1', false],
    ['100.64.0.1', false],
    ['::1', false],
    ['::ffff:10.0.0.1', false],
    ['::ffff:7f00:1', false],
    ['fd00::1', false],
    ['fe80::1', false],
    ['64:ff9b::a00:1', false],
    ['not an address', false],
    ['1.1.1.1', true],
    ['2606:4700::1111', true],
    ['::ffff:1.1.1.1', true],
  ])('%s can be reached from everywhere: %s', (ip, expected) => {
    expect(isPublicIp(ip)).toBe(expected)
  })
})

it('orders of on-line monitoring are told when they are issued, overdue and closed, overdue once for all who are late', async () => {
  const owner = database.owner.sql
  const [outlet] = await owner`select id from outlets where enterprise_id = ${firm.id} order by id limit 1`
  const [order] = await owner`
    insert into supervision_orders (year, no, kind, outlet_id, enterprise_id, region_code, first_at, last_at, issued_at, due_at)
    select 2027, 7, 'exceedance', ${outlet?.id}, ${firm.id}, region_code, ${later(1000).toISOString()}, ${later(1000).toISOString()},
      ${later(1001).toISOString()}, ${later(1025).toISOString()} from enterprises where id = ${firm.id} returning id`
  const id = order?.id as number
  for (const [step, party, hours] of [
    ['issued', null, 1001],
    ['answered', 'firm', 1010],
    ['overdue', 'firm', 1026],
    ['overdue', 'county', 1026],
    ['closed', null, 1030],
  ] as const)
    await owner`insert into supervision_history (order_id, step, party, at) values (${id}, ${step}, ${party}, ${later(hours).toISOString()})`
  const told = async (from: number, to: number, subject: Subject = { topic: 'enterprise', subject: firm.code }) => {
    const { items, total } = await listNews(database.db, subject, { since: later(from), until: later(to) })
    return [
      total,
      items.filter(({ kind }) => kind === 'order').map(({ title, titleEn, path }) => [title, titleEn, path]),
    ]
  }
  expect(await told(1000, 1031)).toEqual([
    3,
    [
      ['督办〔2027〕7 号（超标）：办结', 'Order 2027/7 (Exceedance): closed', `/monitoring/orders/${id}#closed`],
      [
        '督办〔2027〕7 号（超标）：逾期未答复',
        'Order 2027/7 (Exceedance): term over, no answer',
        `/monitoring/orders/${id}#overdue`,
      ],
      ['督办〔2027〕7 号（超标）：下达', 'Order 2027/7 (Exceedance): issued', `/monitoring/orders/${id}#issued`],
    ],
  ])
  expect((await told(1001, 1026))[0]).toBe(1) // each once: the span begins after its start
  expect((await told(1000, 1031, { topic: 'area', subject: '100,20,130,40' }))[0]).toBeGreaterThanOrEqual(3)
  expect(await told(1000, 1031, { topic: 'board', subject: '' })).toEqual([0, []])
})

it('news of a city are those of its parts, each once', async () => {
  const span = { since: new Date('2000-01-01T00:00:00Z'), until: later(10_000) }
  const whole = await listNews(database.db, { topic: 'area', subject: '100,20,130,40' }, span)
  const west = await listNews(database.db, { topic: 'area', subject: '100,20,112.2,40' }, span)
  const east = await listNews(database.db, { topic: 'area', subject: '112.2000001,20,130,40' }, span)
  expect(west.total + east.total).toBe(whole.total)
  expect(whole.total).toBeGreaterThan(50)
  expect(whole.items.length).toBe(50)
})

it('what is collected goes out at eight in the morning, that of a week on Monday, always later than now', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 * 24 * 60 }), (minutes) => {
      const at = new Date(Date.parse('2026-01-01T00:00:00Z') + minutes * 60_000)
      const [daily, weekly] = [nextDue('daily', at), nextDue('weekly', at)]
      expect(daily.getTime()).toBeGreaterThan(at.getTime())
      expect(daily.getTime() - at.getTime()).toBeLessThanOrEqual(24 * 3_600_000)
      expect(daily.toISOString()).toContain('T00:00:00.000Z') // 08:00 in the city
      expect(weekly.getUTCDay()).toBe(1)
      expect(weekly.getTime() - at.getTime()).toBeLessThanOrEqual(7 * 24 * 3_600_000)
    }),
  )
})

it.each([
  [{ enterprise: '91430922MAFAKE06X8' }, 'enterprise'],
  [{ bbox: '112,28,113,29' }, 'area'],
  [{ board: 'region=430922&page=3' }, 'board'],
  [{ board: '' }, 'board'],
  [{}, undefined],
  [{ enterprise: '91430922MAFAKE06X8', board: '' }, undefined],
])('%j follows %s', (given, topic) => {
  expect(subjectOf(subjectSearch.parse(given))?.topic).toBe(topic)
})
