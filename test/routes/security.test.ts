import { fork } from 'node:child_process'
import { request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, inject, it } from 'vitest'
import { demoPassphrase } from '#db/seed/accounts.ts'
import { freePort } from '#platform/postgres/embedded.ts'
import { ask, postForm, sessionOf, siteDatabase } from '#test/support/session.ts'

const signIn = '/sign-in?_action=account.signIn'

/** Sends bytes as they are and gives what comes back, for what no well-behaved client would send. */
function raw(text: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(inject('siteUrl'))
  return new Promise((resolve, reject) => {
    let said = ''
    const socket = connect(Number(port), hostname, () => socket.write(text))
    socket.setEncoding('utf8').on('data', (chunk) => {
      said += chunk
    })
    socket.once('close', () => resolve(said))
    socket.once('error', (error) => (said ? resolve(said) : reject(error)))
    setTimeout(() => socket.destroy(), 8000).unref()
  })
}

describe('every answer', () => {
  const addresses = [
    '/',
    '/en',
    '/sign-in',
    '/account',
    '/nothing-here',
    '/healthz',
    '/favicon.svg',
    '/%FF',
    '/refused',
  ]

  it.each(addresses)('%s carries the strict headers', async (path) => {
    const { headers } = await ask(path)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|\*/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp')
    expect(headers.get('permissions-policy')).toContain('camera=()')
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(headers.has('server') || headers.has('x-powered-by')).toBe(false)
  })

  it('names its request on the page of an error, the same as in its header', async () => {
    const response = await ask('/office', await sessionOf('ngo'))
    expect(await response.text()).toContain(response.headers.get('x-request-id') ?? 'none')
  })
})

describe('what is not public', () => {
  it.each([
    ['/account', 'ngo'],
    ['/office', 'auditor'],
    ['/office/accounts', 'admin'],
    ['/office', 'ngo'],
  ])('%s for %s is kept by no cache', async (path, username) => {
    const { headers } = await ask(path, await sessionOf(username))
    expect(headers.get('cache-control')).toBe('private, no-store')
  })

  it('the pages of the public are the same for a signed-in reader', async () => {
    const strip = (page: string) => page.replace(/\d+ (ms|秒)/g, '')
    const [visitor, officer] = [await ask('/library'), await ask('/library', await sessionOf('admin'))]
    expect(strip(await officer.text())).toBe(strip(await visitor.text()))
    expect(officer.headers.get('set-cookie')).toBeNull()
  })

  it('a forged, a cut and an old cookie are all a visitor’s', async () => {
    const { header } = await sessionOf('admin')
    for (const cookie of [
      header.slice(0, -6),
      header.replace(/=(.)/, (_, first) => (first === 'Z' ? '=Y' : '=Z')),
      `${header.split('=')[0]}=x.y`,
      `${header.split('=')[0]}=`,
    ])
      expect((await ask('/account', undefined, { cookie })).status).toBe(303)
  })
})

