import type { PublishedCase } from '#domain/violation/queries/get.ts'
import { firmName } from '#src/components/board/case-words.ts'
import { formatDate, formatMoney } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { violationMessages } from '#src/i18n/messages/violation.ts'
import { term } from '#src/i18n/terms.ts'

/** The sentence that a case opens with: who, when, by whom, what was ordered, where it stands. */
export function caseAnswer(found: PublishedCase, locale: Locale): string {
  const say = violationMessages[locale]
  const measures = found.measures.map(({ kind, amountFen, days }) => {
    if (kind === 'fine') return say.fined(formatMoney(locale, amountFen ?? 0))
    if (kind === 'daily_penalty') return say.dailyFined(days ?? 0, formatMoney(locale, amountFen ?? 0))
    return locale === 'zh' ? term(locale, 'measureKind', kind) : term(locale, 'measureKind', kind).toLowerCase()
  })
  const what = measures.length > 0 ? measures.join(say.joinMeasures) : say.noMeasure
  const standing = [
    found.rectifyBy && found.executionState !== 'done' ? say.due(formatDate(locale, found.rectifyBy)) : '',
    say.executionNow(term(locale, 'executionState', found.executionState)),
  ].filter(Boolean)
  return (
    say.answer(firmName(found, locale), formatDate(locale, found.decidedOn), found.authority, what) +
    say.standing(standing.join(say.joinMeasures))
  )
}
