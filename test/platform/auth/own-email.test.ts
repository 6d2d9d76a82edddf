import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { emailChanges, users } from '#db/schema/account.ts'
import { events } from '#db/schema/event.ts'
import { demoAccounts, loadDemoAccounts } from '#db/seed/accounts.ts'
import { chooseDigest } from '#domain/inbox/commands/digest-address.ts'
import { askOwnEmail, confirmOwnEmail, removeOwnEmail } from '#platform/auth/commands/own-email.ts'
import { getOwnEmail } from '#platform/auth/queries/own-email.ts'
import { keptAddress, ownEmail } from '#platform/auth/rules/own-email.ts'
import { DomainError } from '#platform/errors.ts'
import { sendMail } from '#platform/mail/mail.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { useDatabase } from '#test/support/database.ts'
import { startSmtp } from '#test/support/smtp.ts'

const database = useDatabase('qy_demo')
const now = new Date('2026-11-26T09:00:00+08:00')
const minutes = (n: number) => new Date(now.getTime() + n * 60_000)
const account = (username: string): Account => {
  const {
    name,
    role,
    regionCode = null,
    department = null,
  } = demoAccounts.find((each) => each.username === username) as (typeof demoAccounts)[number]
  return { role, userId: `demo-${username}`, name, regionCode, department, enterpriseId: null, hasSecondFactor: true }
}
beforeAll(() => loadDemoAccounts(database.url, 'x'.repeat(32)))
const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof DomainError) return error.problems[0]?.field ?? error.code
      throw error
    },
  )

it.each([
  ['a.B@Example.ORG', 'a.B@example.org'],
  ['a@b@C.org', 'a@b@c.org'],
])('the part behind the @ is one in capitals and small letters: %s', (given, kept) => {
  expect(keptAddress(given)).toBe(kept)
})
it('a made address is none', () => {
  expect([ownEmail('paper@accounts.invalid'), ownEmail('a@b.INVALID'), ownEmail('a@invalid.org')]).toEqual([
    undefined,
    undefined,
    'a@invalid.org',
  ])
})

