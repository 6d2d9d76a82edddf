import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Connection, connect } from '#db/client.ts'
import { config } from '#platform/config.ts'
import { startBoss } from '#platform/jobs/boss.ts'
import { anOfficer } from '#test/domain/review/people.ts'
import { canariesIn, canariesOf, canaryOf, personsIn, photoOf } from '#test/routes/canaries/canaries.ts'
import { dump, filesBelow, publicPaths } from '#test/routes/canaries/outputs.ts'
import { plant } from '#test/routes/canaries/plant.ts'
import { startMovedSite } from '#test/support/moved-site.ts'
import { sessionOn } from '#test/support/session.ts'
import { startSmtp } from '#test/support/smtp.ts'

const planted = 1_120
const throughSite = 24
let smtp: Awaited<ReturnType<typeof startSmtp>>
let site: Awaited<ReturnType<typeof startMovedSite>>
let app: Connection
let identity: Connection
let printed = ''
const receipts: string[] = []

beforeAll(async () => {
  smtp = await startSmtp()
  site = await startMovedSite('+1s', {
    env: { SMTP_URL: smtp.url, MAIL_FROM: 'Bureau <bureau@city.example>', LOG_LEVEL: 'trace' },
    onOutput: (text) => {
      printed += text
    },
    prepare: (sql) =>
      sql`update users set email = username || '@city.example' where username in ('city-inspection', 'county-taojiang')`,
  })
  app = connect(site.database, { max: 8 })
  identity = connect(site.database, { as: 'identity', max: 2 })
  const officers = {
    county: await anOfficer(app.db, 'canary-county', '430922'),
    core: await anOfficer(app.db, 'canary-core', null),
  }
  const at = new Date(Date.now() - 40 * 86_400_000)
  for (let i = 0; i < planted; i += 8)
    receipts.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(8, planted - i) }, (_, n) =>
          plant({ db: app.db, identityDb: identity.db, url: site.url }, officers, i + n, at),
        ),
      )),
    )
}, 300_000)
afterAll(async () => {
  await Promise.all([app?.close(), identity?.close()])
  await site?.stop()
  await smtp?.stop()
})

const cookieOf = async (username: string) => (await sessionOn(site, username)).header
const get = async (path: string, cookie = '') =>
  (await fetch(site.url + path, { headers: { cookie }, redirect: 'manual' })).text()
const post = (path: string, fields: Record<string, string>, cookie = '') =>
  fetch(site.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      origin: site.url,
      cookie,
      'user-agent': 'Browser 19500009999',
      referer: `${site.url}/?from=19500008888`,
    },
    body: new URLSearchParams(fields),
  })

const send = async (words: string, cookie: string, photo?: File) => {
  const body = new FormData()
  body.append('words', words)
  if (photo) body.append('files', photo)
  body.append('go', 'send')
  const headers = { origin: site.url, cookie, 'user-agent': 'Browser 19500009999' }
  return fetch(`${site.url}/report/follow`, { method: 'POST', redirect: 'manual', headers, body })
}

