import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { enterpriseContacts, enterprises } from '#db/schema/enterprise.ts'
import { config } from '#platform/config.ts'
import { sendMail, UnsendableMail } from '#platform/mail/mail.ts'
import { returnMail } from '#src/i18n/messages/review.ts'

/**
 * Tells a firm by mail that a version was returned, and where the reasons stand; they are not in the mail. Without an address
 * on record, or once the correction is public, nothing is sent: the desk says it in any case.
 * @throws when the mail server does not answer: the effect is then tried again
 */
export async function mailReturn(tx: Db, disclosureId: number, send: typeof sendMail = sendMail): Promise<void> {
  const [returned] = await tx
    .select({
      year: disclosures.year,
      state: disclosures.state,
      name: enterprises.name,
      nameEn: enterprises.nameEn,
      email: enterpriseContacts.email,
    })
    .from(disclosures)
    .innerJoin(enterprises, eq(enterprises.id, disclosures.enterpriseId))
    .leftJoin(enterpriseContacts, eq(enterpriseContacts.enterpriseId, enterprises.id))
    .where(eq(disclosures.id, disclosureId))
  if (!returned?.email || returned.state !== 'published') return
  const { year, name, nameEn, email } = returned
  const link = (path: string) => new URL(path, config().SITE_URL).href
  const { zh, en } = returnMail
  const text = [zh.text(name, year, link('/filing')), en.text(nameEn ?? name, year, link('/en/filing'))]
  try {
    await send({ to: email, subject: `${zh.subject(year)} / ${en.subject(year)}`, text: text.join('\n\n----\n\n') })
  } catch (error) {
    if (!(error instanceof UnsendableMail)) throw error
  }
}
