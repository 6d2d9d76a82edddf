import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosureReminders as reminders } from '#db/schema/obligation.ts'
import type { reminderMails } from '#db/vocabulary.ts'
import { listToRemind, listUnmailed } from '#domain/disclosure/queries/reminders.ts'
import { daysLeft } from '#domain/disclosure/rules/deadline.ts'
import { reminderStep } from '#domain/disclosure/rules/reminder.ts'
import { cityDate } from '#platform/clock.ts'
import { config } from '#platform/config.ts'
import { recordEvent } from '#platform/events/record.ts'
import { log } from '#platform/log.ts'
import { sendMail, UnsendableMail } from '#platform/mail/mail.ts'
import { reminderMessages } from '#src/i18n/messages/reminder.ts'

type Mail = (typeof reminderMails)[number]

/**
 * The work of each morning: firms whose disclosure is due in 30, 7 or 1 days, or since yesterday, are reminded on their desk
 * and by mail, each step once. A mail server that does not answer leaves the mail for the next attempt. Addresses and names
 * are in no log and no event.
 * @throws when a mail could not be handed over, after all others were tried
 */
export async function remind(db: Db, now: Date, send: typeof sendMail = sendMail): Promise<void> {
  const made = await makeReminders(db, now)
  let failed = 0
  for (const reminder of await listUnmailed(db)) {
    try {
      const mail = await mailOne(reminder, now, send)
      await db
        .update(reminders)
        .set({ mail, mailedAt: mail === 'sent' ? now : null })
        .where(
          and(
            eq(reminders.year, reminder.year),
            eq(reminders.enterpriseId, reminder.enterpriseId),
            eq(reminders.step, reminder.step),
          ),
        )
    } catch (error) {
      log.warn(
        { code: (error as { code?: string }).code, year: reminder.year },
        'a reminder was not mailed; tried again',
      )
      failed++
    }
  }
  log.info({ made, failed }, 'reminders')
  if (failed > 0) throw new Error(`${failed} reminders were not mailed`)
}

/** What the desks show, with its event. @returns how many are new */
async function makeReminders(db: Db, now: Date): Promise<number> {
  let made = 0
  for (const { enterpriseId, creditCode, year, dueOn } of await listToRemind(db, cityDate(now))) {
    const step = reminderStep(daysLeft(dueOn, now))
    if (!step) continue
    await db.transaction(async (transaction) => {
      const tx = transaction as unknown as Db
      const [first] = await tx
        .insert(reminders)
        .values({ enterpriseId, year, step, remindedAt: now })
        .onConflictDoNothing()
        .returning({ step: reminders.step })
      if (!first) return
      made++
      await recordEvent(tx, {
        kind: 'reminder.made',
        subject: `enterprise:${creditCode}`,
        by: 'system',
        at: now,
        after: { creditCode, year, step, dueOn },
      })
    })
  }
  return made
}

async function mailOne(
  { email, year, dueOn, enterpriseName, enterpriseNameEn }: Awaited<ReturnType<typeof listUnmailed>>[number],
  now: Date,
  send: typeof sendMail,
): Promise<Mail> {
  if (!email) return 'no_address'
  const days = daysLeft(dueOn, now)
  const link = (path: string) => new URL(path, config().SITE_URL).href
  const { zh, en } = reminderMessages
  const text = [
    zh.mailText(enterpriseName, year, dueOn, days, link(`/filing/${year}`)),
    en.mailText(enterpriseNameEn ?? enterpriseName, year, dueOn, days, link(`/en/filing/${year}`)),
  ].join('\n\n----\n\n')
  try {
    const outcome = await send({ to: email, subject: `${zh.subject(year, days)} / ${en.subject(year, days)}`, text })
    return outcome === 'sent' ? 'sent' : 'no_mail_server'
  } catch (error) {
    if (error instanceof UnsendableMail) return 'no_address'
    throw error
  }
}