describe('a writing request', () => {
  it('without Origin and Sec-Fetch-Site is refused, also as JSON', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'application/json', 'text/plain']) {
      const response = await fetch(inject('siteUrl') + signIn, {
        method: 'POST',
        body: '{}',
        headers: { 'content-type': type },
      })
      expect(response.status).toBe(403)
    }
  })

  it('from a browser that says same-origin is taken', async () => {
    const response = await fetch(`${inject('siteUrl')}/sign-out?_action=account.signOut`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
      body: '',
    })
    expect(response.status).toBe(303)
  })

  it('is not let in by a Host header that agrees with a foreign Origin', async () => {
    const said = await raw(
      'POST /sign-out?_action=account.signOut HTTP/1.1\r\nHost: evil.example\r\nOrigin: http://evil.example\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
    )
    expect(said).toMatch(/^HTTP\/1.1 403/)
  })

  it('to an address that only shows is 405, and says what is allowed', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const response = await fetch(`${inject('siteUrl')}/library`, { method, headers: { origin: inject('siteUrl') } })
      expect(response.status).toBe(405)
      expect(response.headers.get('allow')).toContain('GET')
    }
  })

  it('for an action that does not exist is 404', async () => {
    expect((await postForm('/sign-in?_action=account.steal', {})).status).toBe(404)
    expect((await postForm('/_actions/account.steal', {})).status).toBe(404)
  })

  it('from a visitor to an action that is not for visitors is 401, and nothing is lost: the page says how to send it again', async () => {
    const response = await postForm('/office/accounts/new?_action=accounts.create', { username: 'x' })
    expect(response.status).toBe(401)
    expect(await response.text()).toContain('重新提交')
    const program = await postForm('/_actions/accounts.create', { username: 'x' })
    expect(program.status).toBe(401)
    expect(program.headers.get('content-type')).toContain('application/problem+json')
  })

  it('to an action with no right to it is 403, whichever page it is sent through', async () => {
    const session = await sessionOf('auditor')
    const sql = siteDatabase()
    const [before] =
      await sql`select count(*)::int as n from events where kind in ('account.created', 'account.disabled')`
    for (const path of ['/office/accounts/new', '/sign-in', '/account', '/'])
      expect((await postForm(`${path}?_action=accounts.create`, { username: 'x' }, session)).status).toBe(403)
    expect((await postForm('/_actions/accounts.disable', { username: 'ngo', reason: 'x' }, session)).status).toBe(403)
    expect(
      await sql`select count(*)::int as n from events where kind in ('account.created', 'account.disabled')`,
    ).toEqual([before])
    await sql.end()
  })
})

describe('a body', () => {
  const page = '提交的内容超过这里允许的 128 KB'

  it('that is too large is 413 with a page that helps', async () => {
    const response = await postForm(signIn, { username: 'x'.repeat(140 * 1024) })
    expect(response.status).toBe(413)
    expect(await response.text()).toContain(page)
  })

  it('in chunks without a length is counted too', async () => {
    const said = await new Promise<{ status: number; text: string }>((resolve, reject) => {
      const sent = request(
        inject('siteUrl') + signIn,
        { method: 'POST', headers: { origin: inject('siteUrl'), 'content-type': 'application/x-www-form-urlencoded' } },
        (response) => {
          let text = ''
          response.setEncoding('utf8').on('data', (chunk) => {
            text += chunk
          })
          response.once('end', () => resolve({ status: response.statusCode ?? 0, text }))
        },
      )
      sent.once('error', reject)
      for (let i = 0; i < 40; i++) sent.write('a'.repeat(8 * 1024))
      sent.end()
    })
    expect(said.status).toBe(413)
    expect(said.text).toContain(page)
  })

  it('with NUL in it is 4xx', async () => {
    const response = await postForm(signIn, { username: 'a\0b', passphrase: 'c\0d' })
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.status).toBeLessThan(500)
  })

  it('that is no form, or half a form, is 4xx', async () => {
    for (const [type, body] of [
      ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form'],
      ['application/json', '{"username":'],
      ['application/octet-stream', 'zzz'],
      ['application/x-www-form-urlencoded', '%FF%FE=%00&&&=&username'],
    ] as const) {
      const response = await fetch(inject('siteUrl') + signIn, {
        method: 'POST',
        headers: { origin: inject('siteUrl'), 'content-type': type },
        body,
      })
      expect(response.status, type).toBeGreaterThanOrEqual(400)
      expect(response.status, type).toBeLessThan(500)
    }
  })
})

