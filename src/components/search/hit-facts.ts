import type { SearchHit } from '#platform/search/port.ts'
import { formatDate, formatPartialDate } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { searchMessages } from '#src/i18n/messages/search.ts'
import { term } from '#src/i18n/terms.ts'

/** The small line below a hit's title: what tells it from others of its kind. */
export function hitFacts({ kind, shown, titleZh }: SearchHit, regionName: string, locale: Locale): string[] {
  const say = searchMessages[locale]
  const text = (name: string) => String(shown[name] ?? '')
  const day = (name: string, said: (day: string) => string) => (shown[name] ? said(formatDate(locale, text(name))) : '')
  const facts: Record<SearchHit['kind'], () => string[]> = {
    enterprise: () => [regionName, text('creditCode'), shown.formerNames ? say.formerly(text('formerNames')) : ''],
    case: () => [
      text('decisionNo'),
      day('decidedOn', say.decided),
      regionName,
      titleZh.includes(text('enterpriseName')) ? '' : text('enterpriseName'),
    ],
    disclosure: () => [regionName, day('publishedOn', say.published)],
    outcome: () => [regionName, shown.concludedOn ? say.concluded(monthOrDay(text('concludedOn'), locale)) : ''],
    factor: () => [
      text('code'),
      shown.medium ? term(locale, 'medium', text('medium') as 'water' | 'air') : '',
      text('unit'),
    ],
    standard: () => [day('inForceFrom', say.inForce)],
    regulation: () => [day('day', say.inForce)],
    guide: () => [],
    term: () => [],
  }
  return facts[kind]().filter((fact) => fact !== '')
}

/** Few outcomes in a county give their month alone. */
const monthOrDay = (text: string, locale: Locale): string =>
  formatPartialDate(locale, text, text.length > 7 ? 'day' : 'month')
