import type { APIRoute } from 'astro'
import { boardSearch, caseCopy } from '#domain/violation/input/board.ts'
import { listCases } from '#domain/violation/queries/list.ts'
import { cityDate } from '#platform/clock.ts'
import { answerApi } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'
import { boardSentence } from '#src/components/board/board-state.ts'
import { cardResponse } from '#src/components/card/answer.ts'
import { cardMark } from '#src/components/card/mark.ts'
import { formatNumber } from '#src/i18n/format.ts'
import { cardMessages } from '#src/i18n/messages/card.ts'
import { violationMessages } from '#src/i18n/messages/violation.ts'

/** The share card of the whole board; `?lang=en` for English. */
export const GET: APIRoute = ({ locals: { db, now }, url, cache }) =>
  answerApi(async () => {
    const { lang: locale } = parseApiSearch(caseCopy, url.searchParams)
    const list = await listCases(db, boardSearch.zh.parse({}), 1)
    const year = Number(cityDate(now).slice(0, 4))
    const say = cardMessages[locale]
    const cases = (n: number | undefined) => say.cases(formatNumber(locale, n ?? 0))
    cache.set({ maxAge: 300, swr: 3600, tags: ['board'] })
    return cardResponse({
      kicker: violationMessages[locale].board,
      title: boardSentence(list, '', locale),
      facts: [
        { label: say.total, value: cases(list.total) },
        { label: say.thisYear(year), value: cases(list.facets?.year.get(String(year))) },
        { label: say.repeats, value: cases(list.facets?.repeat.get('yes')) },
        { label: say.overdue, value: cases(list.facets?.execution.get('overdue')), isGrave: true },
      ],
      foot: violationMessages[locale].feedOf,
      mark: cardMark(locale),
    })
  })
