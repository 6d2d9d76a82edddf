import { and, desc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { countyReturnSteps, countyReturns } from '#db/schema/assessment.ts'
import { regions } from '#db/schema/region.ts'
import { countyAddresses } from '#platform/auth/queries/addresses.ts'
import { config } from '#platform/config.ts'
import { log } from '#platform/log.ts'
import { sendMail, UnsendableMail } from '#platform/mail/mail.ts'
import { type ReturnMailAbout, returnMail } from '#src/i18n/messages/return-mail.ts'

/**
 * Tells the people of a county by mail that a return is due, overdue or came back. An account without an address gets none: the desk
 * says it in any case.
 * @throws when the mail server does not answer, after all others were tried: the effect is then tried again
 */
export async function mailReturn(
  tx: Db,
  id: number,
  about: ReturnMailAbout,
  send: typeof sendMail = sendMail,
): Promise<number> {
  const [found] = await tx
    .select({
      kind: countyReturns.kind,
      period: countyReturns.period,
      regionCode: countyReturns.regionCode,
      dueOn: countyReturns.dueOn,
      state: countyReturns.state,
      nameZh: regions.nameZh,
      nameEn: regions.nameEn,
    })
    .from(countyReturns)
    .innerJoin(regions, eq(regions.code, countyReturns.regionCode))
    .where(eq(countyReturns.id, id))
  if (!found || found.state === 'signed' || found.state === 'received') return 0
  const [last] = await tx
    .select({ words: countyReturnSteps.words })
    .from(countyReturnSteps)
    .where(and(eq(countyReturnSteps.returnId, id), eq(countyReturnSteps.step, 'sent_back')))
    .orderBy(desc(countyReturnSteps.id))
    .limit(1)
  const said = { ...found, reason: last?.words ?? '' }
  const link = (lead: string) =>
    new URL(`${lead}/office/returns/${found.regionCode}/${found.period}`, config().SITE_URL).href
  const { zh, en } = returnMail
  const subject = `${zh.subject(about, said)} / ${en.subject(about, said)}`
  const text = [zh.text(about, said, link('')), en.text(about, said, link('/en'))].join('\n\n----\n\n')
  let [sent, failed] = [0, 0]
  for (const to of await countyAddresses(tx, found.regionCode))
    try {
      await send({ to, subject, text })
      sent++
    } catch (error) {
      if (error instanceof UnsendableMail) continue
      log.warn({ code: (error as { code?: string }).code }, 'a return was not mailed about; tried again')
      failed++
    }
  if (failed > 0) throw new Error(`${failed} mails about a return were not sent`)
  return sent
}
