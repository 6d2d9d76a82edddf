import type { Db } from '#db/client.ts'
import { type PageSearch, searchLimits } from '#domain/search/input.ts'
import { searchEngine } from '#platform/search/engine.ts'
import type { SearchAnswer, Suggestion } from '#platform/search/port.ts'

/** One page of what was searched for: the best of each kind, or, where one kind is chosen, a page of it. */
export function findEverything(db: Db, search: PageSearch): Promise<SearchAnswer> {
  const isOne = search.kind.length === 1
  return searchEngine(db).find({
    q: search.q ?? '',
    kinds: search.kind,
    regions: search.region,
    years: search.year,
    limit: isOne ? searchLimits.pageSize : searchLimits.group,
    offset: isOne ? (search.page - 1) * searchLimits.pageSize : 0,
  })
}

/** For programs: up to `limit` of each kind, or so many of one kind after the first `cursor`. */
export const findForPrograms = (
  db: Db,
  search: Pick<PageSearch, 'q' | 'kind' | 'region' | 'year'> & { limit: number; cursor?: number | undefined },
): Promise<SearchAnswer> =>
  searchEngine(db).find({
    q: search.q ?? '',
    kinds: search.kind,
    regions: search.region,
    years: search.year,
    limit: search.limit,
    offset: search.cursor ?? 0,
  })

export const suggestNames = (db: Db, q: string): Promise<Suggestion[]> =>
  searchEngine(db).suggest(q, searchLimits.suggestions)
