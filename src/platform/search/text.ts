import { and, arrayContains, type Column, like, type SQL } from 'drizzle-orm'
import { bigramsOf, searchTerms } from '#db/search-text.ts'

export { searchTerms, searchText } from '#db/search-text.ts'

/**
 * The condition that a row holds every word of `q`: the index gives the rows with all pairs of characters, the text itself
 * then says whether they stand together. Undefined when `q` holds no word.
 */
export function matchesSearch(searchBigrams: Column, text: Column, q: string): SQL | undefined {
  const terms = searchTerms(q)
  if (terms.length === 0) return undefined
  return and(
    arrayContains(searchBigrams, bigramsOf(terms)),
    ...terms.filter((term) => Array.from(term).length > 2).map((term) => like(text, `%${escapeLike(term)}%`)),
  )
}

/** Terms hold letters, digits and points only; this keeps the promise even if that changes. */
const escapeLike = (term: string) => term.replace(/[\\%_]/g, '\\$&')
