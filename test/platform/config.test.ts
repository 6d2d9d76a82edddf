import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ConfigError, readConfig } from '#platform/config.ts'
import { findPlace } from '#platform/postgres/place.ts'

it('an empty environment gives the documented defaults', () => {
  expect(readConfig({})).toMatchObject({
    PORT: 4321,
    HOST: '127.0.0.1',
    SITE_URL: 'http://localhost:4321',
    DEMO: true,
    TRUST_PROXY: false,
    LONG_FILES: 4,
    API_PER_MINUTE: 600,
    LOG_LEVEL: 'info',
  })
})

it('the demo city is off by default where the database is not the embedded one', () => {
  const url = 'postgres://someone@db.example/portal'
  expect(readConfig({ DATABASE_URL: url }).DEMO).toBe(false)
  expect(readConfig({ DATABASE_URL: url, DEMO: 'true' }).DEMO).toBe(true)
})

it.each([
  ['PORT', '70000', /PORT was given as "70000"; allowed: a port, 0 to 65535/],
  ['PORT', 'http', /PORT was given as "http"/],
  ['DATABASE_URL', 'mysql://x/y', /DATABASE_URL was given as "mysql:.*allowed: postgres:/],
  ['SITE_URL', 'example.org', /SITE_URL was given as "example.org"; allowed: .*https/],
  ['MAP_TILES_URL', 'https://tiles.example/1.png', /MAP_TILES_URL .*\{z\}/],
  ['MEILI_URL', 'meili.example', /MEILI_URL was given as "meili.example"; allowed: .*https/],
  ['DEMO', 'perhaps', /DEMO was given as "perhaps"; allowed: true or false/],
  [
    'STORAGE_URL',
    'https://bucket.example',
    /STORAGE_URL was given as "https:.*allowed: s3:\/\/key:secret@host\/bucket/,
  ],
  ['STORAGE_URL', 's3://key:secret@host/', /STORAGE_URL was given as "s3:/],
  ['SMTP_URL', 'mail.example', /SMTP_URL was given as "mail.example"; allowed: smtp:/],
  ['SMTP_URL', 'smtp://mail.example', /MAIL_FROM was not given; allowed: .*needed with SMTP_URL/],
  ['MAIL_FROM', 'a@b.example\nBcc: c@d.example', /MAIL_FROM was given as .*; allowed: .*Name <address/],
  ['CLOCK', 'tomorrow', /CLOCK was given as "tomorrow"; allowed: only where DEMO is on: an instant/],
  ['CLOCK', '2027-06-30', /CLOCK was given as "2027-06-30"/],
  ['CLOCK', '+9000d', /CLOCK was given as "\+9000d"/],
  ['API_PER_MINUTE', '0', /allowed: how often one address may read the API within a minute/],
  ['LONG_FILES', '0', /LONG_FILES was given as "0"; allowed: how many long files may be made at a time, 1 to 100/],
  ['LOG_LEVEL', 'loud', /LOG_LEVEL was given as "loud"; allowed: trace/],
])('a wrong %s stops the start and says what was given and what is allowed', (name, value, message) => {
  expect(() => readConfig({ [name]: value })).toThrow(ConfigError)
  expect(() => readConfig({ [name]: value })).toThrow(message)
})

it('the clock is moved by a distance or from an instant on, and only in the demo', () => {
  expect(readConfig({}).CLOCK).toBe(0)
  expect(readConfig({ CLOCK: '+90d' }).CLOCK).toBe(90 * 86_400_000)
  expect(readConfig({ CLOCK: '-3h' }).CLOCK).toBe(-3 * 3_600_000)
  const deadline = '2027-06-30T23:59:00+08:00'
  expect(Date.now() + readConfig({ CLOCK: deadline }).CLOCK - Date.parse(deadline)).toBeLessThan(1000)
  expect(() => readConfig({ CLOCK: '+1d', DEMO: 'false' })).toThrow(
    /CLOCK was given as "\+1d"; allowed: only where DEMO/,
  )
  const own = { CLOCK: '+1d', DATABASE_URL: 'postgres://someone@db.example/portal' }
  expect(() => readConfig(own)).toThrow(/CLOCK/)
  expect(readConfig({ ...own, DEMO: 'true' }).CLOCK).toBe(86_400_000)
})

it('a password in a wrong address is not shown', () => {
  for (const [name, value] of [
    ['STORAGE_URL', 's3://key:p@ss/word@host/'],
    ['DATABASE_URL', 'mysql://someone:p@ss/word@host/x'],
  ] as const) {
    const said = (() => {
      try {
        return readConfig({ [name]: value })
      } catch (error) {
        return (error as Error).message
      }
    })()
    expect(said).toMatch(/was given as ".*:…@host/)
    expect(said).not.toContain('ss/word')
  }
})

it('the command line prints the wrong setting and no stack trace', () => {
  const done = spawnSync(process.execPath, ['src/cli/portal.ts', 'start'], {
    env: { ...process.env, PORT: 'http' },
    encoding: 'utf8',
  })
  expect(done.status).toBe(1)
  expect(done.stderr).toContain('PORT was given as "http"')
  expect(done.stderr).not.toMatch(/\bat .*\.ts:\d+/)
})

const isRoot = process.getuid?.() === 0

it.skipIf(!isRoot)(
  'for root the database lies where its own account can go, also out of a closed home (skipped: needs root)',
  async () => {
    const closed = mkdtempSync(join(homedir(), '.qingyuan-closed-')) // mkdtemp makes folders of mode 700
    try {
      const place = await findPlace(join(closed, '.data'))
      expect(place.account?.uid).toBeGreaterThan(0)
      const { uid, gid } = place.account as { uid: number; gid: number }
      const version = execFileSync(join(place.programs, 'bin/postgres'), ['--version'], {
        uid,
        gid,
        cwd: '/',
        encoding: 'utf8',
      })
      expect(version).toMatch(/^postgres \(PostgreSQL\) 18/)
      expect(place.data.startsWith(closed)).toBe(false)
      expect(existsSync(place.programs)).toBe(true)
    } finally {
      rmSync(closed, { recursive: true })
    }
  },
)
