import { beforeEach, describe, expect, it } from 'vitest'
import { demoPassphrase, demoTotpSecret } from '#db/seed/accounts.ts'
import { beginAttempt, type Place } from '#platform/auth/brake.ts'
import { type Door, giveCode, signIn } from '#platform/auth/commands/sign-in.ts'
import { rememberDevice } from '#platform/auth/device.ts'
import { stepOf, totp } from '#platform/auth/rules/totp.ts'
import { acceptCodeOnce } from '#platform/auth/second-factor.ts'
import { authSecret } from '#platform/auth/secret.ts'
import { readViewer, sessionCookie, signed } from '#platform/auth/viewer.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const now = new Date()
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)

function door(given: { address?: string; device?: string; cookie?: string; oldToken?: string } = {}): Door {
  return {
    headers: new Headers({ cookie: given.cookie ?? '', 'user-agent': 'Mozilla/5.0 (X11; Linux) Firefox/140.0' }),
    clientAddress: given.address ?? '203.0.113.7',
    deviceCookie: given.device,
    oldToken: given.oldToken,
    requestId: 'test',
  }
}
const cookieIn = (lines: string[], name: string) =>
  decodeURIComponent(
    lines
      .find((line) => line.startsWith(`${name}=`))
      ?.split(';')[0]
      ?.slice(name.length + 1) ?? '',
  )