describe('an address', () => {
  const isHelpful = (text: string) => expect(text).toMatch(/清源/)

  it.each([
    ['/%FF%FE', 400],
    ['/enterprises?q=%FF', 400],
    ['/a%00b', 400],
    ['/enterprises?q=%00', 400],
    ['/..%2f..%2f..%2fetc%2fpasswd', 404],
    ['/assets/..%2f..%2fserver%2fentry.mjs', 404],
    ['/assets/..%5c..%5cserver%5centry.mjs', 404],
    ['/.env', 404],
    ['//evil.example/', 404],
    ['/enterprises/%2e%2e/%2e%2e/%2e%2e/etc/passwd', 404],
    ['/sign-in?next=%0d%0aSet-Cookie:x=1', 200],
  ])('%s is answered with %i', async (path, status) => {
    const said = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    expect(Number(/^HTTP\/1.1 (\d+)/.exec(said)?.[1])).toBe(status)
    expect(said).not.toMatch(/^set-cookie: x=1/im)
    isHelpful(said)
  })

  it('of ten megabytes is 431 with a page that says so', async () => {
    const said = await raw(`GET /enterprises?q=${'a'.repeat(10 * 1024 * 1024)} HTTP/1.1\r\nHost: x\r\n\r\n`)
    expect(said).toMatch(/^HTTP\/1.1 431/)
    expect(said).toContain('请缩短查询条件')
  })

  it('asked for with an unknown method is 4xx', async () => {
    for (const method of ['TRACE', 'PROPFIND', 'BREW', 'get'])
      expect(await raw(`${method} / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1.1 4\d\d/)
  })

  it.each([
    'GET http://evil.example/account HTTP/1.1\r\nHost: x',
    'OPTIONS * HTTP/1.1\r\nHost: x',
    'GET /% HTTP/1.1\r\nHost: x',
    'GET /enterprises/%E4%B8 HTTP/1.1\r\nHost: x',
    'GET / HTTP/1.1\r\nHost: x\r\nHost: y',
    'GET / HTTP/1.1',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked',
    'GET /?a=b#%00 HTTP/1.1\r\nHost: x',
    'GET /;jsessionid=1 HTTP/1.1\r\nHost: x',
    'nonsense',
  ])('in an odd request is never a fault: %j', async (head) => {
    const said = await raw(`${head}\r\nConnection: close\r\n\r\n`)
    expect(said).toMatch(/^HTTP\/1.1 [234]\d\d/)
    expect(said).not.toMatch(/evil\.example|\.m?[jt]s:\d+/)
  })

  it('written with another host leads nowhere else', async () => {
    const said = await raw(
      'GET /account HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n',
    )
    expect(said).toMatch(/^HTTP\/1.1 303/)
    expect(said).not.toContain('evil.example')
    expect(await raw('GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n')).not.toContain('evil.example')
  })
})

describe('machines learn', () => {
  it('that the process is up and the database ready, and how it fares', async () => {
    expect(await (await ask('/healthz')).text()).toBe('ok\n')
    expect(await (await ask('/readyz')).text()).toBe('ready\n')
    expect(await (await ask('/metrics')).text()).toContain('http_request_duration_seconds_bucket')
  })
})

describe('a fault', () => {
  it('of a query that takes too long is a 503 page that says what to do', { timeout: 40_000 }, async () => {
    const session = await sessionOf('ngo')
    const sql = siteDatabase()
    try {
      const response = await sql.begin(async (tx) => {
        await tx`lock table two_factors in access exclusive mode`
        return ask('/account', session)
      })
      expect(response.status).toBe(503)
      expect(response.headers.get('retry-after')).toBe('60')
      const page = await response.text()
      expect(page).toContain('请缩小筛选范围')
      expect(page).not.toMatch(/select|two_factors|at .*\.m?js/i)
    } finally {
      await sql.end()
    }
  })

  it('that nobody expected is a 500 page with its request number and without its cause, and is logged', {
    timeout: 40_000,
  }, async () => {
    await onSiteOfItsOwn({ DATABASE_URL: broken() }, async (site, log) => {
      const cookie = (await sessionOf('ngo')).header
      const response = await fetch(`${site}/account`, { headers: { cookie }, redirect: 'manual' })
      expect(response.status).toBe(500)
      const page = await response.text()
      const id = response.headers.get('x-request-id') ?? ''
      expect(page).toContain(id)
      expect(page).not.toMatch(/sessions|relation|postgres|\.m?[jt]s\b.*:\d+/i)
      await expect.poll(() => log().includes(id)).toBe(true)
      expect(log()).toContain('"msg":"fault"')
    })
  })

  it('of an unreachable database leaves the process up and says so', { timeout: 40_000 }, async () => {
    const port = await freePort()
    await onSiteOfItsOwn({ DATABASE_URL: `postgres://nobody:nothing@127.0.0.1:${port}/none` }, async (site) => {
      expect((await fetch(`${site}/healthz`)).status).toBe(200)
      expect((await fetch(`${site}/readyz`)).status).toBe(503)
      // A visitor without a session costs the database nothing.
      expect((await fetch(`${site}/sign-in`)).status).toBe(200)
      expect((await fetch(`${site}/library/guides`)).status).toBe(200)
      expect((await fetch(`${site}/office`, { redirect: 'manual' })).status).toBe(303)
      const cookie = (await sessionOf('ngo')).header
      const response = await fetch(`${site}/account`, { headers: { cookie }, redirect: 'manual' })
      expect(response.status).toBe(503)
      expect(await response.text()).toContain('数据库暂时没有响应')
    })
  })
})

