import type { searchKinds } from '#db/vocabulary.ts'

/** Raised with every change of what a document holds: the worker then fills the index anew. */
export const searchEdition = 1

export type SearchKind = (typeof searchKinds)[number]

/** One thing that can be found: what is shown of it, and all by which it is found. Only what is public. */
export interface SearchDocument {
  /** `case:17`: its kind, and how its page is addressed. */
  key: string
  kind: SearchKind
  titleZh: string
  titleEn: string
  bodyZh: string
  bodyEn: string
  /** What it is called, the title first; whoever types one of them finds it at the top. */
  names: readonly string[]
  /** What is offered while one types (spellingsOf); empty for what comes in millions. */
  spellings: readonly Spelling[]
  /** All words by which it is found (db/search-text.ts). */
  searchText: string
  regionCode: string | null
  year: number | null
  /** Among equals the higher comes first. */
  weight: number
  shown: Record<string, string | number | null>
}

export interface Spelling {
  /** Without blanks (nameKey). */
  name: string
  /** Pairs of neighbouring syllables, of a Chinese name. */
  sounds: readonly string[]
}

export interface SearchQuery {
  q: string
  kinds: readonly SearchKind[]
  regions: readonly string[]
  years: readonly number[]
  /** So many hits of each kind, after `offset` of each. */
  limit: number
  offset: number
}

export interface SearchHit {
  key: string
  kind: SearchKind
  titleZh: string
  titleEn: string
  bodyZh: string
  bodyEn: string
  regionCode: string | null
  year: number | null
  shown: Record<string, string | number | null>
  /** How well it fits, 0 the best: what was typed is its name, another name, begins one ... (tiers.ts). */
  tier: number
}

export interface SearchAnswer {
  /** The words that were searched for. */
  words: readonly string[]
  /** What was searched for in place of what was typed, which nothing fits. */
  corrected: string | null
  /** Other words that may have been meant. */
  alternatives: readonly string[]
  groups: readonly { kind: SearchKind; total: number; hits: readonly SearchHit[] }[]
  total: number
  /** There are more than `total`: the words fit a great many things, of which the best were looked at. */
  hasMore: boolean
  /** How many there would be with each value of a filter beside the other filters. */
  facets: Record<'kind' | 'region' | 'year', ReadonlyMap<string, number>>
}

export interface Suggestion {
  key: string
  kind: SearchKind
  titleZh: string
  titleEn: string
  regionCode: string | null
}

/** What every engine does; the same tests run against all of them (test/platform/search/contract.ts). */
export interface SearchEngine {
  readonly name: 'postgres' | 'meilisearch'
  /** Puts documents in, each in place of the one with its key. */
  put(documents: readonly SearchDocument[]): Promise<void>
  remove(keys: readonly string[]): Promise<void>
  find(query: SearchQuery): Promise<SearchAnswer>
  /** What begins with, holds or sounds like what was typed so far, the likeliest first. */
  suggest(q: string, limit: number): Promise<Suggestion[]>
  /** Fills a new index beside the one that answers and then lets it answer. What is put or removed meanwhile is in both. */
  rebuild(documents: AsyncIterable<readonly SearchDocument[]>): Promise<{ count: number }>
}