describe('an account’s own mail address', () => {
  it('changes when the new address has said yes, in time and signed in; the old one is told; the log names neither', async () => {
    const { db } = database
    const smtp = await startSmtp({ refuse: (to) => to.startsWith('nobody') })
    const send: typeof sendMail = (mail) => sendMail(mail, { SMTP_URL: smtp.url, MAIL_FROM: 'portal@example.org' })
    const away: typeof sendMail = (mail) =>
      sendMail(mail, { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'portal@example.org' })
    const [county, other] = [account('county-taojiang'), account('county-anhua')]
    const token = () => /token=([\w-]+)/.exec(smtp.messages.at(-1)?.text ?? '')?.[1] ?? ''
    const own = async (who: Account) => (await getOwnEmail(db, who.userId)).address
    const ask = (who: Account, address: string, at = now, by = send) => askOwnEmail(db, who, address, 'zh', at, by)
    try {
      expect(await refused(ask(county, 'nobody@example.org'))).toBe('address')
      expect(await refused(ask(county, 'a@b.invalid'))).toBe('address')
      expect(await refused(ask(county, 'one@example.org', now, async () => 'not_configured'))).toBe('address')
      expect(await refused(ask(county, 'one@example.org', now, away))).toBe('address')
      expect(await db.$count(emailChanges)).toBe(0)
      await ask(county, 'one@EXAMPLE.org')
      expect(await refused(ask(county, 'two@example.org', minutes(1)))).toBe('too_often')
      expect([await own(county), (await getOwnEmail(db, county.userId)).waiting]).toEqual([
        undefined,
        'one@example.org',
      ])
      const first = token()
      const confirm = (who: Account, given: string, at = minutes(3), by = send) =>
        confirmOwnEmail(db, who, given, 'zh', at, by)
      expect(await refused(confirm(county, `${first}x`))).toBe('not_found')
      expect(await refused(confirm(other, first))).toBe('not_found')
      expect(await refused(confirm(county, first, minutes(72 * 60 + 1)))).toBe('not_found')
      await confirm(county, first)
      expect(await own(county)).toBe('one@example.org')
      // Nobody was told: there was no address before.
      expect(smtp.messages).toHaveLength(1)
      expect(await refused(ask(county, 'one@example.org', minutes(4)))).toBe('address')
      expect(await refused(confirm(county, first))).toBe('not_found')

      // Another account of the same mailbox learns it only there.
      await ask(other, 'one@example.org')
      expect(await refused(confirm(other, token()))).toBe('conflict')

      // The digest asks the confirmed address no second time.
      const wish = { address: 'one@example.org', weekly: true, daily: false }
      expect(await chooseDigest(db, county, wish, 'zh', minutes(5), send)).toBe('saved')

      await ask(county, 'two@example.org', minutes(6))
      const second = token()
      expect(await refused(confirm(county, second, minutes(7), away))).toBe('address')
      expect(await own(county)).toBe('one@example.org')
      await confirm(county, second, minutes(7))
      expect(await own(county)).toBe('two@example.org')
      const told = smtp.messages.at(-1)
      expect([told?.recipients, told?.subject]).toEqual([['one@example.org'], '您在清源平台的邮箱已更改'])
      expect(told?.text).toContain('county-taojiang')
      expect(told?.text).not.toContain('two@example.org')

      await removeOwnEmail(db, county, 'en', minutes(8), send)
      expect(smtp.messages.at(-1)?.recipients).toEqual(['two@example.org'])
      const [user] = await db.select().from(users).where(eq(users.id, county.userId))
      expect([user?.email, user?.emailVerified]).toEqual(['county-taojiang@accounts.invalid', false])
      const log = await db
        .select({ kind: events.kind, after: events.after })
        .from(events)
        .where(eq(events.subject, `account:${county.userId}`))
        .orderBy(events.id)
      expect(log.map(({ kind }) => kind).filter((kind) => kind.startsWith('account.email'))).toEqual([
        'account.email_asked',
        'account.email_changed',
        'account.email_asked',
        'account.email_changed',
        'account.email_removed',
      ])
      expect(JSON.stringify(log)).not.toContain('example.org')
    } finally {
      await smtp.stop()
    }
  })
  it('changes also where the old mailbox is gone, and a visitor has none', async () => {
    const { db } = database
    const gone = new Set<string>()
    const smtp = await startSmtp({ refuse: (to) => gone.has(to) })
    const send: typeof sendMail = (mail) => sendMail(mail, { SMTP_URL: smtp.url, MAIL_FROM: 'portal@example.org' })
    const firm = account('antimony')
    const change = async (address: string, at: Date) => {
      await askOwnEmail(db, firm, address, 'en', at, send)
      const link = /token=([\w-]+)/.exec(smtp.messages.at(-1)?.text ?? '')?.[1] ?? ''
      await confirmOwnEmail(db, firm, link, 'en', at, send)
    }
    try {
      await change('old@example.net', now)
      gone.add('old@example.net')
      await change('new@example.net', minutes(3))
      expect((await getOwnEmail(db, firm.userId)).address).toBe('new@example.net')
      const log = await db
        .select({ kind: events.kind, after: events.after })
        .from(events)
        .where(eq(events.subject, `account:${firm.userId}`))
        .orderBy(events.id)
      expect(log.filter(({ kind }) => kind === 'account.email_changed').map(({ after }) => after)).toEqual([
        { told: 'none' },
        { told: 'refused' },
      ])
      expect(await refused(askOwnEmail(db, { role: 'visitor' } as never, 'a@example.org', 'zh', now, send))).toBe(
        'not_allowed',
      )
    } finally {
      await smtp.stop()
    }
  })
})
