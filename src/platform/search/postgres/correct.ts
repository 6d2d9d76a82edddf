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
  if (words.length === 0) return answerOf(query, { hits: [], counts: [], looked: 0 }, [], null, [])
  const tables = await liveTables(db)
  const found = await find(db, tables, words, query)
  if (found.looked > 0) return answerOf(query, found, words, null, [])
  const [first, ...others] = await otherWords(db, tables, words)
  if (!first) return answerOf(query, found, words, null, [])
  return answerOf(
    query,
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
            ...(await cutApart(db, tables, word)),
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

/** 桃江造纸超标 -> 桃江, 造纸, 超标: words that were typed as one, cut where something holds all of them; in two before three. */
async function cutApart(db: Db, tables: Tables, word: string): Promise<string[][]> {
  const signs = Array.from(word)
  if (signs.length < 4 || signs.length > 24) return []
  const two = cutsInTwo(signs)
  const three = two.flatMap(([head = '', tail = '']) => cutsInTwo(Array.from(tail)).map((parts) => [head, ...parts]))
  for (const parts of [...two, ...three].slice(0, mostCuts)) if (await isHeld(db, tables, parts)) return [parts]
  for (const parts of two.slice(0, mostCutsMeant)) {
    const meant = await partsMeantOf(db, tables, parts)
    if (meant && (await isHeld(db, tables, meant))) return [meant]
  }
  return []
}

/** 桃江, 造指 -> 桃江, 造纸: one of the two stands somewhere, for the other there is something that was meant. */
async function partsMeantOf(db: Db, tables: Tables, parts: readonly string[]): Promise<string[] | undefined> {
  const held = await Promise.all(parts.map((part) => isHeld(db, tables, [part])))
  if (held.filter(Boolean).length !== 1) return undefined
  const meant = await Promise.all(
    parts.map(async (part, i) => (held[i] ? part : (await partsMeant(db, tables, part))[0])),
  )
  return meant.every((part) => part !== undefined) ? meant : undefined
}

const mostCutsMeant = 8
const mostCuts = 40

const cutsInTwo = (signs: readonly string[]): string[][] =>
  signs.slice(2, -1).map((_, i) => [signs.slice(0, i + 2).join(''), signs.slice(i + 2).join('')])

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
  { kinds }: Pick<SearchQuery, 'kinds'>,
  { hits, counts, looked }: Found,
  words: readonly string[],
  corrected: string | null,
  alternatives: string[],
): SearchAnswer {
  const facet = (name: string) =>
    new Map(counts.filter((each) => each.facet === name).map(({ value, count }) => [value, count]))
  const ofKind = facet('kind')
  const groups = searchKinds
    .map((kind) => ({ kind, total: ofKind.get(kind) ?? 0, hits: hits.filter((hit) => hit.kind === kind) }))
    .filter((group) => group.hits.length > 0)
  const asked = searchKinds.filter((kind) => kinds.length === 0 || kinds.includes(kind))
  return {
    words,
    corrected,
    alternatives,
    groups,
    total: asked.reduce((sum, kind) => sum + (ofKind.get(kind) ?? 0), 0),
    hasMore: looked > mostCounted,
    facets: { kind: ofKind, region: facet('region'), year: facet('year') },
  }
}
