import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deviceLabel } from '#platform/auth/label.ts'
import { addressPrefix } from '#platform/auth/rules/address.ts'
import { makeBackupCode, readCode } from '#platform/auth/rules/backup-code.ts'
import { delayMs, deviceBrake, placeBrake, waitS, waitsS } from '#platform/auth/rules/brake.ts'
import { safeNext } from '#platform/auth/rules/next.ts'
import { makeOneTimePassphrase } from '#platform/auth/rules/one-time.ts'
import { judgePassphrase } from '#platform/auth/rules/passphrase.ts'
import { isOver, lifetimeOf } from '#platform/auth/rules/session.ts'
import { base32, matchingStep, stepOf, totp } from '#platform/auth/rules/totp.ts'

const hour = 3_600_000

describe('a code of the second factor', () => {
  // RFC 6238, appendix B (SHA-1), the last six of its eight digits.
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at second %i is %s', (second, code) => {
    expect(totp('12345678901234567890', stepOf(new Date(second * 1000)))).toBe(code)
  })

  it('is taken half a minute early or late, not a minute', () => {
    const now = new Date(1_800_000_000_000)
    const step = stepOf(now)
    for (const [away, taken] of [
      [-2, false],
      [-1, true],
      [0, true],
      [1, true],
      [2, false],
    ] as const)
      expect(matchingStep('secret', totp('secret', step + away), now)).toBe(taken ? step + away : undefined)
  })

  it('may be typed with blanks, hyphens and full-width digits, as may a backup code', () => {
    expect(readCode(' 123 456 ')).toEqual({ kind: 'totp', digits: '123456' })
    expect(readCode('１２３４５６')).toEqual({ kind: 'totp', digits: '123456' })
    expect(readCode('1234 5678 9012')).toEqual({ kind: 'backup', digits: '1234-5678-9012' })
    expect(readCode('1234—5678—9012')).toEqual({ kind: 'backup', digits: '1234-5678-9012' })
    expect(readCode(makeBackupCode()).kind).toBe('backup')
  })

  it('has a secret that apps read: RFC 4648, 10', () => {
    expect(['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map(base32)).toEqual([
      '',
      'MY',
      'MZXQ',
      'MZXW6',
      'MZXW6YQ',
      'MZXW6YTB',
      'MZXW6YTBOI',
    ])
  })
})

describe('a session', () => {
  const start = new Date('2026-06-01T08:00:00+08:00')
  const at = (ms: number) => new Date(start.getTime() + ms)
  const session = (lastSeenMs: number) => ({
    createdAt: start,
    lastSeenAt: at(lastSeenMs),
    expiresAt: at(30 * 24 * hour),
  })

  it.each([
    ['city_officer', hour - 1, 0, false],
    ['city_officer', hour, 0, true],
    ['city_officer', 12 * hour - 1, 12 * hour - 2, false],
    ['city_officer', 12 * hour, 12 * hour - 1, true],
    ['firm', 24 * hour - 1, 0, false],
    ['firm', 24 * hour, 0, true],
    ['firm', 7 * 24 * hour - 1, 7 * 24 * hour - 2, false],
    ['firm', 7 * 24 * hour, 7 * 24 * hour - 1, true],
  ] as const)('of a %s after %i ms, last seen at %i ms: over is %s', (role, now, lastSeen, over) => {
    expect(isOver(session(lastSeen), role, at(now))).toBe(over)
  })

  it('is over when the database says so, and one without a role is treated as the strictest', () => {
    expect(isOver({ ...session(0), expiresAt: at(10) }, 'firm', at(10))).toBe(true)
    expect(lifetimeOf(undefined)).toEqual(lifetimeOf('administrator'))
  })
})

describe('the brake', () => {
  it.each([
    [placeBrake, 4, 0],
    [placeBrake, 5, 5],
    [placeBrake, 6, 10],
    [placeBrake, 12, 640],
    [placeBrake, 13, 900],
    [placeBrake, 5000, 900],
    [deviceBrake, 9, 0],
    [deviceBrake, 10, 2],
    [deviceBrake, 18, 300],
  ])('%j after %i wrong attempts: %i seconds', (brake, failures, seconds) => {
    expect(waitS(brake, failures)).toBe(seconds)
    expect(waitsS(brake)[Math.min(failures, waitsS(brake).length) - 1]).toBe(seconds)
  })

  it('holds back answers to unknown browsers by four seconds at most, and refuses nobody', () => {
    expect([0, 20, 21, 30, 60, 61, 1e9].map(delayMs)).toEqual([0, 0, 100, 1000, 4000, 4000, 4000])
  })

  it.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
    ['not an address', 'unknown'],
  ])('knows %s by its network %s', (address, prefix) => expect(addressPrefix(address)).toBe(prefix))
})

describe('after the sign-in', () => {
  it.each([
    ['/filing/2026?step=2', '/filing/2026?step=2'],
    ['/en/office', '/en/office'],
    [undefined, '/home'],
    ['', '/home'],
    ['https://evil.example/', '/home'],
    ['//evil.example/', '/home'],
    ['/\\evil.example', '/home'],
    ['/a/..//evil.example', '/home'],
    ['/\t/evil.example', '/home'],
    ['javascript:alert(1)', '/home'],
    ['/sign-out', '/home'],
    ['/en/sign-in/code', '/home'],
  ])('%s leads to %s', (given, path) => expect(safeNext(given, '/home')).toBe(path))

  it('no address whatever leads to another site', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const url = new URL(safeNext(text, '/home'), 'https://qingyuan.example')
        expect(url.origin).toBe('https://qingyuan.example')
        const slashed = new URL(safeNext(`/${text}`, '/home'), 'https://qingyuan.example')
        expect(slashed.origin).toBe('https://qingyuan.example')
      }),
    )
  })
})

it('a one-time passphrase would pass as one’s own', () => {
  for (let i = 0; i < 20; i++) expect(judgePassphrase(makeOneTimePassphrase(), [])).toBeUndefined()
})

it.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Windows'],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0',
    'Edge, Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1',
    'Safari, iOS',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36 MicroMessenger/8.0',
    'WeChat, Android',
  ],
  ['curl/8', ''],
  ['', ''],
])('%s is kept as %s', (agent, label) => expect(deviceLabel(agent)).toBe(label))
