import { describe, expect, it } from 'vitest'
import { publicSides } from '#src/components/office/public-side.ts'
import { ask, postForm, sessionOf, siteDatabase } from '#test/support/session.ts'

describe('the office', () => {
  it('opens a county officer’s day with the state of the own county', async () => {
    const page = await (await ask('/office', await sessionOf('county-taojiang'))).text()
    expect(page).toMatch(/桃江县 \d{4} 年度/)
    expect(page).not.toContain('安化县')
    expect(page).not.toContain('/office/accounts')
    expect(page).not.toContain('/office/events')
  })

  it('shows each only the desks that are open to them', async () => {
    expect(await (await ask('/office', await sessionOf('auditor'))).text()).toContain('/office/events')
    const admin = await (await ask('/office', await sessionOf('admin'))).text()
    expect(admin).toContain('/office/accounts')
  })
})

describe('the public side', () => {
  it.each(Object.entries(publicSides))('%s leads to %s', async (desk, side) => {
    const usernames = ['city-legal', 'city-inspection', 'auditor', 'operator']
    const pages = await Promise.all(usernames.map(async (username) => ask(desk, await sessionOf(username))))
    const page = pages.find(({ status }) => status === 200)
    expect(await page?.text()).toContain(`<a href="${side}">公开页面</a>`)
    expect((await ask(side)).status).toBe(200)
  })
})

describe('the event log', () => {
  it('shows an auditor who did what, with the reason and what was before and after', async () => {
    const admin = await sessionOf('admin')
    const sent = await postForm(
      '/office/accounts/operator?_action=accounts.disable',
      { username: 'operator', reason: '合同到期' },
      admin,
    )
    expect(sent.status).toBe(200)
    const auditor = await sessionOf('auditor')
    const page = await (await ask('/office/events?actor=admin&kind=account.disabled', auditor)).text()
    expect(page).toContain('停用账号')
    expect(page).toContain('合同到期')
    expect(page).toContain('系统管理岗')
    expect(page).toMatch(/<code>disabled<\/code>.*false.*true/s)
    await postForm('/office/accounts/operator?_action=accounts.enable', { username: 'operator', reason: '续签' }, admin)
    expect(await (await ask('/office/events?q=%E7%BB%AD%E7%AD%BE', auditor)).text()).toContain('启用账号')
  })

  it('goes page by page without a gap or a repetition', async () => {
    const sql = siteDatabase()
    await sql`
      insert into events (kind, subject, at, reason)
      select 'test.paged', 'test:' || n, timestamptz '2020-01-01' + n / 3 * interval '1 microsecond', 'paging'
      from generate_series(1, 120) as n`
    await sql.end()
    const session = await sessionOf('auditor')
    const seen: string[] = []
    let next: string | undefined = '/office/events?kind=test.paged'
    while (next) {
      const page: string = await (await ask(next, session)).text()
      seen.push(...[...page.matchAll(/href="[^"]*subject=test%3A(\d+)"/g)].map((match) => match[1] ?? ''))
      next = /rel="next" href="([^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#38;', '&')
    }
    expect(seen).toHaveLength(120)
    expect(new Set(seen).size).toBe(120)
    expect(seen[0]).toBe('120')
  })

  it('says what is wrong with an address and still shows the log', async () => {
    const response = await ask('/en/office/events?from=yesterday&cursor=x', await sessionOf('auditor'))
    expect(response.status).toBe(400)
    const page = await response.text()
    expect(page).toContain('Give the day as 2026-06-30')
    expect(page).toContain('Please start again from the first page')
  })

  it('shows an administrator what happened to accounts, and nothing of what firms have drafted', async () => {
    const sql = siteDatabase()
    await sql`insert into events (kind, subject, at, reason) values ('draft.saved', 'disclosure:0', now(), 'not for the administrator')`
    await sql.end()
    const [admin, auditor] = [await sessionOf('admin'), await sessionOf('auditor')]
    expect(await (await ask('/office/events?subject=disclosure:0', auditor)).text()).toContain(
      'not for the administrator',
    )
    for (const path of ['/office/events', '/office/events?kind=draft.saved', '/office/events?subject=disclosure:0']) {
      const page = await (await ask(path, admin)).text()
      expect(page).not.toContain('not for the administrator')
      expect(page).not.toContain('value="draft.saved"')
    }
  })

  it('is closed to officers', async () => {
    expect((await ask('/office/events', await sessionOf('city-legal'))).status).toBe(403)
  })
})

describe('accounts', () => {
  it('a name that is taken, an unknown firm and an unknown county are named at their fields, and nothing is made', async () => {
    const admin = await sessionOf('admin')
    const create = (fields: Record<string, string>) =>
      postForm(
        '/office/accounts/new?_action=accounts.create',
        { username: 'new-one', name: '岗', reason: '试', ...fields },
        admin,
      )
    const taken = await create({ username: 'PAPER', role: 'auditor' })
    expect(taken.status).toBe(400)
    expect(await taken.text()).toContain('这个用户名已被使用')
    expect(await (await create({ role: 'firm', creditCode: '91430900MA0000000X' })).text()).toContain(
      '名录中没有 91430900MA0000000X',
    )
    expect(
      await (await create({ role: 'county_officer', department: 'legal', regionCode: '999999' })).text(),
    ).toContain('没有这个县区')
    expect(await (await create({ role: 'emperor' })).text()).toContain('请选择身份')
    expect((await ask('/office/accounts/new-one', admin)).status).toBe(404)
  })

  it('nobody disables the own account', async () => {
    const response = await postForm(
      '/office/accounts/admin?_action=accounts.disable',
      { username: 'admin', reason: 'x' },
      await sessionOf('admin'),
    )
    expect(response.status).toBe(409)
    expect(await response.text()).toContain('不能停用自己的账号')
  })

  it('a change without a reason is refused', async () => {
    const response = await postForm(
      '/office/accounts/ngo?_action=accounts.disable',
      { username: 'ngo', reason: ' ' },
      await sessionOf('admin'),
    )
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('请填写理由')
  })

  it('a disabled account is signed out at once and cannot sign in', async () => {
    const admin = await sessionOf('admin')
    const made = await postForm(
      '/office/accounts/new?_action=accounts.create',
      { username: 'short-lived', name: '岗', role: 'ngo', organisation: '会', reason: '试' },
      admin,
    )
    const passphrase = /<code>((?:[a-z]+-){5}[a-z]+)<\/code>/.exec(await made.text())?.[1] ?? ''
    const session = await sessionOf('short-lived')
    expect((await ask('/account', session)).status).toBe(200)
    await postForm(
      '/office/accounts/short-lived?_action=accounts.disable',
      { username: 'short-lived', reason: 'x' },
      admin,
    )
    expect((await ask('/account', session)).status).toBe(303)
    const again = await postForm('/sign-in?_action=account.signIn', { username: 'short-lived', passphrase })
    expect(again.status).toBe(403)
    expect(await again.text()).toContain('该账号已停用')
  })

  it('are found by name, role and state', async () => {
    const admin = await sessionOf('admin')
    const page = await (await ask('/office/accounts?q=%E9%80%A0%E7%BA%B8&role=firm', admin)).text()
    expect(page).toContain('>paper<')
    expect(page).not.toContain('>auditor<')
    expect((await ask('/office/accounts?role=emperor', admin)).status).toBe(400)
  })
})
