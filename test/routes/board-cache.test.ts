import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { freePort } from '#platform/postgres/embedded.ts'

const databaseUrl = inject('postgresUrl').replace(/\/postgres$/, '/qy_site')
const root = fileURLToPath(new URL('../..', import.meta.url))
const sql = postgres(databaseUrl, { max: 2, onnotice: () => {} })
let second: ChildProcess
let sites: string[]

/** A second web process on the same database: what one process writes, both must show. */
beforeAll(async () => {
  const port = await freePort()
  const env = { ...process.env, DATABASE_URL: databaseUrl, DEMO: 'true', PORT: String(port), NODE_ENV: 'production' }
  second = fork(`${root}src/cli/web.ts`, {
    env: { ...env, QINGYUAN_PROCESS: 'web' },
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  await new Promise((resolve) => second.once('message', resolve))
  sites = [inject('siteUrl'), `http://localhost:${port}`]
})
afterAll(async () => {
  await new Promise((resolve) => second.once('exit', resolve) && second.kill('SIGTERM'))
  await sql.end()
})

const how = async (site: string, path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${site}${path}`, { headers })
  await response.arrayBuffer()
  return response.headers.get('x-cache')
}
/** Asks until the page is kept: other tests' events may drop it between. */
const kept = (site: string, path: string) =>
  vi.waitFor(async () => expect(await how(site, path)).toBe('hit'), { timeout: 10_000, interval: 20 })
const write = (kind: string, subject: string) =>
  sql`insert into events (kind, subject, at) values (${kind}, ${subject}, now())`

describe('pages kept by each web process', () => {
  it('an event written anywhere drops the page in every process within a second', async () => {
    for (const site of sites) await kept(site, '/board?year=2025')
    const [known] = await sql`select id from violation_cases where state = 'published' order by id limit 1`
    await write('case.corrected', `case:${known?.id}`)
    const dropped = Date.now()
    for (const site of sites) {
      await vi.waitFor(async () => expect(await how(site, '/board?year=2025')).toBe('miss'), {
        timeout: 1_000,
        interval: 15,
      })
    }
    expect(Date.now() - dropped).toBeLessThan(1_000)
  })

  it('a withdrawn case is gone from its page, the list and the search at once', async () => {
    const [known] =
      await sql`select id, decision_no from violation_cases where state = 'published' order by id limit 1 offset 5`
    const search = `/board?q=${encodeURIComponent(known?.decision_no)}`
    for (const site of sites) for (const path of [`/board/${known?.id}`, search]) await kept(site, path)
    await sql.begin(async (tx) => {
      await tx`update violation_cases set state = 'withdrawn', removed_on = current_date, removal_basis = '示例' where id = ${known?.id}`
      await tx`insert into events (kind, subject, at) values ('case.withdrawn', ${`case:${known?.id}`}, now())`
    })
    for (const site of sites) {
      await vi.waitFor(async () => expect((await fetch(`${site}/board/${known?.id}`)).status).toBe(410), {
        timeout: 1_000,
        interval: 15,
      })
      expect(await (await fetch(`${site}${search}`)).text()).not.toContain(`"/board/${known?.id}"`)
    }
    await sql`update violation_cases set state = 'published', removed_on = null, removal_basis = null where id = ${known?.id}`
    await write('case.published', `case:${known?.id}`)
  })

  it('when the connection that hears events is cut, nothing old is shown and it recovers', async () => {
    for (const site of sites) await kept(site, '/board?year=2024')
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'qingyuan-page-cache' and datname = current_database()`
    for (const site of sites) {
      await vi.waitFor(async () => expect(await how(site, '/board?year=2024')).not.toBe('hit'), {
        timeout: 2_000,
        interval: 5,
      })
    }
    for (const site of sites) await kept(site, '/board?year=2024')
    await write('case.corrected', 'case:1')
    for (const site of sites) {
      await vi.waitFor(async () => expect(await how(site, '/board?year=2024')).toBe('miss'), {
        timeout: 1_000,
        interval: 15,
      })
    }
  })

  it('a reader who has this version is told so, in a word', async () => {
    const [site] = sites as [string]
    // Again where another file's event came between the two questions.
    await vi.waitFor(
      async () => {
        await kept(site, '/board?year=2023')
        const first = await fetch(`${site}/board?year=2023`)
        const again = await fetch(`${site}/board?year=2023`, {
          headers: { 'if-none-match': first.headers.get('etag') ?? '' },
        })
        expect([again.status, await again.text()]).toEqual([304, ''])
      },
      { timeout: 10_000, interval: 100 },
    )
  })

  it('a kept page has the same headers as one rendered now, the compressed forms too', async () => {
    const [site] = sites as [string]
    const headers = async (path: string, encoding: string) => {
      const response = await fetch(`${site}${path}`, { headers: { 'accept-encoding': encoding } })
      const text = await response.text()
      const own = ['x-request-id', 'x-cache', 'date', 'content-length', 'transfer-encoding']
      return { text, headers: Object.fromEntries([...response.headers].filter(([name]) => !own.includes(name))) }
    }
    for (const encoding of ['identity', 'gzip', 'br']) {
      const path = `/board?year=2022&sort=decided&q=${encoding}`
      const rendered = await headers(path, encoding)
      await kept(site, path)
      expect(await headers(path, encoding)).toEqual(rendered)
    }
  })

  it('a page for one reader is never kept', async () => {
    const [site] = sites as [string]
    for (const path of ['/sign-in', '/account', '/filing']) {
      await how(site, path)
      await sleep(5)
      expect(await how(site, path)).toBeNull()
    }
  })
})
