import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, postForm, sessionOf, siteDatabase, type TestSession } from '#test/support/session.ts'

const sql = siteDatabase()
let own: TestSession
let other: TestSession
beforeAll(async () => {
  own = await sessionOf('paper')
  other = await sessionOf('antimony')
})
afterAll(async () => {
  await sql`delete from saved_searches`
  await sql.end()
})

const send = (action: string, fields: Record<string, string>, session: TestSession) =>
  postForm(`/account/searches?_action=savedSearch.${action}`, fields, session)

describe('saved searches', () => {
  it('a reader who is not signed in is asked to, and comes back to the search', async () => {
    const response = await ask('/account/searches?state=region%3D430922')
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toContain(
      `/sign-in?next=${encodeURIComponent('/account/searches?state=region%3D430922')}`,
    )
  })

  it('a state of the board is saved, listed with what is new, opened and removed', async () => {
    const form = await (await ask('/account/searches?state=region%3D430922%26page%3D3', own)).text()
    expect(form).toContain('value="region=430922"')
    const saved = await send('save', { name: '桃江的案件', state: 'region=430922&page=3' }, own)
    expect(saved.status).toBe(303)
    const list = await (await ask('/account/searches', own)).text()
    expect(list).toContain('桃江的案件')
    expect(list).toContain('/board/feed.atom?region=430922')
    expect(await (await ask('/account/searches', other)).text()).not.toContain('桃江的案件')

    const [row] = await sql`select id from saved_searches where name = '桃江的案件'`
    const id = String(row?.id)
    expect((await send('remove', { id }, other)).status).toBe(404)
    const opened = await send('open', { id }, own)
    expect(opened.headers.get('location')).toBe('/board?region=430922')
    expect((await send('remove', { id }, own)).status).toBe(303)
    expect(await (await ask('/account/searches', own)).text()).toContain('还没有保存的查询')
  })

  it('one without a name is refused, and the search stays in the form', async () => {
    const refused = await send('save', { name: ' ', state: 'year=2025' }, own)
    const text = await refused.text()
    expect(refused.status).toBe(400)
    expect(text).toContain('请填写名称')
    expect(text).toContain('value="year=2025"')
  })
})