describe('ten thousand telephones, identity numbers, names, pins, names of files and places in photographs', () => {
  it('are all different and would all be found', () => {
    const all = Array.from({ length: planted }, (_, i) => canariesOf(i)).flat()
    expect(all.length).toBeGreaterThanOrEqual(10_000)
    expect(new Set(all).size).toBe(all.length)
    for (const canary of all) expect(canariesIn(`<p>${canary}</p>`)).not.toEqual([])
    for (const canary of all.slice(0, 22))
      expect(canariesIn(`\\x00${Buffer.from(canary).toString('hex')}`)).not.toEqual([])
    for (const shift of ['', 'a', 'ab'])
      expect(canariesIn(Buffer.from(`${shift}${canaryOf(7).name}。`).toString('base64'))).not.toEqual([])
  })

  it('are read by their reporters through the site, and written there', async () => {
    for (let i = 0; i < throughSite; i++) {
      const entered = await post('/report/follow?_action=follow.enter', { receipt: receipts[i] as string })
      const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? ''
      const words = `再补充，可打 ${canaryOf(i).inMessage}，找 ${canaryOf(i).name}`
      expect((await send(words, cookie, await photoOf(i + planted))).status).toBe(303)
      expect(canariesIn(await get('/report/follow', cookie))).toContain(canaryOf(i).inWords)
      await send(words.repeat(500), cookie)
      await post('/report/follow?_action=follow.enter', { receipt: canaryOf(i).telephone })
    }
  })

  it('stand on no public page, in no list, feed, file or site map', async () => {
    const paths = await publicPaths(site)
    expect(paths.length).toBeGreaterThan(200)
    const leaks: string[] = []
    for (const path of paths) {
      const found = canariesIn(await get(path))
      if (found.length > 0) leaks.push(`${path}: ${found[0]}`)
    }
    expect(leaks).toEqual([])
  }, 300_000)

  it('stand on no page of the county’s officer, whose reports they are', async () => {
    const cookie = await cookieOf('county-taojiang')
    const rows = await site.sql<
      { id: number }[]
    >`select id from reports where region_code = '430922' order by id desc limit 1300`
    const paths = [
      '/office',
      '/office/reports',
      '/office/reports?page=2',
      '/office/reports?state=concluded',
      '/office/cases',
      '/office/rewards',
    ]
    for (const { id } of rows.filter((_, i) => i % 20 === 0)) paths.push(`/office/reports/${id}`)
    const waiting = () => site.sql`select from report_files where state = 'waiting'`
    await expect.poll(async () => (await waiting()).length, { timeout: 120_000, interval: 500 }).toBe(0)
    const pictures = await site.sql<
      { path: string }[]
    >`select '/office/reports/' || report_id || '/files/' || f.id as path from report_files f join reports r on r.id = report_id
      where r.region_code = '430922' and f.state = 'clean' and f.message_id is not null and f.id % 5 = 0`
    expect(pictures.length).toBeGreaterThan(50)
    paths.push(...pictures.map(({ path }) => path))
    const leaks: string[] = []
    for (const path of paths) {
      const text = await get(path, cookie)
      const isPicture = text.startsWith('\ufffd\ufffd\ufffd')
      expect(isPicture).toBe(path.includes('/files/'))
      // Where a reporter writes his name into a message, nobody can tell that it is one.
      const found = isPicture ? canariesIn(text) : personsIn(text).filter((each) => !each.startsWith('鸜鹆'))
      if (found.length > 0) leaks.push(`${path}: ${found[0]}`)
    }
    expect(leaks).toEqual([])
    const anhua = await cookieOf('county-anhua')
    expect(canariesIn(await get(`/office/reports/${rows[0]?.id}`, anhua))).toEqual([])
  }, 300_000)

  it('go out in no mail, and stand in no job', async () => {
    const before = smtp.messages.length
    const boss = await startBoss(site.database)
    for (const name of ['mail-overdue-reports', 'escalate-reports', 'end-report-terms'])
      await boss.send(`scheduled.${name}`, null)
    const mails = (await smtp.received(before + 2, 45_000)).slice(before)
    await boss.stop({ graceful: false })
    expect(mails.map(({ text }) => text).join('\n')).toMatch(/逾期/)
    for (const { text, subject, html, headerLines } of mails)
      expect(canariesIn([subject, text, html, JSON.stringify(headerLines)].join('\n'))).toEqual([])
  }, 60_000)

  it('are in nothing that the web process and the worker print, at the most talkative level', () => {
    expect(printed).toContain('scheduled job done')
    expect(canariesIn(printed)).toEqual([])
  })

  it('are in no file of the store and of what is being uploaded', () => {
    const files = filesBelow(config().DATA_DIR)
    expect(files.length).toBeGreaterThan(0)
    const leaks = files.filter((path) => canariesIn(readFileSync(path).toString('utf8')).length > 0)
    expect(leaks).toEqual([])
  })

  it('are in no table of a copy of the database, keys included: events, jobs, index and all', async () => {
    const text = await dump(site)
    for (const table of ['public.events', 'public.reports', 'public.report_keys', 'identity.identities', 'pgboss.'])
      expect(text).toContain(table)
    expect(text.length).toBeGreaterThan(5_000_000)
    expect([...new Set(canariesIn(text))].slice(0, 5)).toEqual([])
  }, 120_000)

  it('and one that leaks is found, in the dump and on the page', async () => {
    const leak = canaryOf(17).telephone
    const [row] = await site.sql<
      { no: number }[]
    >`update reports set public_outcome = ${`经查属实，联系人 ${leak}，已处理。`}
      where id = (select id from reports where outcome_no is not null and state = 'concluded' order by id desc limit 1) returning outcome_no as no`
    expect(canariesIn(await dump(site))).toContain(leak)
    expect(canariesIn(await get(`/report/outcomes/${row?.no}?look=again`))).toContain(leak)
  }, 60_000)
})
