import type { APIContext } from 'astro'
import { boardFeed, boardLimits } from '#domain/violation/input/board.ts'
import { listRemovals } from '#domain/violation/queries/firm.ts'
import type { BoardRow } from '#domain/violation/queries/list.ts'
import { eachOf, listNewest } from '#domain/violation/queries/newest.ts'
import { boardReference, unknownCodes } from '#domain/violation/queries/reference.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import { config } from '#platform/config.ts'
import { problem } from '#platform/http/api.ts'
import { parseSearch } from '#platform/http/search-params.ts'
import { boardState } from '#src/components/board/board-state.ts'
import { measureWords } from '#src/components/board/case-words.ts'
import { type FeedEntry, instantOf, newestOf, takenOffTheBoard } from '#src/components/feed/feed.ts'
import { feedResponse } from '#src/components/feed/response.ts'
import { formatDate, formatMoney } from '#src/i18n/format.ts'
import { type Locale, localePath } from '#src/i18n/locale.ts'
import { violationMessages } from '#src/i18n/messages/violation.ts'
import { term } from '#src/i18n/terms.ts'

/** Days back for which a feed tells what was taken down. */
const removalDays = 90

/**
 * The newest cases of a state of the board, as a feed; or the refusal, when the address is wrong. The usual feed is kept like a
 * page; a longer one is read and sent piece by piece.
 */
export async function answerFeed({ locals, url, cache }: APIContext, kind: 'atom' | 'json'): Promise<Response> {
  const { db, now } = locals
  const reference = await boardReference(db)
  const { values, problems: misread } = parseSearch(boardFeed, url.searchParams)
  const problems = [...misread, ...unknownCodes(values, reference, 'en')]
  if (problems.length > 0) {
    const named = problems.map(({ field, message }) => ({ field, message }))
    return problem(400, 'A parameter is not as documented', named)
  }
  const { lang: locale, limit, ...filter } = values
  const [newest, removals] = await Promise.all([
    listNewest(db, filter, limit),
    listRemovals(db, addDays(cityDate(now), -removalDays)),
  ])
  const kept = new URLSearchParams([...url.searchParams].filter(([name]) => name !== 'lang' && name !== 'limit'))
  const at = (path: string) => new URL(path, config().SITE_URL).href
  const days = [...newest.map(({ updatedAt }) => updatedAt), ...removals.map(({ removedOn }) => instantOf(removedOn))]
  async function* entries() {
    for await (const row of eachOf(
      db,
      newest.map(({ id }) => id),
    ))
      yield entryOf(row, locale, at)
  }
  if (limit <= boardLimits.feedSize) cache.set({ maxAge: 300, swr: 3600, tags: ['board'] })
  return feedResponse(kind, {
    locale,
    title: violationMessages[locale].feedTitle(boardState(filter, reference, locale)),
    about: violationMessages[locale].feedOf,
    home: at(localePath(locale, `/board${kept.size > 0 ? `?${kept}` : ''}`)),
    self: at(url.pathname + url.search),
    updated: newestOf(days),
    entries: entries(),
    removed: removals.map(({ id, removedOn }) => ({ url: at(`/board/${id}`), on: instantOf(removedOn).toISOString() })),
    removedAbout: takenOffTheBoard,
  })
}

function entryOf(row: BoardRow, locale: Locale, at: (path: string) => string): FeedEntry {
  const english = locale === 'en'
  const fine = row.fineFen > 0 ? `${term(locale, 'measureKind', 'fine')} ${formatMoney(locale, row.fineFen)}` : ''
  const measures = measureWords(
    row.measureKinds.filter((kind) => kind !== 'fine'),
    locale,
  )
  return {
    id: at(`/board/${row.id}`),
    url: at(localePath(locale, `/board/${row.id}`)),
    title: (english && row.titleEn) || row.title,
    summary: [formatDate(locale, row.decidedOn), row.authority, row.decisionNo, fine, measures]
      .filter(Boolean)
      .join(english ? '; ' : '；'),
    text: (english && row.factsEn) || row.facts,
    category: row.category,
    categoryLabel: term(locale, 'violationCategory', row.category),
    published: row.publishedAt,
    updated: row.updatedAt,
  }
}
