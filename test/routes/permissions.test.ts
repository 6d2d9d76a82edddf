import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { demoCast } from '#db/seed/cast.ts'
import { departments } from '#db/vocabulary.ts'
import { sessionCookie, signed } from '#platform/auth/viewer.ts'
import { isKeyed } from '#platform/permissions/routes.ts'
import { postForm, sessionOf, siteDatabase } from '#test/support/session.ts'

/**
 * Every address and every action of the running site, asked by every role (officers in every department), against the
 * published matrix: docs/permissions.md is read as a reader would, not the code that made it.
 */
const published = readPublished()

interface Actor {
  name: string
  role: string
  department?: string
}
const officers = ['county_officer', 'city_officer'].flatMap((role) =>
  departments.map((department) => ({ role, department })),
)
const actors: Actor[] = [
  { role: 'visitor' },
  ...['firm', 'monitoring_operator', 'ngo', 'auditor', 'administrator'].map((role) => ({ role })),
  ...officers,
].map((actor) => ({ ...actor, name: Object.values(actor).join('/') }))

const isFirstOfRole = (actor: Actor) => actors.find(({ role }) => role === actor.role) === actor

/** Values for the addresses' parameters; a page that is not there is as good a test of the door as one that is. */
const parameters: Record<string, string> = {
  creditCode: demoCast.paperMill,
  id: '1',
  year: '2026',
  slug: 'none',
  standard: 'none',
  username: 'ngo',
}

const sql: { current?: ReturnType<typeof siteDatabase> } = {}
const database = () => sql.current as ReturnType<typeof siteDatabase>
beforeAll(async () => {
  sql.current = siteDatabase()
  for (const actor of actors) if (actor.role !== 'visitor') await makeAccount(actor)
})
afterAll(async () => {
  await database()`delete from users where id like 'matrix-%'`
  await database().end()
})

