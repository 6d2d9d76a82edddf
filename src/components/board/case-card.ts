import type { PublishedCase } from '#domain/violation/queries/get.ts'
import { type BoardReference, nameOf } from '#domain/violation/queries/reference.ts'
import type { Card } from '#platform/card/card.ts'
import { graveTones, measureWords } from '#src/components/board/case-words.ts'
import { cardMark } from '#src/components/card/mark.ts'
import { formatDate, formatMoney } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { violationMessages } from '#src/i18n/messages/violation.ts'
import { term } from '#src/i18n/terms.ts'

/** A case in one picture. No person is named in it: a picture that was passed on cannot be taken back. */
export function caseCard(found: PublishedCase, reference: BoardReference, locale: Locale): Card {
  const say = violationMessages[locale]
  const other = found.measures.map(({ kind }) => kind).filter((kind) => kind !== 'fine' && kind !== 'order_to_correct')
  return {
    kicker: [say.board, nameOf(reference.region, found.regionCode, locale)].join(' · '),
    title: (locale === 'en' && found.titleEn) || found.title,
    facts: [
      { label: say.decidedOn, value: formatDate(locale, found.decidedOn) },
      {
        label: say.category,
        value: term(locale, 'violationCategory', found.category),
        isGrave: graveTones.includes(found.category),
      },
      found.fineFen > 0
        ? { label: say.fine, value: formatMoney(locale, found.fineFen) }
        : { label: say.measures, value: measureWords(other.slice(0, 1), locale) || '—' },
      { label: say.execution, value: term(locale, 'executionState', found.executionState) },
    ],
    foot: `${found.authority}  ${found.decisionNo}`,
    mark: cardMark(locale),
  }
}
