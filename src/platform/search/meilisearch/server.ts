import { Meilisearch } from 'meilisearch'

export interface MeiliSettings {
  url: string
  key?: string | undefined
  /** Prefix of the indexes' names. */
  index?: string
}

/** A question that is not answered in this time is asked of the database. */
const answerWithinMs = 1_500
const taskWithinMs = 120_000

export const meiliServer = ({ url, key }: MeiliSettings): Meilisearch =>
  new Meilisearch({
    host: url,
    ...(key === undefined ? {} : { apiKey: key }),
    timeout: answerWithinMs,
    defaultWaitOptions: { timeout: taskWithinMs, interval: 50 },
  })

/** What the index is asked for: pairs of characters as in the database, and words with Meilisearch's own tolerance. */
export const indexSettings = {
  searchableAttributes: ['names', 'words'],
  filterableAttributes: ['kind', 'regionCode', 'year', 'pairs'],
  sortableAttributes: ['weight'],
  rankingRules: ['words', 'exactness', 'typo', 'attribute', 'proximity', 'sort', 'weight:desc'],
  typoTolerance: { minWordSizeForTypos: { oneTypo: 3, twoTypos: 20 } },
  pagination: { maxTotalHits: 10_000 },
  faceting: { maxValuesPerFacet: 200 },
}
