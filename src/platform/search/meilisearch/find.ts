import { sql } from 'drizzle-orm'
import type { Meilisearch } from 'meilisearch'
import type { Db } from '#db/client.ts'
import { bigramsOf, searchTerms } from '#db/search-text.ts'
import { searchKinds } from '#db/vocabulary.ts'
import type { SearchAnswer, SearchHit, SearchQuery } from '#platform/search/port.ts'
import { mostWords, otherWords } from '#platform/search/postgres/correct.ts'
import { liveTables, type Tables, textArray } from '#platform/search/postgres/tables.ts'
import { tierOf } from '#platform/search/tiers.ts'

/** So many of each kind are put in our own order. */
const mostRanked = 200

interface Stored {
  key: string
  weight: number
}

/** What holds all pairs of the words, with what Meilisearch itself finds near them; where nothing does, what was probably meant. */
export async function findInMeili(
  db: Db,
  server: Meilisearch,
  index: string,
  query: SearchQuery,
): Promise<SearchAnswer> {
  const words = searchTerms(query.q).slice(0, mostWords)
  const tables = await liveTables(db)
  const found = await ask(db, tables, server, index, words, query)
  if (found.total > 0 || words.length === 0) return found
  const [first, ...others] = await otherWords(db, tables, words)
  if (!first) return found
  const alternatives = others.map((each) => each.join(' '))
  return { ...(await ask(db, tables, server, index, first, query)), corrected: first.join(' '), alternatives }
}

async function ask(
  db: Db,
  tables: Tables,
  server: Meilisearch,
  index: string,
  words: readonly string[],
  query: SearchQuery,
): Promise<SearchAnswer> {
  const nothing = { words, corrected: null, alternatives: [], groups: [], total: 0, hasMore: false }
  const none = { kind: new Map(), region: new Map(), year: new Map() }
  if (words.length === 0) return { ...nothing, facets: none }
  const holds = bigramsOf(words).map((pair) => `pairs = ${JSON.stringify(pair)}`)
  const chosen = {
    kind: query.kinds.map((kind) => `kind = ${kind}`),
    region: query.regions.map((code) => `regionCode = ${JSON.stringify(code)}`),
    year: query.years.map((year) => `year = ${year}`),
  }
  const filters = (except?: keyof typeof chosen) =>
    (Object.keys(chosen) as (keyof typeof chosen)[])
      .filter((name) => name !== except && chosen[name].length > 0)
      .map((name) => chosen[name])
  const kinds = searchKinds.filter((kind) => query.kinds.length === 0 || query.kinds.includes(kind))
  const base = { indexUid: index, attributesToRetrieve: ['key', 'weight'], limit: mostRanked }
  const ofKinds = kinds.map((kind) => ({
    ...base,
    q: words.join(' '),
    matchingStrategy: 'all' as const,
    filter: [...holds, ...filters('kind'), `kind = ${kind}`],
  }))
  const plain = kinds.map((kind) => ({
    ...base,
    q: '',
    sort: ['weight:desc'],
    filter: [...holds, ...filters('kind'), `kind = ${kind}`],
  }))
  const counted = (['kind', 'region', 'year'] as const).map((name) => ({
    ...base,
    q: '',
    limit: 0,
    facets: [name === 'region' ? 'regionCode' : name],
    filter: [...holds, ...filters(name)],
  }))
  const { results } = await server.multiSearch<{ queries: typeof plain }, Stored>({
    queries: [...plain, ...ofKinds, ...counted] as typeof plain,
  })
  const groups = []
  for (const [place, kind] of kinds.entries()) {
    const [all, near] = [results[place], results[kinds.length + place]]
    const keys = [...new Set([...(near?.hits ?? []), ...(all?.hits ?? [])].map(({ key }) => key))]
    const hits = await shownOf(db, tables, keys, words)
    const total = all?.estimatedTotalHits ?? 0
    const page = hits.slice(query.offset, query.offset + query.limit)
    if (total > 0 && page.length > 0) groups.push({ kind, total, hits: page })
  }
  const facet = (place: number, name: string) =>
    new Map(Object.entries(results[2 * kinds.length + place]?.facetDistribution?.[name] ?? {}))
  const total = groups.reduce((sum, group) => sum + group.total, 0)
  return {
    ...nothing,
    groups,
    total,
    hasMore: groups.some((group) => group.total >= 10_000),
    facets: { kind: facet(0, 'kind'), region: facet(1, 'regionCode'), year: facet(2, 'year') },
  }
}

/** What is still public of these, in order: the better fit first, then the weightier. */
async function shownOf(
  db: Db,
  { documents }: Tables,
  keys: readonly string[],
  words: readonly string[],
): Promise<SearchHit[]> {
  if (keys.length === 0) return []
  const rows = await db.execute<Omit<SearchHit, 'tier'> & { names: string; weight: number }>(sql`
    select key, kind, title_zh as "titleZh", title_en as "titleEn", body_zh as "bodyZh", body_en as "bodyEn",
      region_code as "regionCode", year, shown, names, weight
    from ${documents} where key = any(${textArray(keys)})`)
  return [...rows]
    .map(({ names, ...row }) => ({ ...row, tier: tierOf(names.trim().split('\n'), words) }))
    .sort((a, b) => a.tier - b.tier || b.weight - a.weight || a.key.localeCompare(b.key))
    .map(({ weight: _, ...hit }) => hit)
}
