import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { creditCodeOf } from '#db/credit-code.ts'
import { enterpriseContacts } from '#db/schema/enterprise.ts'
import { events } from '#db/schema/event.ts'
import { disclosureObligations, disclosureReminders as reminders } from '#db/schema/obligation.ts'
import { remind } from '#domain/disclosure/commands/remind.ts'
import { listReminders } from '#domain/disclosure/queries/reminders.ts'
import { sendMail } from '#platform/mail/mail.ts'
import { aMill, type Mill } from '#test/domain/disclosure/mill.ts'
import { useDatabase } from '#test/support/database.ts'
import { startSmtp } from '#test/support/smtp.ts'

const database = useDatabase('qy_empty')
let smtp: Awaited<ReturnType<typeof startSmtp>>
let [mailed, silent]: Mill[] = []
beforeAll(async () => {
  smtp = await startSmtp({})
  mailed = await aMill(database.db, creditCodeOf('91', '430922', 'MAXRM001'))
  silent = await aMill(database.db, creditCodeOf('91', '430922', 'MAXRM002'))
  await database.db
    .update(disclosureObligations)
    .set({ publishedAt: new Date('2025-06-01') })
    .where(eq(disclosureObligations.year, 2025))
  await database.db.insert(enterpriseContacts).values([
    {
      enterpriseId: mailed.enterpriseId,
      environmentalOfficer: '某某',
      phone: '0737-0000001',
      email: 'huanbao@mill.example',
    },
    { enterpriseId: silent.enterpriseId, environmentalOfficer: '某某', phone: '0737-0000002' },
  ])
})
afterAll(() => smtp.stop())

const morning = (day: string) => new Date(`${day}T08:00:00+08:00`)
const send: typeof sendMail = (mail) => sendMail(mail, { SMTP_URL: smtp.url, MAIL_FROM: 'portal@city.example' })
const made = async (mill: Mill | undefined) =>
  await database.db
    .select({ step: reminders.step, mail: reminders.mail })
    .from(reminders)
    .where(eq(reminders.enterpriseId, mill?.enterpriseId ?? 0))

describe('reminders before 30 June 2026', () => {
  it('none before the last month', async () => {
    await remind(database.db, morning('2026-05-30'), send)
    expect(await made(mailed)).toEqual([])
  })

  it('30 days before: by mail in both languages with the link, and on the desk; without an address on the desk alone', async () => {
    await remind(database.db, morning('2026-05-31'), send)
    const [mail] = await smtp.received(1)
    expect(mail?.recipients).toEqual(['huanbao@mill.example'])
    expect(mail?.subject).toBe('2026 年度环境信息公开还有 30 天到期 / Disclosure of 2026 is due in 30 days')
    expect(mail?.text).toMatch(
      /2026-06-30 24:00（北京时间）前公开[\s\S]*\/filing\/2026[\s\S]*due by 24:00 \(Beijing time\) on 2026-06-30[\s\S]*\/en\/filing\/2026/,
    )
    expect(await made(mailed)).toEqual([{ step: 'days_30', mail: 'sent' }])
    expect(await made(silent)).toEqual([{ step: 'days_30', mail: 'no_address' }])
    expect(await listReminders(database.db, silent?.enterpriseId ?? 0)).toMatchObject([
      { year: 2026, dueOn: '2026-06-30' },
    ])
  })

  it('each step once, however often the morning comes', async () => {
    for (const day of ['2026-05-31', '2026-06-10', '2026-06-22']) await remind(database.db, morning(day), send)
    expect(smtp.messages).toHaveLength(1)
  })

  it('a server that does not answer leaves the mail for the next attempt; the desk has it at once', async () => {
    const down = async () => {
      throw Object.assign(new Error('refused'), { code: 'ECONNECTION' })
    }
    await expect(remind(database.db, morning('2026-06-23'), down)).rejects.toThrow('1 reminders were not mailed')
    expect(await listReminders(database.db, mailed?.enterpriseId ?? 0)).toMatchObject([
      { step: 'days_7', mail: 'pending' },
    ])
    await remind(database.db, morning('2026-06-23'), send)
    expect((await smtp.received(2)).at(-1)?.subject).toContain('还有 7 天')
  })

  it('the eve, and the first day overdue; then no more, nor to a firm that has published', async () => {
    await remind(database.db, morning('2026-06-29'), send)
    await database.db
      .update(disclosureObligations)
      .set({ publishedAt: morning('2026-06-30') })
      .where(eq(disclosureObligations.enterpriseId, silent?.enterpriseId ?? 0))
    await remind(database.db, morning('2026-07-01'), send)
    await remind(database.db, morning('2026-08-01'), send)
    expect((await made(mailed)).map(({ step }) => step)).toEqual(['days_30', 'days_7', 'day_1', 'overdue'])
    expect((await made(silent)).map(({ step }) => step)).toEqual(['days_30', 'days_7', 'day_1'])
    expect((await smtp.received(4)).at(-1)?.text).toContain('已逾期 1 天')
    expect(await listReminders(database.db, silent?.enterpriseId ?? 0)).toEqual([])
    expect(await listReminders(database.db, mailed?.enterpriseId ?? 0)).toMatchObject([{ step: 'overdue' }])
  })

  it('no address and no person stands in an event', async () => {
    const logged = JSON.stringify(await database.db.select().from(events).where(eq(events.kind, 'reminder.made')))
    expect(logged).toContain('days_30')
    expect(logged).not.toContain('@')
    expect(logged).not.toContain('某某')
  })

  it('without a mail server the desk has the reminder and the row says that no mail went out', async () => {
    const other = await aMill(database.db, creditCodeOf('91', '430922', 'MAXRM003'))
    await database.db.insert(enterpriseContacts).values({
      enterpriseId: other.enterpriseId,
      environmentalOfficer: '某某',
      phone: '0737-0000003',
      email: 'a@mill.example',
    })
    await remind(database.db, morning('2026-06-25'), (mail) => sendMail(mail, {}))
    expect(await made(other)).toEqual([{ step: 'days_7', mail: 'no_mail_server' }])
  })
})
