import type { NewestOfFactor } from '#domain/monitoring/queries/live/newest.ts'
import { countStandings } from '#domain/monitoring/rules/live/standing.ts'
import { factorName } from '#src/components/live/words.ts'
import type { Locale } from '#src/i18n/locale.ts'
import type { Sentence } from '#src/i18n/messages/home.ts'
import { outletAnswerText } from '#src/i18n/messages/live.ts'

/** How an outlet stands to its limits, in one sentence: what it sends now, then what is judged. Empty where nothing has both a value and a limit. */
export function outletAnswer(locale: Locale, factors: readonly NewestOfFactor[]): Sentence {
  const stood = {
    newest: countStandings(factors, ({ now }) => now),
    judged: countStandings(factors, ({ judged }) => judged),
  }
  return (['newest', 'judged'] as const).flatMap((kind) => {
    const { limited, over, near } = stood[kind]
    const isLast = kind === 'judged' || stood.judged.limited === 0
    const names = over.map((factor) => factorName(locale, factor))
    return limited === 0 ? [] : outletAnswerText[locale](kind, String(limited), names, near.length, isLast)
  })
}
