import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { events } from '#db/schema/event.ts'
import { demoAccounts, loadDemoAccounts } from '#db/seed/accounts.ts'
import { endDelegation, layDown, makeDelegation, takeUp } from '#domain/inbox/commands/delegate.ts'
import { chooseDigest, confirmDigest, endDigest } from '#domain/inbox/commands/digest-address.ts'
import { mailDigests } from '#domain/inbox/commands/mail-digests.ts'
import { listColleagues, listDelegations } from '#domain/inbox/queries/delegations.ts'
import { getDigestChoice } from '#domain/inbox/queries/digest.ts'
import { listWaiting, readInbox } from '#domain/inbox/queries/inbox.ts'
import { digestOf } from '#domain/inbox/rules/digest.ts'
import { countReportInbox } from '#domain/report/queries/office/inbox.ts'
import { publishStory } from '#domain/story/commands/publish.ts'
import { beginStory, saveStory } from '#domain/story/commands/write.ts'
import { countCaseInbox } from '#domain/violation/queries/inbox.ts'
import { readAbsent, standingDelegations } from '#platform/auth/delegation.ts'
import { addDays } from '#platform/clock.ts'
import { DomainError } from '#platform/errors.ts'
import { sendMail } from '#platform/mail/mail.ts'
import { admit } from '#platform/permissions/admit.ts'
import { can, notDelegable } from '#platform/permissions/matrix.ts'
import { permissionOfRoute, routes } from '#platform/permissions/routes.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { watchQueries } from '#test/bench/queries.ts'
import { useDatabase } from '#test/support/database.ts'
import { startSmtp } from '#test/support/smtp.ts'

const database = useDatabase('qy_demo')
const now = new Date('2026-11-26T09:00:00+08:00')
const today = '2026-11-26'
const later = (days: number) => new Date(now.getTime() + days * 86_400_000)
const enterpriseIds = new Map<string, number>()
const account = (username: string): Account => {
  const found = demoAccounts.find((each) => each.username === username)
  if (!found) throw new Error(username)
  const { name, role, regionCode = null, department = null, creditCode = '' } = found
  return {
    role,
    userId: `demo-${username}`,
    name,
    regionCode,
    department,
    enterpriseId: enterpriseIds.get(creditCode) ?? null,
    hasSecondFactor: true,
  }
}
beforeAll(async () => {
  await loadDemoAccounts(database.url, 'x'.repeat(32))
  const firms = await database.sql<{ id: number; code: string }[]>`select id, credit_code as code from enterprises`
  for (const { id, code } of firms) enterpriseIds.set(code, id)
})
const refused = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof DomainError) return error.problems[0]?.field ?? error.code
  throw error ?? new Error('was not refused')
}

