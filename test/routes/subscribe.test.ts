import { describe, expect, inject, it } from 'vitest'
import { demoCast } from '#db/seed/cast.ts'
import { endToken } from '#domain/subscription/rules/tokens.ts'
import { postForm, siteDatabase } from '#test/support/session.ts'

const site = inject('siteUrl')
const get = (path: string) => fetch(site + path, { redirect: 'manual' })

it.each([
  [`/subscribe?enterprise=${demoCast.paperMill}`, 200, '不需要账号'],
  ['/en/subscribe?bbox=112,28,113,29', 200, 'No account is needed'],
  ['/subscribe?board=region%3D430922', 200, '曝光台查询'],
  ['/subscribe', 200, '要关注什么？'],
  ['/subscribe', 200, '关注整个曝光台'],
  ['/en/subscribe', 200, 'Follow the whole city'],
  ['/subscribe?bbox=1,2,3', 400, '要关注什么？'],
  ['/subscribe/confirm?id=1&token=x', 404, '这个链接无效'],
  ['/en/subscribe/end?id=999999&token=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 404, 'not valid'],
  [`/enterprises/${demoCast.paperMill}/plate`, 200, '扫码看'],
  [`/en/enterprises/${demoCast.paperMill}/plate`, 200, 'Scan to see'],
  ['/enterprises/91430922MAFAKE0XX/plate', 404, ''],
  [`/enterprises/${demoCast.paperMill}/qr.svg`, 200, '<svg'],
  [`/enterprises/${demoCast.antimonySmelter}/feed.atom`, 200, '/board/'],
  [`/enterprises/${demoCast.antimonySmelter}/feed.json?lang=en`, 200, 'case on the board'],
  ['/map/feed.atom?bbox=111,28,113,29', 200, '<entry>'],
  ['/map/feed.json?bbox=113,28,111,29', 400, 'not'],
])('%s answers %i and says "%s"', async (path, status, sentence) => {
  const response = await get(path)
  expect(response.status).toBe(status)
  expect(await response.text()).toContain(sentence)
})

describe('following a firm', () => {
  const address = `/subscribe?enterprise=${demoCast.paperMill}`
  const send = (fields: Record<string, string>) =>
    postForm(`${address}&_action=subscription.ask`, { enterprise: demoCast.paperMill, rhythm: 'daily', ...fields })

  it('a wrong address is refused, and what was typed stays', async () => {
    const response = await send({ channel: 'mail', address: 'nobody at home' })
    expect(response.status).toBe(400)
    const text = await response.text()
    expect(text).toContain('请填写一个邮箱地址')
    expect(text).toContain('nobody at home')
    expect((await send({ channel: 'webhook', address: 'ftp://example.org' })).status).toBe(400)
  })

  it('a mail program ends it with one POST that comes from no page; the row is gone', async () => {
    const asked = await send({ channel: 'mail', address: 'one.click@example.org' })
    expect(await asked.text()).toContain('请到邮箱里确认')
    const sql = siteDatabase()
    try {
      const [row] = await sql<{ id: number; nonce: string }[]>`
        select id, nonce from subscriptions where address = 'one.click@example.org'`
      if (!row) throw new Error('not kept')
      const link = `${site}/subscribe/end?id=${row.id}&token=${endToken(row)}`
      expect(await (await fetch(link)).text()).toContain('还没有确认')
      const ended = await fetch(link, {
        method: 'POST',
        body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
      })
      expect(ended.status).toBe(200)
      expect(await ended.text()).toContain('地址已删除')
      expect((await sql`select 1 from subscriptions where id = ${row.id}`).count).toBe(0)
    } finally {
      await sql.end()
    }
  })
})