describe('lock-out', () => {
  const owner: Place = { clientAddress: '203.0.113.5', deviceId: 'owners-browser' }
  /** Each test's attacker sits in a network of its own: what a network has tried counts too. */
  let networks = 0
  let attacker: Place
  beforeEach(() => {
    attacker = { clientAddress: `198.51.${networks++}.66`, deviceId: undefined }
  })
  const attempt = (account: string, place: Place, at: Date) =>
    beginAttempt(database.db, 'passphrase', account, place, at)
  const wait = async (work: Promise<unknown>) =>
    Number(
      /in (\d+) s\./.exec(
        await work.then(
          () => '',
          (error) => error.message,
        ),
      )?.[1] ?? 0,
    )

  it('five wrong attempts are free, then each further one waits twice as long', async () => {
    for (let i = 0; i < 5; i++) await attempt('slow', attacker, now)
    expect(await wait(attempt('slow', attacker, now))).toBe(5)
    await attempt('slow', attacker, later(5))
    expect(await wait(attempt('slow', attacker, later(6)))).toBe(9)
    await attempt('slow', attacker, later(15))
    expect(await wait(attempt('slow', attacker, later(15)))).toBe(20)
  })

  it('an attempt that is refused does not lengthen the wait', async () => {
    for (let i = 0; i < 5; i++) await attempt('steady', attacker, now)
    for (let i = 0; i < 30; i++) await wait(attempt('steady', attacker, now))
    expect(await wait(attempt('steady', attacker, now))).toBe(5)
  })

  it('many at once do not slip through', async () => {
    const results = await Promise.allSettled(Array.from({ length: 40 }, () => attempt('burst', attacker, now)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  })

  it('whoever was signed in at a browser before gets in while another network hammers the account', async () => {
    for (let i = 0; i < 25; i++) await wait(attempt('target', attacker, now))
    expect(await wait(attempt('target', attacker, now))).toBeGreaterThan(0)
    expect(await wait(attempt('target', owner, now))).toBe(0)
    const elsewhere = { clientAddress: '192.0.2.1', deviceId: undefined }
    expect(await wait(attempt('target', elsewhere, now))).toBe(0)
  })

  it('the whole network of an IPv6 attacker counts as one', async () => {
    for (let i = 0; i < 5; i++) await attempt('six', { clientAddress: `2001:db8:5:6::${i}`, deviceId: undefined }, now)
    expect(await wait(attempt('six', { clientAddress: '2001:db8:5:6:9::1', deviceId: undefined }, now))).toBe(5)
  })

  it('a right attempt clears the count, and a day without failures forgets it', async () => {
    for (let i = 0; i < 4; i++) await attempt('clear', attacker, now)
    await (await attempt('clear', attacker, now)).succeeded()
    expect(await wait(attempt('clear', attacker, now))).toBe(0)
    for (let i = 0; i < 5; i++) await wait(attempt('forget', attacker, now))
    expect(await wait(attempt('forget', attacker, later(2)))).toBe(3)
    await attempt('forget', attacker, later(86_401))
    await attempt('forget', attacker, later(86_401))
  })

  it('keeps no account, address or browser in clear', async () => {
    await attempt('plainly-visible', owner, now)
    const rows = await database.sql`select key from sign_in_attempts`
    for (const { key } of rows) expect(key).toMatch(/^[\w-]{32}$/)
  })

  it('codes for one account are slowed down across all unknown networks, not in a known browser', {
    timeout: 60_000,
  }, async () => {
    const code = (place: Place) => beginAttempt(database.db, 'code', 'coded', place, now)
    await Promise.all(Array.from({ length: 50 }, (_, i) => code({ clientAddress: `10.0.${i}.1`, deviceId: undefined })))
    expect(await wait(code({ clientAddress: '10.9.9.9', deviceId: undefined }))).toBe(10)
    expect(await wait(code(owner))).toBe(0)
  })
})

describe('signing in', () => {
  it('makes a new session each time and ends the one that the browser had', async () => {
    const first = await signIn(database.db, { username: 'ngo', passphrase: demoPassphrase }, door(), now)
    const cookie = cookieIn(first.setCookies, sessionCookie)
    expect(await readViewer(database.db, cookie, now)).toMatchObject({
      viewer: { role: 'ngo', hasSecondFactor: false },
    })
    const oldToken = cookie.slice(0, cookie.lastIndexOf('.'))
    const second = await signIn(database.db, { username: 'ngo', passphrase: demoPassphrase }, door({ oldToken }), now)
    expect(cookieIn(second.setCookies, sessionCookie)).not.toBe(cookie)
    expect(await readViewer(database.db, cookie, now)).toBeUndefined()
  })

  it('keeps no address, and of the browser only its kind', async () => {
    await signIn(database.db, { username: 'operator', passphrase: demoPassphrase }, door(), now)
    const [row] = await database.sql`select ip_address, user_agent from sessions where user_id = 'demo-operator'`
    expect(row).toEqual({ ip_address: null, user_agent: 'Firefox, Linux' })
  })

  it('of an officer gives no session before the code', async () => {
    const half = await signIn(database.db, { username: 'auditor', passphrase: demoPassphrase }, door(), now)
    expect(half.outcome).toBe('code_needed')
    expect(await database.sql`select from sessions where user_id = 'demo-auditor'`).toHaveLength(0)
    const challenge = half.setCookies.map((line) => line.split(';')[0]).join('; ')
    await expect(giveCode(database.db, '000000', door({ cookie: challenge }), now)).rejects.toThrow('验证码不对')
    const code = totp(demoTotpSecret(authSecret(), 'auditor'), stepOf(new Date()))
    const whole = await giveCode(database.db, code, door({ cookie: challenge }), now)
    const found = await readViewer(database.db, cookieIn(whole.setCookies, sessionCookie), now)
    expect(found?.viewer).toMatchObject({ role: 'auditor', hasSecondFactor: true })
    await expect(giveCode(database.db, code, door({ cookie: challenge }), now)).rejects.toThrow('已过期')
  })

  it('with a code needs the passphrase first: a made-up challenge is none', async () => {
    const cookie = `__Host-qingyuan.two_factor=${encodeURIComponent(signed('2fa-made-up'))}`
    await expect(giveCode(database.db, '123456', door({ cookie }), now)).rejects.toThrow('已过期')
    await expect(giveCode(database.db, '123456', door(), now)).rejects.toThrow('已过期')
  })

  it('a code is good once, and an older one never after it', async () => {
    const secret = demoTotpSecret(authSecret(), 'admin')
    const step = stepOf(now)
    await database.rolledBack(async (tx) => {
      const accept = (at: number) => acceptCodeOnce(tx, 'demo-admin', totp(secret, at), now)
      expect(await accept(step)).toBe(true)
      const [row] = await tx.execute<{ last_step: number }>(
        "select last_step from two_factors where user_id = 'demo-admin'" as never,
      )
      expect(row?.last_step).toBe(step)
      expect(await accept(step + 1)).toBe(true)
      expect(await accept(step + 5)).toBe(false)
    })
  })

  it('takes a passphrase typed in full-width letters', async () => {
    const { signInInput } = await import('#platform/auth/input.ts')
    const typed = signInInput.parse({ username: ' ＮＧＯ ', passphrase: 'ｚishui-liuxiang-dongting' })
    expect(typed).toMatchObject({ username: 'ngo', passphrase: demoPassphrase })
  })

  it('an unknown name costs as much work as a wrong passphrase', { timeout: 60_000 }, async () => {
    const device = rememberDevice(undefined, 'ngo')
    /** Processor time, which other work on the machine does not touch. */
    const work = async (username: string, i: number) => {
      const before = process.cpuUsage()
      const from = door({ device, address: `10.1.${i}.1` })
      await signIn(database.db, { username, passphrase: 'wrong but long enough' }, from, now).catch(() => {})
      const { user, system } = process.cpuUsage(before)
      return user + system
    }
    await work('warm-up', 100)
    const [known, unknown] = [[], []] as [number[], number[]]
    for (let i = 0; i < 7; i++) {
      known.push(await work('ngo', i))
      unknown.push(await work(`nobody-${i}`, i))
    }
    const median = (all: number[]) => all.sort((a, b) => a - b)[3] ?? 0
    expect(median(unknown) / median(known)).toBeGreaterThan(0.6)
    expect(median(unknown) / median(known)).toBeLessThan(1.6)
  })
})