describe('what waits', () => {
  it('stands for each account at a page that is open to it, in the order of the terms', async () => {
    for (const { username, role } of demoAccounts) {
      const viewer = account(username)
      const lines = await listWaiting(database.db, viewer, now)
      if (!['auditor', 'administrator', 'ngo', 'monitoring_operator'].includes(role))
        expect([username, lines.length > 0]).toEqual([username, true])
      else expect(lines).toEqual([])
      for (const { path, title } of lines) {
        const plain = path.replace(/[?#].*$/, '')
        const pattern =
          plain in routes
            ? plain
            : Object.keys(routes).find((each) => new RegExp(`^${each.replace(/\[\w+\]/g, '[^/]+')}$`).test(plain))
        expect([username, path, pattern && admit(viewer, [permissionOfRoute(pattern, 'GET')])]).toEqual([
          username,
          path,
          'admitted',
        ])
        expect(title.zh.length * title.en.length).toBeGreaterThan(0)
      }
      const terms = lines.map(({ dueAt }) => dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER)
      expect(terms).toEqual(terms.toSorted((a, b) => a - b))
    }
  })

  it('is as many as the desks themselves say', async () => {
    const [legal, county] = [account('city-legal'), account('county-taojiang')]
    const kindsOf = async (viewer: Account) =>
      new Map(digestOf(await listWaiting(database.db, viewer, now), now).kinds.map(({ kind, total }) => [kind, total]))
    const cases = await countCaseInbox(database.db, legal, { page: 1 }, now)
    expect((await kindsOf(legal)).get('case.review') ?? 0).toBe(cases.waits.get('review') ?? 0)
    const own = await kindsOf(county)
    const drafts = await countCaseInbox(database.db, county, { page: 1 }, now)
    expect(own.get('case.finish') ?? 0).toBe((drafts.waits.get('draft') ?? 0) + (drafts.waits.get('returned') ?? 0))
    const { waits } = await countReportInbox(database.db, county, { page: 1 }, now)
    expect([own.get('report.accept') ?? 0, own.get('report.answer') ?? 0]).toEqual([
      waits.get('accept') ?? 0,
      waits.get('handle') ?? 0,
    ])
  })

  it('a county’s matters are the county’s until their term is over; then the city sees them too', async () => {
    const county = await listWaiting(database.db, account('county-taojiang'), now)
    expect(county.map(({ title }) => title.zh).join()).not.toContain('安化县')
    const city = await listWaiting(database.db, account('city-inspection'), now)
    const shared = city.filter(
      ({ kind, subject }) => kind === 'report.answer' && county.some((line) => line.subject === subject),
    )
    for (const { dueAt } of shared) expect(dueAt && dueAt < now).toBe(true)
  })

  it('asks the database as often for a full inbox as for one that is nearly empty', async () => {
    const asked = (regionCode: string) =>
      watchQueries(database.url, async (db, seen) => {
        const { length } = await listWaiting(db, { ...account('county-taojiang'), regionCode }, now)
        return { lines: length, queries: seen.length }
      })
    const all = await Promise.all(['430902', '430903', '430921', '430922', '430923', '430981'].map(asked))
    expect(new Set(all.map(({ lines }) => lines)).size).toBeGreaterThan(3)
    expect(new Set(all.map(({ queries }) => queries)).size).toBe(1)
  })

  it('a step that takes two people does not wait for who took the other one', async () => {
    const [writer, second] = [account('city-inspection'), account('city-inspection2')]
    const text = {
      slug: 'waits',
      kind: 'result' as const,
      category: null,
      title: '整改完成',
      titleEn: null,
      summary: '完成',
      summaryEn: null,
      body: '完成。',
      bodyEn: null,
    }
    const id = await beginStory(database.db, writer, text, now)
    const waits = async (viewer: Account) =>
      (await listWaiting(database.db, viewer, now)).some(({ subject }) => subject === `story:${id}`)
    expect([await waits(writer), await waits(second)]).toEqual([false, true])
    const forWriter = { ...second, actsFor: { userId: writer.userId, name: writer.name, delegationId: 1, toOn: today } }
    expect(await refused(publishStory(database.db, forWriter, { id, version: 1, publishAt: '' }, now))).toBe(
      'not_allowed',
    )
    await saveStory(database.db, writer, { ...text, id, version: 1, title: '整改已完成' }, now)
    await publishStory(database.db, second, { id, version: 2, publishAt: '' }, now)
    expect(await waits(second)).toBe(false)
  })
})

describe('a colleague who stands in', () => {
  const given = { delegate: 'county-taojiang2', fromOn: today, toOn: addDays(today, 6), reason: '年休假' }
  const [absent, delegate] = [() => account('county-taojiang'), () => account('county-taojiang2')]

  it('is named by the absent alone or an administrator, of the same desk, with a refusal at its field', async () => {
    const { db } = database
    expect((await listColleagues(db, absent())).map(({ username }) => username)).toEqual(['county-taojiang2'])
    expect(await refused(makeDelegation(db, absent(), { ...given, delegate: 'nobody-here' }, now))).toBe('delegate')
    expect(await refused(makeDelegation(db, absent(), { ...given, delegate: 'county-anhua' }, now))).toBe('delegate')
    expect(await refused(makeDelegation(db, absent(), { ...given, toOn: addDays(today, 40) }, now))).toBe('toOn')
    expect(await refused(makeDelegation(db, absent(), { ...given, absent: 'county-anhua' }, now))).toBe('not_allowed')
    for (const username of ['paper', 'auditor', 'operator'])
      expect(await refused(makeDelegation(db, account(username), given, now))).toBe('not_allowed')
    const byAdmin = await makeDelegation(db, account('admin'), { ...given, absent: 'county-taojiang' }, now)
    await endDelegation(db, account('admin'), { id: byAdmin, reason: '本人已回岗' }, now)
    expect(await refused(endDelegation(db, account('admin'), { id: byAdmin, reason: '再次' }, now))).toBe('conflict')
  })

  it('sees what waits for the absent alone, acts for them, and the event names both; it ends by itself', async () => {
    const { db } = database
    const id = await makeDelegation(db, absent(), given, now)
    expect(await refused(makeDelegation(db, absent(), given, now))).toBe('delegate')
    expect(await refused(makeDelegation(db, delegate(), { ...given, delegate: 'county-taojiang' }, now))).toBe(
      'delegate',
    )
    expect((await standingDelegations(db, delegate().userId, now)).map(({ userId }) => userId)).toEqual([
      absent().userId,
    ])
    expect(await standingDelegations(db, account('county-anhua').userId, now)).toEqual([])
    expect((await readInbox(db, delegate(), now)).absents).toHaveLength(1)
    expect(await refused(takeUp(db, account('county-anhua'), id, now))).toBe('not_found')
    const actsFor = await takeUp(db, delegate(), id, now)
    const acting = { ...delegate(), actsFor }
    for (const permission of notDelegable) expect([permission, can(acting, permission)]).toEqual([permission, false])
    expect(can(acting, 'case.draft', { regionCode: '430922' })).toBe(true)
    expect(can(acting, 'case.draft', { regionCode: '430923' })).toBe(false)
    expect(await refused(makeDelegation(db, acting, { ...given, delegate: 'county-taojiang' }, now))).toBe(
      'not_allowed',
    )
    const text = {
      slug: 'by-delegate',
      kind: 'result' as const,
      category: null,
      title: '桃江整改',
      titleEn: null,
      summary: '完成',
      summaryEn: null,
      body: '完成。',
      bodyEn: null,
    }
    await beginStory(db, acting, text, now)
    const [event] = await db.select().from(events).where(sql`kind like 'story%'`).orderBy(sql`id desc`).limit(1)
    expect([event?.actorId, event?.forId]).toEqual([delegate().userId, absent().userId])
    await layDown(db, acting, now)
    await layDown(db, delegate(), now)
    const [row] = await listDelegations(db, absent(), now)
    expect([row?.state, row?.done]).toEqual(['holds', 1])
    expect((await listDelegations(db, account('admin'), now)).length).toBeGreaterThanOrEqual(2)
    expect(await listDelegations(db, account('county-anhua'), now)).toEqual([])
    expect(await readAbsent(db, delegate().userId, String(id), later(6))).toMatchObject({ userId: absent().userId })
    for (const [cookie, at] of [
      [String(id), later(7)],
      [String(id), later(-1)],
      ['999999', now],
      ['1 or 1', now],
    ] as const)
      expect(await readAbsent(db, delegate().userId, cookie, at)).toBeUndefined()
    await database.owner.sql`update memberships set department = 'legal' where user_id = ${absent().userId}`
    expect(await readAbsent(db, delegate().userId, String(id), now)).toBeUndefined()
    await database.owner.sql`update memberships set department = 'inspection' where user_id = ${absent().userId}`
    expect(await refused(endDelegation(db, account('county-anhua'), { id, reason: '无关' }, now))).toBe('not_found')
    await endDelegation(db, delegate(), { id, reason: '本人也要外出' }, now)
    expect(await readAbsent(db, delegate().userId, String(id), now)).toBeUndefined()
    await expect(
      database.sql`insert into delegations (absent_id, delegate_id, from_on, to_on, reason, made_by, made_at)
        select a, b, ${today}::date, ${addDays(today, 3)}::date, 'x', a, now() from (values (${absent().userId}, ${delegate().userId}), (${absent().userId}, ${account('county-anhua').userId})) v (a, b)`,
    ).rejects.toThrow('delegations_one_at_a_time')
  })
})

describe('the letters about what waits', () => {
  const wish = { address: 'desk@example.org', weekly: true, daily: true }

  it('go to an address that said yes, on Monday and where something is overdue, once, with counts and links alone', async () => {
    const { db } = database
    const smtp = await startSmtp({ refuse: (to) => to.startsWith('nobody') })
    const send: typeof sendMail = (mail) => sendMail(mail, { SMTP_URL: smtp.url, MAIL_FROM: 'portal@example.org' })
    try {
      const county = account('county-taojiang')
      expect(await refused(chooseDigest(db, county, { ...wish, address: 'nobody@example.org' }, 'zh', now, send))).toBe(
        'address',
      )
      expect(await refused(chooseDigest(db, county, wish, 'zh', now, async () => 'not_configured'))).toBe('address')
      expect(await getDigestChoice(db, county)).toBeUndefined()
      expect(await chooseDigest(db, county, wish, 'zh', now, send)).toBe('asked')
      expect(await refused(chooseDigest(db, county, wish, 'zh', now, send))).toBe('too_often')
      expect(await mailDigests(db, 'weekly', now, send)).toEqual({ sent: 0 })
      const token = /token=([\w-]+)/.exec(smtp.messages[0]?.text ?? '')?.[1] ?? ''
      expect(await refused(confirmDigest(db, county, `${token}x`, now))).toBe('not_found')
      expect(await refused(confirmDigest(db, account('county-anhua'), token, now))).toBe('not_found')
      expect(await refused(confirmDigest(db, account('ngo'), token, now))).toBe('not_allowed')
      await confirmDigest(db, county, token, now)
      await confirmDigest(db, county, token, now)
      expect(await mailDigests(db, 'weekly', now, send)).toEqual({ sent: 1 })
      expect(await mailDigests(db, 'weekly', now, send)).toEqual({ sent: 0 })
      expect(await mailDigests(db, 'daily', now, send)).toEqual({ sent: 1 })
      expect(await mailDigests(db, 'daily', later(1), send)).toEqual({ sent: 1 })
      const lines = await listWaiting(db, county, now)
      const letter = smtp.messages[1]
      expect(letter?.recipients).toEqual([wish.address])
      expect(letter?.subject).toBe(`本周待办 ${digestOf(lines, now).total} 件`)
      expect(letter?.text).toContain('/office/inbox')
      for (const { title } of lines) expect(letter?.text).not.toContain(title.zh)
      await expect(mailDigests(db, 'weekly', later(7), () => Promise.reject(new Error('away')))).rejects.toThrow(
        '1 digests',
      )
      expect(await mailDigests(db, 'weekly', later(7), send)).toEqual({ sent: 1 })
      expect(await chooseDigest(db, county, { ...wish, daily: false }, 'en', now, send)).toBe('saved')
      expect(await mailDigests(db, 'daily', later(9), send)).toEqual({ sent: 0 })
      expect(await chooseDigest(db, county, { ...wish, daily: false, weekly: false }, 'en', now, send)).toBe('ended')
      await endDigest(db, county, now)
      expect(await getDigestChoice(db, county)).toBeUndefined()
      const said = await db.select({ after: events.after }).from(events).where(sql`kind like 'digest.%'`)
      expect(JSON.stringify(said)).not.toContain('desk@example.org')
    } finally {
      await smtp.stop()
    }
  })
})
