import { z } from 'zod'
import { searchTerms } from '#db/search-text.ts'
import { searchKinds } from '#db/vocabulary.ts'
import { searchFields } from '#platform/http/search-fields.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { terms } from '#src/i18n/terms.ts'

export const searchLimits = {
  length: 100,
  /** Of each kind, where several stand on the page. */
  group: 5,
  pageSize: 20,
  lastPage: 500,
  suggestions: 8,
  apiMost: 50,
}

function fields(locale: Locale) {
  const is = searchFields(locale)
  return {
    q: is.words(searchLimits.length, (text) => text === '' || searchTerms(text).length > 0),
    kind: is.several(
      'kind',
      is.choice(
        searchKinds,
        terms(locale, 'searchKind').map(({ label }) => label),
      ),
    ),
    region: is.several('region', is.regionCode),
    year: is.several('year', is.whole('year', 1970, 2100), 40),
  }
}

const pageSearchIn = (locale: Locale) =>
  z.object({
    ...fields(locale),
    /** Where one kind is chosen. */
    page: searchFields(locale).whole('page', 1, searchLimits.lastPage).default(1),
  })

/** The address of `/search`, in either language's messages. */
export const pageSearch = { zh: pageSearchIn('zh'), en: pageSearchIn('en') } satisfies Record<Locale, z.ZodObject>
export type PageSearch = z.infer<(typeof pageSearch)['zh']>

const is = searchFields('en')

/** `/api/v1/search` */
export const apiSearch = z.object({
  ...fields('en'),
  q: is
    .one('q')
    .trim()
    .max(searchLimits.length, { error: `At most ${searchLimits.length} characters` })
    .refine((text) => searchTerms(text).length > 0, { error: 'Give at least one letter, digit or character' }),
  limit: is.whole('limit', 1, searchLimits.apiMost).default(searchLimits.pageSize),
  /** With one `kind`: how many were read. */
  cursor: is.whole('cursor', 0, searchLimits.lastPage * searchLimits.pageSize).optional(),
})

/** `/search/suggest` */
export const suggestSearch = z.object({
  q: is.one('q').max(searchLimits.length, { error: `At most ${searchLimits.length} characters` }),
  lang: is.choice(['zh', 'en']).default('zh'),
})
