import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import type { Subject } from '#domain/subscription/input/subscription.ts'
import { type Locale, localePath } from '#src/i18n/locale.ts'
import { subscriptionMessages } from '#src/i18n/messages/subscription.ts'

/** What is followed, in the reader's words: a firm's name, a part of the map, a search of the board. */
export async function nameSubject(db: Db, { topic, subject }: Subject, locale: Locale): Promise<string> {
  const say = subscriptionMessages[locale]
  if (topic === 'area')
    return say.area(
      subject
        .split(',')
        .map((side) => `${Number(side)}°`)
        .join(', '),
    )
  if (topic === 'board')
    return subject === '' ? say.wholeBoard : say.search(decodeURIComponent(subject.replaceAll('+', ' ')))
  const [firm] = await db
    .select({ name: enterprises.name, nameEn: enterprises.nameEn })
    .from(enterprises)
    .where(eq(enterprises.creditCode, subject))
  return (locale === 'en' && firm?.nameEn) || firm?.name || subject
}

/** The page that shows what is followed. */
export function subjectPath({ topic, subject }: Subject, locale: Locale): string {
  if (topic === 'enterprise') return localePath(locale, `/enterprises/${subject}`)
  if (topic === 'area') return localePath(locale, `/map?bbox=${subject}`)
  return localePath(locale, `/board${subject && `?${subject}`}`)
}