describe.each(actors.map((actor) => [actor.name, actor] as const))('%s', (_, actor) => {
  it('opens the addresses that are published as open to them, and no other', { timeout: 120_000 }, async () => {
    const wrong: string[] = []
    const cookie = await cookieOf(actor)
    for (const { pattern, method, permission } of published.addresses) {
      const path = pattern.replace(/\[(?:\.\.\.)?([^\]]+)\]/g, (_, name: string) => parameters[name] ?? 'none')
      // Where programs have keys no session counts: there everybody is a visitor.
      const may = published.may(isKeyed(pattern) ? { ...actor, role: 'visitor' } : actor, permission)
      // What is public is the same for all: its twin is asked for by one. Where departments make no difference, one stands for its role.
      if (!isFirstOfRole(actor) && !published.differs(actor, permission)) continue
      const hasTwin = method === 'GET' && (permission !== 'public.read' || actor.role === 'visitor')
      const twin = !hasTwin ? [] : [`/en${path === '/' ? '' : path}`]
      for (const address of [path, ...twin]) {
        const response = await send(address, { method, cookie })
        const isTwin = address.startsWith('/en')
        if (isTwin && response.status === 404) continue // machines' addresses have no twin
        if (isOpen(response) !== may)
          wrong.push(`${method} ${address}: ${response.status}, published ${may ? 'open' : 'closed'}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('sends the actions that are published as open to them, and no other', { timeout: 120_000 }, async () => {
    const wrong: string[] = []
    for (const { action, permission } of published.actions) {
      if (!isFirstOfRole(actor) && !published.differs(actor, permission)) continue
      const may = published.may(actor, permission)
      const doors = [`/_actions/${action}`, `/?_action=${action}`, `/en/report?_action=${action}`]
      // Every door is tried by each role; what its department changes is the answer behind all of them.
      for (const address of isFirstOfRole(actor) ? doors : doors.slice(0, 1)) {
        const cookie = await cookieOf(actor) // some actions end the session
        const response = await send(address, { method: 'POST', cookie })
        if (isOpen(response) !== may) wrong.push(`${address}: ${response.status}, published ${may ? 'open' : 'closed'}`)
      }
    }
    expect(wrong).toEqual([])
  })
})

describe('what belongs to others', () => {
  it('nobody ends the session of another account', async () => {
    const mine = await sessionOf('auditor')
    const theirs = await sessionOf('paper')
    const [row] =
      await database()`select id from sessions where user_id = 'demo-paper' order by created_at desc limit 1`
    const response = await postForm('/account?_action=account.endSession', { id: row?.id }, mine)
    expect(response.status).toBe(404)
    expect(
      await (await fetch(`${inject('siteUrl')}/account`, { headers: { cookie: theirs.header } })).text(),
    ).toContain('造纸厂')
  })

  it('a firm’s desk shows and changes its own drafts only', async () => {
    const year = '2026'
    const [paper, antimony] = [await sessionOf('paper'), await sessionOf('antimony')]
    await postForm('/filing?_action=disclosure.openDraft', { year }, paper)
    const drafts = () => database()`
      select d.id, d.enterprise_id from disclosures d join enterprises e on e.id = d.enterprise_id
      where d.state = 'draft' and e.credit_code = ${demoCast.paperMill}`
    const before = await drafts()
    expect(before.length).toBeGreaterThan(0)
    const [firm] = await database()`select name from enterprises where credit_code = ${demoCast.paperMill}`
    const desk = await fetch(`${inject('siteUrl')}/filing/${year}`, { headers: { cookie: antimony.header } })
    expect(await desk.text()).not.toContain(firm?.name)
    for (const revision of ['0', '1', '2', '3'])
      await postForm(
        '/filing?_action=disclosure.discardDraft',
        { year, revision, enterpriseId: String(before[0]?.enterpriseId) },
        antimony,
      )
    expect(await drafts()).toEqual(before)
    await postForm('/filing?_action=disclosure.discardDraft', { year, revision: '0' }, paper)
  })
})

/** Let in: anything but being sent to sign in, told to, or refused. */
const isOpen = ({ status, location }: { status: number; location: string }) =>
  ![401, 403].includes(status) && !/\/sign-in\?next=|\/account\/(second-factor|passphrase)$/.test(location)

async function send(path: string, { method, cookie }: { method: string; cookie: string }) {
  const response = await fetch(inject('siteUrl') + path, {
    method,
    redirect: 'manual',
    headers: { cookie, origin: inject('siteUrl') },
    ...(method === 'GET' ? {} : { body: new URLSearchParams() }),
  })
  await response.arrayBuffer()
  return { status: response.status, location: response.headers.get('location') ?? '' }
}

const idOf = ({ name }: Actor) => `matrix-${name}`

async function makeAccount(actor: Actor) {
  const id = idOf(actor)
  const ties = {
    region: actor.role === 'county_officer' ? '430922' : null,
    organisation: ['monitoring_operator', 'ngo'].includes(actor.role) ? '测试' : null,
    creditCode: actor.role === 'firm' ? demoCast.cementWorks : '',
  }
  await database()`insert into users (id, name, email, username) values (${id}, ${id}, ${`${id}@accounts.invalid`}, ${id.replaceAll('/', '.').replaceAll('_', '-')})`
  await database()`
    insert into memberships (user_id, role, region_code, department, enterprise_id, organisation)
    values (${id}, ${actor.role}, ${ties.region}, ${actor.department ?? null},
      (select id from enterprises where credit_code = ${ties.creditCode}), ${ties.organisation})`
}

/** A fresh session, second factor given. */
async function cookieOf(actor: Actor): Promise<string> {
  if (actor.role === 'visitor') return ''
  const token = randomUUID()
  await database()`
    insert into sessions (id, token, user_id, expires_at, second_factor_at)
    values (${randomUUID()}, ${token}, ${idOf(actor)}, now() + interval '1 hour', now())`
  return `${sessionCookie}=${encodeURIComponent(signed(token))}`
}

function readPublished() {
  const text = readFileSync(new URL('../../docs/permissions.md', import.meta.url), 'utf8')
  const rows = (title: string) =>
    (text.split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? '')
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
      .map((line) =>
        line
          .slice(2, -2)
          .split(' | ')
          .map((cell) => cell.trim().replaceAll('`', '')),
      )
  const [head = [], ...grants] = rows('Permissions')
  const cell = (permission: string, role: string) =>
    grants.find(([name]) => name === permission)?.[head.indexOf(role)] ?? ''
  return {
    addresses: rows('Addresses')
      .slice(1)
      .map(([pattern = '', method = '', permission = '']) => ({ pattern, method, permission })),
    actions: rows('Actions')
      .slice(1)
      .map(([action = '', permission = '']) => ({ action, permission })),
    /** Does what a role may depend on its department here? */
    differs: ({ role }: Actor, permission: string): boolean => cell(permission, role).includes('('),
    may({ role, department }: Actor, permission: string): boolean {
      const grant = cell(permission, role)
      const limitedTo = /\((.*)\)/.exec(grant)?.[1]?.split(', ')
      return grant !== '' && (!limitedTo || limitedTo.includes(department ?? ''))
    },
  }
}

it('the published matrix was read', () => {
  expect(published.addresses.length).toBeGreaterThan(30)
  expect(published.actions.length).toBeGreaterThan(10)
  expect(published.may({ name: '', role: 'visitor' }, 'public.read')).toBe(true)
  expect(published.may({ name: '', role: 'visitor' }, 'account.administer')).toBe(false)
})
