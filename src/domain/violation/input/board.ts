import { z } from 'zod'
import { searchTerms } from '#db/search-text.ts'
import { controlLevels, executionStates, measureKinds, violationCategories } from '#db/vocabulary.ts'
import { type FineBand, fineBands } from '#domain/violation/rules/measures.ts'
import { searchFields } from '#platform/http/search-fields.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { terms, type Vocabulary } from '#src/i18n/terms.ts'

export const boardLimits = {
  searchLength: 100,
  firstYear: 2000,
  lastYear: 2100,
  pageSize: 50,
  lastPage: 100_000,
  apiPageSize: 200,
  feedSize: 50,
  feedMost: 500,
  embedSize: 10,
}

/** Newest decision first; oldest first; highest fine first. */
const boardSorts = ['-decided', 'decided', '-fine'] as const
export type BoardSort = (typeof boardSorts)[number]
export const fineBandNames = Object.keys(fineBands) as [FineBand, ...FineBand[]]

const quarters = ['1', '2', '3', '4'] as const

/** What narrows the board: the same parameters for the page, the feeds and the API. */
function filterFields(locale: Locale) {
  const is = searchFields(locale)
  const worded = <const T extends readonly [string, ...string[]]>(vocabulary: Vocabulary, values: T) =>
    is.choice(
      values,
      terms(locale, vocabulary).map(({ label }) => label),
    )
  return {
    /** Title, firm, decision number, facts: every word must occur. */
    q: is.words(boardLimits.searchLength, (text) => text === '' || searchTerms(text).length > 0),
    category: is.several('category', worded('violationCategory', violationCategories)),
    measure: is.several('measure', worded('measureKind', measureKinds)),
    region: is.several('region', is.regionCode),
    sector: is.several('sector', is.code('sector')),
    /** Of the decision. */
    year: is.several('year', is.whole('year', boardLimits.firstYear, boardLimits.lastYear)),
    /** Of the year, 1 to 4: with a year chosen, one quarter. */
    quarter: is.several('quarter', is.choice(quarters)),
    /** Bands of the sum of its fines (rules/measures.ts, fineBands). */
    fine: is.several('fine', is.choice(fineBandNames)),
    control: is.several('control', worded('controlLevel', controlLevels)),
    execution: is.several('execution', worded('executionState', executionStates)),
    /** `yes`: only cases of a firm that had another published decision in the two years before. */
    repeat: is.choice(['yes']).optional(),
  }
}

const searchIn = (locale: Locale) =>
  z.object({
    ...filterFields(locale),
    sort: searchFields(locale).choice(boardSorts).default('-decided'),
    page: searchFields(locale).whole('page', 1, boardLimits.lastPage).default(1),
  })

/** The address of the board, in either language's messages. */
export const boardSearch = { zh: searchIn('zh'), en: searchIn('en') } satisfies Record<Locale, z.ZodObject>
export type BoardSearch = z.infer<(typeof boardSearch)['zh']>

const mapIn = (locale: Locale) =>
  z.object({
    ...filterFields(locale),
    /** Part of the map: west, south, east, north in degrees of WGS 84. */
    bbox: searchFields(locale).bbox,
    page: searchFields(locale).whole('page', 1, boardLimits.lastPage).default(1),
  })

/** The address of the map of cases: the board's filters and the part of the map. */
export const caseMapSearch = { zh: mapIn('zh'), en: mapIn('en') } satisfies Record<Locale, z.ZodObject>

/** `/map/cases/points` */
export const casePointSearch = z.object({
  ...filterFields('en'),
  bbox: searchFields('en').bbox.unwrap(),
  zoom: searchFields('en').whole('zoom', 0, 18),
})

const language = searchFields('en').choice(['zh', 'en']).default('zh')

/** The address of a feed: the filters, how many entries, and the language that it is read in. */
export const boardFeed = z.object({
  ...filterFields('en'),
  limit: searchFields('en').whole('limit', 1, boardLimits.feedMost).default(boardLimits.feedSize),
  lang: language,
})
export type BoardFilter = Omit<z.infer<typeof boardFeed>, 'lang' | 'limit'>

/** The address of a file that holds every case of a state of the board. */
export const boardFile = z.object({
  ...filterFields('en'),
  sort: searchFields('en').choice(boardSorts).default('-decided'),
  lang: language,
})

/** The address of a table to be shown inside other sites' pages. */
const embedIn = (locale: Locale) =>
  z.object({
    ...filterFields(locale),
    sort: searchFields(locale).choice(boardSorts).default('-decided'),
    limit: searchFields(locale).whole('limit', 1, boardLimits.pageSize).default(boardLimits.embedSize),
  })
export const boardEmbed = { zh: embedIn('zh'), en: embedIn('en') } satisfies Record<Locale, z.ZodObject>

/** The address of a picture or a citation of one case. */
export const caseCopy = z.object({ lang: language })

/** `/api/v1/violations`: the same filters, read on by cursor. */
export const violationApiSearch = z.object({
  ...filterFields('en'),
  sort: searchFields('en').choice(['-decided', 'decided']).default('-decided'),
  limit: searchFields('en').whole('limit', 1, boardLimits.apiPageSize).default(boardLimits.pageSize),
  /** The last case's place in the order: its day and number. */
  cursor: searchFields('en')
    .cursor.unwrap()
    .regex(/^\d{4}-\d{2}-\d{2}\.[1-9]\d{0,8}$/, { error: 'Take the cursor from the `next` of the page before.' })
    .optional(),
})
export type ViolationApiSearch = z.infer<typeof violationApiSearch>

/** What the statistics are narrowed by, and what the bars show: cases, or cases for each hundred firms of the register. */
const statisticsIn = (locale: Locale) => {
  const { year, region, sector, category } = filterFields(locale)
  const basis = searchFields(locale).choice(['cases', 'per100']).default('cases')
  return z.object({ year, region, sector, category, basis })
}
export const boardStatistics = { zh: statisticsIn('zh'), en: statisticsIn('en') } satisfies Record<Locale, z.ZodObject>
export const boardStatisticsFile = z.object({ ...boardStatistics.en.shape, lang: language })
export type StatisticsFilter = Pick<BoardFilter, 'year' | 'region' | 'sector' | 'category'>

/** The state of the board that the statistics are of. */
export const boardFilterOf = ({ year, region, sector, category }: StatisticsFilter): BoardFilter => ({
  ...boardSearch.zh.parse({}),
  year,
  region,
  sector,
  category,
})

/** A case's number in an address: a positive whole number, else there is no such case. */
export const caseId = z
  .string()
  .regex(/^[1-9][0-9]{0,8}$/)
  .transform(Number)
