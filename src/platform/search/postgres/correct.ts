import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { searchTerms } from '#db/search-text.ts'
import { searchKinds } from '#db/vocabulary.ts'
import type { SearchAnswer, SearchQuery } from '#platform/search/port.ts'
import { type Found, find, mostCounted } from '#platform/search/postgres/find.ts'
import { partsMeant } from '#platform/search/postgres/meant.ts'
import { holdsWords, liveTables, type Tables } from '#platform/search/postgres/tables.ts'

/** So many words of a query are searched for; the rest of a pasted page says nothing more. */
export const mostWords = 12

/** What fits the words; where nothing does, what fits the words that were probably meant. */
export async function findCorrecting(db: Db, query: SearchQuery): Promise<SearchAnswer> {
  const words = searchTerms(query.q).slice(0, mostWords)
  if (words.length === 0) return answerOf({ hits: [], counts: [], looked: 0 }, [], null, [])
  const tables = await liveTables(db)
  const found = await find(db, tables, words, query)
  if (found.looked > 0) return answerOf(found, words, null, [])
  const [first, ...others] = await otherWords(db, tables, words)
  if (!first) return answerOf(found, words, null, [])
  return answerOf(
    await find(db, tables, first, query),
    first,
    first.join(' '),
    others.map((each) => each.join(' ')),
  )
}

/** What may have been meant by words that nothing holds together, the likeliest first; only what finds something. */
export async function otherWords(db: Db, tables: Tables, words: readonly string[]): Promise<string[][]> {
  const choices: string[][][] = []
  for (const word of words) {
    const isThere = words.length > 1 && (await isHeld(db, tables, [word]))
    choices.push(
      isThere
        ? [[word]]
        : [
            ...(await partsMeant(db, tables, word)).map((part) => [part]),
            ...(await cutInTwo(db, tables, word)),
            [word],
          ],
    )
  }
  const tried = combined(choices)
    .filter((each) => each.join(' ') !== words.join(' '))
    .slice(0, 12)
  const fitting: string[][] = []
  for (const each of tried) {
    if (fitting.length < 4 && (await isHeld(db, tables, each))) fitting.push(each)
  }
  return fitting
}

/** 桃江造纸 -> 桃江, 造纸: two words that were typed as one, cut where something holds both. */
async function cutInTwo(db: Db, tables: Tables, word: string): Promise<string[][]> {
  const signs = Array.from(word)
  if (signs.length < 3 || signs.length > 24) return []
  const cuts = signs.slice(1).map((_, i) => [signs.slice(0, i + 1).join(''), signs.slice(i + 1).join('')])
  const whole = cuts.filter((parts) => parts.every((part) => Array.from(part).length > 1))
  const held: string[][] = []
  for (const parts of whole) if (held.length === 0 && (await isHeld(db, tables, parts))) held.push(parts)
  return held
}

async function isHeld(db: Db, { documents }: Tables, words: readonly string[]): Promise<boolean> {
  const [row] = await db.execute(
    sql`select 1 from ${documents} d where ${holdsWords(sql`d.search_text`, words)} limit 1`,
  )
  return row !== undefined
}

/** Every choice for the first word with every one for the next, the likeliest of each first. */
const combined = (choices: readonly (readonly string[][])[]): string[][] =>
  choices.reduce<string[][]>(
    (begun, next) =>
      next
        .slice(0, 4)
        .flatMap((words) => begun.map((before) => [...before, ...words]))
        .slice(0, 48),
    [[]],
  )

function answerOf(
  { hits, counts, looked }: Found,
  words: readonly string[],
  corrected: string | null,
  alternatives: string[],
): SearchAnswer {
  const facet = (name: string) =>
    new Map(counts.filter((each) => each.facet === name).map(({ value, count }) => [value, count]))
  const groups = searchKinds
    .map((kind) => hits.filter((hit) => hit.kind === kind))
    .filter((group) => group.length > 0)
    .map((group) => ({
      kind: group[0]?.kind as (typeof searchKinds)[number],
      total: group[0]?.total ?? 0,
      hits: group.map(({ total: _, ...hit }) => hit),
    }))
  return {
    words,
    corrected,
    alternatives,
    groups,
    total: groups.reduce((sum, { total }) => sum + total, 0),
    hasMore: looked > mostCounted,
    facets: { kind: facet('kind'), region: facet('region'), year: facet('year') },
  }
}
