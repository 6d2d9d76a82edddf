import type { Db } from '#db/client.ts'
import { problemReminders, problems } from '#db/schema/rectification.ts'
import { countNotLookedAt } from '#domain/rectification/queries/waiting.ts'
import { closureTermsOn } from '#domain/rectification/rules/terms.ts'
import { countyAddresses } from '#platform/auth/queries/addresses.ts'
import { cityDate } from '#platform/clock.ts'
import { config } from '#platform/config.ts'
import { recordEvent } from '#platform/events/record.ts'
import { log } from '#platform/log.ts'
import { sendMail, UnsendableMail } from '#platform/mail/mail.ts'
import { ledgerMail } from '#src/i18n/messages/rectification-mail.ts'

/**
 * 每月 1 日前: from the day that the rule sets on, a county with open problems that nobody looked at this month is told, once a month,
 * by mail beside its desk. @returns how many counties were told
 * @throws when a mail could not be handed over, after all others were tried: nothing of that county is kept, and it is tried again
 */
export async function remindOfLedger(db: Db, now: Date, send: typeof sendMail = sendMail): Promise<number> {
  const today = cityDate(now)
  const month = today.slice(0, 7)
  if (Number(today.slice(8)) < closureTermsOn(today).reminderDay.value) return 0
  const counties = await db.selectDistinct({ regionCode: problems.regionCode }).from(problems)
  let [told, failed] = [0, 0]
  for (const { regionCode } of counties) {
    const lines = await countNotLookedAt(db, regionCode, today)
    if (lines === 0) continue
    try {
      await db.transaction(async (transaction) => {
        const tx = transaction as unknown as Db
        const [first] = await tx
          .insert(problemReminders)
          .values({ regionCode, month, lines, at: now })
          .onConflictDoNothing()
          .returning({ lines: problemReminders.lines })
        if (!first) return
        await recordEvent(tx, {
          kind: 'reminder.problems',
          subject: `region:${regionCode}`,
          by: 'system',
          at: now,
          after: { month, lines },
        })
        await mailCounty(tx, { regionCode, month, lines }, send)
        told++
      })
    } catch (error) {
      log.warn({ code: (error as { code?: string }).code }, 'a reminder of the ledger was not mailed; tried again')
      failed++
    }
  }
  if (failed > 0) throw new Error(`${failed} reminders of the ledger were not mailed`)
  return told
}

async function mailCounty(
  tx: Db,
  { regionCode, month, lines }: { regionCode: string; month: string; lines: number },
  send: typeof sendMail,
): Promise<void> {
  const link = (path: string) => new URL(path, config().SITE_URL).href
  const { zh, en } = ledgerMail
  const text = [
    zh.text(month, lines, link('/office/problems?unchecked=yes')),
    en.text(month, lines, link('/en/office/problems?unchecked=yes')),
  ].join('\n\n----\n\n')
  for (const to of await countyAddresses(tx, regionCode))
    try {
      await send({ to, subject: `${zh.subject(month, lines)} / ${en.subject(month, lines)}`, text })
    } catch (error) {
      if (!(error instanceof UnsendableMail)) throw error
    }
}
