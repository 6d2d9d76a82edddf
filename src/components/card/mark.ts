import { config } from '#platform/config.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { cardMessages } from '#src/i18n/messages/card.ts'
import { siteMessages } from '#src/i18n/messages/site.ts'

/** Whose card it is. In the demo city it says so: pictures travel without the page round them. */
export const cardMark = (locale: Locale): string =>
  [siteMessages[locale].name, ...(config().DEMO ? [cardMessages[locale].demo] : [])].join(' · ')