describe('the logs', () => {
  it('hold nothing of what was typed, of names, addresses or cookies', { timeout: 60_000 }, async () => {
    const canaries = {
      username: 'canary-name-7431',
      passphrase: 'canary passphrase 9916',
      next: '/account?canary=5512',
    }
    await onSiteOfItsOwn({ LOG_LEVEL: 'trace', DATABASE_URL: siteUrlOfDatabase() }, async (site, log) => {
      const send = (fields: Record<string, string>, headers = {}) =>
        fetch(site + signIn, {
          method: 'POST',
          redirect: 'manual',
          headers: { origin: site, 'user-agent': 'canary-agent-3387', 'x-forwarded-for': '203.0.113.77', ...headers },
          body: new URLSearchParams(fields),
        })
      await send(canaries)
      await send({ ...canaries, username: 'canary\0name-7431' })
      const signedIn = await send({ ...canaries, username: 'ngo', passphrase: demoPassphrase })
      const cookie = signedIn.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; ')
      expect(signedIn.status).toBe(303)
      await fetch(`${site}/account?canary=5512`, { headers: { cookie } })
      await fetch(`${site}/enterprises/canary-5512?q=canary-5512`)
      for (const path of ['/canary-5512%', '/canary-5512%25%25', '/enterprises/canary-5512%E4?q=canary'])
        await fetch(site + path)
      await fetch(`${site}/office?canary=5512`, { headers: { cookie } })
      await send({ ...canaries, username: 'x'.repeat(200_000) })
      await sleep(500)
      expect(log()).toContain('"msg":"request"')
      for (const canary of [
        'canary',
        '9916',
        '7431',
        '5512',
        '203.0.113',
        '127.0.0.1',
        demoPassphrase,
        cookie.slice(-30),
      ])
        expect(log(), canary).not.toContain(canary)
    })
  })
})

describe('a real site', () => {
  it('shows no demo sign-in and lets no demo account in, though the database has them', {
    timeout: 60_000,
  }, async () => {
    await onSiteOfItsOwn({ DEMO: 'false', DATABASE_URL: siteUrlOfDatabase() }, async (site) => {
      const page = await (await fetch(`${site}/sign-in`)).text()
      expect(page).not.toContain(demoPassphrase)
      expect(page).not.toContain('演示')
      const response = await fetch(site + signIn, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: site },
        body: new URLSearchParams({ username: 'ngo', passphrase: demoPassphrase }),
      })
      expect(response.status).toBe(403)
      expect(await response.text()).toContain('演示账号在正式站点上不可用')
      expect(
        response.headers.getSetCookie().some((line) => line.includes('session_token=') && !line.includes('Max-Age=0')),
      ).toBe(false)
    })
  })
})

const siteUrlOfDatabase = () => inject('postgresUrl').replace(/\/postgres$/, '/qy_site')
/** A database without tables: every query fails in a way that nobody expects. */
const broken = () => inject('postgresUrl').replace(/\/postgres$/, '/template1')

/** A second web process with other settings, its log kept. */
async function onSiteOfItsOwn(
  settings: Record<string, string>,
  work: (site: string, log: () => string) => Promise<void>,
): Promise<void> {
  const port = await freePort()
  const site = `http://localhost:${port}`
  const child = fork('src/cli/web.ts', {
    env: {
      ...process.env,
      LOG_LEVEL: 'info',
      DEMO: 'true',
      PORT: String(port),
      SITE_URL: site,
      NODE_ENV: 'production',
      QINGYUAN_PROCESS: 'web',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => {
      said += text
    })
  try {
    await new Promise((resolve, reject) => {
      child.once('message', resolve)
      child.once('exit', () => reject(new Error(said)))
    })
    await work(site, () => said)
  } finally {
    child.removeAllListeners('exit')
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }
}
