import { and, type Column, like, type SQL, sql } from 'drizzle-orm'
import { bigramsOf, searchTerms } from '#db/search-text.ts'

export { normaliseSearch, searchTerms } from '#db/search-text.ts'

/**
 * The condition that a row's search text holds every word of `q`: the index on `search_bigrams(search_text)` gives the rows
 * with all pairs of characters, the text itself then says whether they stand together. Undefined when `q` holds no word.
 */
export function matchesSearch(text: Column, q: string): SQL | undefined {
  const terms = searchTerms(q)
  if (terms.length === 0) return undefined
  const pairs = `{${bigramsOf(terms).join(',')}}`
  return and(
    sql`search_bigrams(${text}) @> ${pairs}::text[]`,
    ...terms.filter((term) => Array.from(term).length > 2).map((term) => like(text, `%${escapeLike(term)}%`)),
  )
}

/** Terms hold letters, digits and points only; this keeps the promise even if that changes. */
const escapeLike = (term: string) => term.replace(/[\\%_]/g, '\\$&')
