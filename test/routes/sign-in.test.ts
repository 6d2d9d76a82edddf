import { expect, inject, it } from 'vitest'
import { demoPassphrase } from '#db/seed/accounts.ts'
import { sessionCookie } from '#platform/auth/viewer.ts'
import { ask, postForm, sessionOf } from '#test/support/session.ts'

const signIn = '/sign-in?_action=account.signIn'
const cookieOf = (response: Response, name: string) =>
  response.headers.getSetCookie().find((line) => line.startsWith(`${name}=`))

it('an account signs in with its passphrase and is led where it wanted to go', async () => {
  const response = await postForm(signIn, { username: 'ngo', passphrase: demoPassphrase, next: '/account?x=1' })
  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toBe('/account?x=1')
  const cookie = cookieOf(response, sessionCookie) ?? ''
  expect(cookie).toMatch(/^__Host-/)
  for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(attribute)
  expect(cookie).not.toContain('Domain')
  const page = await ask('/account', undefined, { cookie: cookie.split(';')[0] ?? '' })
  expect(await page.text()).toContain('志愿巡河员')
})

it('nobody is led to another site after the sign-in', async () => {
  for (const next of ['https://evil.example/', '//evil.example/', '/\\evil.example', 'javascript:alert(1)']) {
    const response = await postForm(signIn, { username: 'ngo', passphrase: demoPassphrase, next })
    expect(response.headers.get('location')).toBe('/account')
  }
})

it.each([
  ['paper', '/filing', undefined],
  ['paper', '/en/filing/2026', '/en/filing/2026'],
  ['county-taojiang', '/sign-in/code?next=%2Foffice', undefined],
  ['ngo', '/account', undefined],
])('%s is led to %s, to the desk where no address was asked for', async (username, address, next) => {
  const response = await postForm(signIn, { username, passphrase: demoPassphrase, ...(next ? { next } : {}) })
  expect(response.headers.get('location')).toBe(address)
})

it('who is signed in already and asks for the sign-in comes to the desk', async () => {
  for (const [username, home] of [
    ['paper', '/filing'],
    ['city-legal', '/office'],
    ['ngo', '/account'],
  ] as const) {
    const response = await ask('/sign-in', await sessionOf(username))
    expect([response.status, response.headers.get('location')]).toEqual([303, home])
  }
})

it('an unknown name and a wrong passphrase get the same answer, with what was typed except the passphrase', async () => {
  const wrong = await postForm(signIn, { username: 'operator', passphrase: 'not the one at all' })
  const unknown = await postForm(signIn, { username: 'nobody-here', passphrase: 'not the one at all' })
  expect([wrong.status, unknown.status]).toEqual([403, 403])
  const [a, b] = [await wrong.text(), await unknown.text()]
  expect(a).toContain('用户名或口令不对')
  expect(a).toContain('value="operator"')
  expect(a).not.toContain('not the one at all')
  expect(a.replaceAll('operator', '')).toBe(b.replaceAll('nobody-here', '').replaceAll('operator', ''))
})

it('after five wrong attempts at one name the sixth is told how long to wait', async () => {
  const attempt = () => postForm(signIn, { username: 'hammered-name', passphrase: 'wrong but long enough' })
  for (let i = 0; i < 5; i++) expect((await attempt()).status).toBe(403)
  const response = await attempt()
  expect(response.status).toBe(429)
  expect(await response.text()).toMatch(/尝试次数过多，请在 \d+ 秒后再试/)
})

it('an empty field is named in the reader’s language', async () => {
  const response = await postForm('/en/sign-in?_action=account.signIn', { username: '', passphrase: 'x' })
  expect(response.status).toBe(400)
  const page = await response.text()
  expect(page).toContain('Please give your username')
  expect(page).not.toContain('请填写')
})

it('a protected page leads a visitor to the sign-in and back', async () => {
  const response = await ask('/en/office?day=1')
  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toBe('/en/sign-in?next=%2Foffice%3Fday%3D1')
})

it('an officer who has not given the second factor does not reach the office', async () => {
  const response = await ask('/office', await sessionOf('city-legal', { secondFactor: false }))
  expect(response.headers.get('location')).toBe('/account/second-factor')
  expect((await ask('/office', await sessionOf('city-legal'))).status).toBe(200)
})

it('a firm is told that the office is not open to it', async () => {
  const response = await ask('/office', await sessionOf('operator'))
  expect(response.status).toBe(403)
  expect(await response.text()).toContain('您的账号无权查看或办理')
})

it('signing out ends the session, not only the cookie', async () => {
  const session = await sessionOf('ngo')
  const response = await postForm('/sign-out?_action=account.signOut', {}, session)
  expect(response.status).toBe(303)
  expect((await ask('/account', session)).headers.get('location')).toContain('/sign-in')
})

it('a session ends after its hours without a request', async () => {
  const hour = 3_600_000
  expect((await ask('/account', await sessionOf('auditor', { ageMs: hour - 5000 }))).status).toBe(200)
  expect((await ask('/account', await sessionOf('auditor', { ageMs: hour + 1000 }))).status).toBe(303)
  expect((await ask('/account', await sessionOf('ngo', { ageMs: 23 * hour }))).status).toBe(200)
  expect((await ask('/account', await sessionOf('ngo', { ageMs: 24 * hour + 1000 }))).status).toBe(303)
})

it('a form sent from another site is refused and does nothing', async () => {
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: `${inject('siteUrl')}.evil.example` },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]) {
    const session = await sessionOf('ngo')
    const response = await postForm('/sign-out?_action=account.signOut', {}, session, headers as never)
    expect(response.status).toBe(403)
    expect(await response.text()).toContain('请求不是从本站发出的')
    expect((await ask('/account', session)).status).toBe(200)
  }
})
