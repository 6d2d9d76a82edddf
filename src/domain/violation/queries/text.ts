import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { bigramsOf, searchTerms } from '#db/search-text.ts'
import type { BoardFilter, BoardSort } from '#domain/violation/input/board.ts'
import { filterConditions } from '#domain/violation/queries/conditions.ts'
import { orders } from '#domain/violation/queries/order.ts'

/** `all`: every published case with these words. `first`: the first ones in the order, of those that pass the filters too. */
export interface TextMatch {
  ids: number[]
  covers: 'all' | 'first'
  /** With `first`: there are more than these. */
  hasMore: boolean
}

/** So many cases are found whole, with exact counts beside every filter. */
const wholeUpTo = 20_000
/** Of words that fit more, so many are listed. */
const firstOnes = 500

/**
 * The cases in whose search text every word typed stands. Rare words are found by the index of pairs of characters; words that
 * fit a great many cases are met quickly by reading the board in its order. Undefined when nothing was typed.
 */
export async function findByText(db: Db, filter: BoardFilter, sort: BoardSort): Promise<TextMatch | undefined> {
  const q = filter.q ?? ''
  const terms = searchTerms(q)
  if (terms.length === 0) return undefined
  if ((await expectedMatches(db, terms)) <= wholeUpTo) {
    const found = await db
      .select({ id: cases.id })
      .from(cases)
      .where(
        and(
          eq(cases.state, 'published'),
          holdsPairs(bigramsOf(terms.filter(isPaired))),
          ...holdsTerms(terms.filter(needsReading)),
        ),
      )
      .limit(wholeUpTo + 1)
    if (found.length <= wholeUpTo) return { ids: found.map(({ id }) => id), covers: 'all', hasMore: false }
  }
  const found = await db
    .select({ id: cases.id })
    .from(cases)
    .where(and(...filterConditions(filter), ...holdsWords(q)))
    .orderBy(...orders[sort])
    .limit(firstOnes + 1)
  return { ids: found.slice(0, firstOnes).map(({ id }) => id), covers: 'first', hasMore: found.length > firstOnes }
}

/** How many cases the database's own statistics lead one to expect: the rarest pair of each word, words taken as independent. */
async function expectedMatches(db: Db, terms: string[]): Promise<number> {
  const words = terms
    .filter(isPaired)
    .slice(0, 6)
    .map((term) => bigramsOf([term]).slice(0, 6))
  const conditions = [undefined, ...words.flat().map((pair) => holdsPairs([pair]))]
  // Each in a part of its own, which the plan then names; joined plainly they could come back in another order.
  const parts = conditions.map((condition, i) => ({
    name: sql.raw(`part_${i}`),
    query: sql`select 1 from ${cases} where ${and(eq(cases.state, 'published'), condition)}`,
  }))
  const [row] = await db.execute<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(sql`explain (format json)
    with ${sql.join(
      parts.map(({ name, query }) => sql`${name} as materialized (${query})`),
      sql`, `,
    )} ${sql.join(
      parts.map(({ name }) => sql`select from ${name}`),
      sql` union all `,
    )}`)
  const rows = new Map(partsOf(row?.['QUERY PLAN'][0].Plan))
  const [published = 1, ...pairs] = conditions.map((_, i) => rows.get(`CTE part_${i}`) ?? 1)
  let expected = published
  for (const word of words) expected *= Math.min(...pairs.splice(0, word.length)) / Math.max(1, published)
  return expected
}

interface PlanNode {
  'Plan Rows': number
  'Subplan Name'?: string
  Plans?: PlanNode[]
}

const partsOf = (node: PlanNode | undefined): [name: string, rows: number][] =>
  node ? [[node['Subplan Name'] ?? '', node['Plan Rows']], ...(node.Plans ?? []).flatMap(partsOf)] : []

const isPaired = (term: string): boolean => Array.from(term).length > 1
/** A word of two characters is a pair: the index has said all there is to say. */
const needsReading = (term: string): boolean => Array.from(term).length !== 2

/** Served by the index violation_cases_search. */
const holdsPairs = (pairs: string[]): SQL | undefined =>
  pairs.length > 0
    ? sql`search_bigrams(${cases.searchText}) @> ${`{${pairs.map((pair) => `"${pair}"`).join(',')}}`}::text[]`
    : undefined

/** What is asked in truth: each word stands there whole; pairs that stand apart do not make one. */
export const holdsWords = (q: string): SQL[] => holdsTerms(searchTerms(q))

const holdsTerms = (terms: string[]): SQL[] =>
  terms.map((term) => sql`${cases.searchText} like ${`%${term.replace(/[\\%_]/g, '\\$&')}%`}`)
