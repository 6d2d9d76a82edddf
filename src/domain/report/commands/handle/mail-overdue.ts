import { and, eq, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { memberships, users } from '#db/schema/account.ts'
import { countLate } from '#domain/report/queries/office/late.ts'
import { isReachable } from '#platform/auth/queries/addresses.ts'
import { config } from '#platform/config.ts'
import { log } from '#platform/log.ts'
import { sendMail, UnsendableMail } from '#platform/mail/mail.ts'
import { overdueMail } from '#src/i18n/messages/report-desk.ts'

/**
 * The morning's mail to who handles reports: how many are overdue, wait, and have unread messages, and where; never what is in one.
 * Who has nothing overdue and nothing unread gets none, an account without an address of its own neither.
 * @throws when the mail server does not answer, after all others were tried
 */
export async function mailOverdue(db: Db, now: Date, send: typeof sendMail = sendMail): Promise<number> {
  const staff = await db
    .select({ email: users.email, role: memberships.role, regionCode: memberships.regionCode })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.department, 'inspection'),
        or(eq(memberships.role, 'city_officer'), eq(memberships.role, 'county_officer')),
        isReachable,
      ),
    )
  const counts = new Map<string | null, Awaited<ReturnType<typeof countLate>>>()
  let [sent, failed] = [0, 0]
  for (const { email, role, regionCode } of staff) {
    const desk = role === 'city_officer' ? null : regionCode
    const count = counts.get(desk) ?? (await countLate(db, desk, now))
    counts.set(desk, count)
    if (count.late + count.unread === 0) continue
    const link = (path: string) => new URL(path, config().SITE_URL).href
    const { zh, en } = overdueMail
    const text = [zh.text(count, link('/office/reports?late=yes')), en.text(count, link('/en/office/reports?late=yes'))]
    try {
      await send({
        to: email,
        subject: `${zh.subject(count.late)} / ${en.subject(count.late)}`,
        text: text.join('\n\n----\n\n'),
      })
      sent++
    } catch (error) {
      if (error instanceof UnsendableMail) continue
      log.warn({ code: (error as { code?: string }).code }, 'a digest was not mailed; tried again')
      failed++
    }
  }
  if (failed > 0) throw new Error(`${failed} digests were not mailed`)
  return sent
}
