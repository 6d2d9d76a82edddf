import { z } from 'zod'
import { searchTerms } from '#db/search-text.ts'
import { controlLevels, filingStates, media, outletKinds } from '#db/vocabulary.ts'
import { normaliseCode } from '#domain/enterprise/rules/credit-code.ts'
import { searchFields } from '#platform/http/search-fields.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { terms } from '#src/i18n/terms.ts'

export const registerLimits = {
  searchLength: 100,
  pageSize: 50,
  lastPage: 100_000,
  apiPageSize: 200,
}

/** By pinyin of the name; most exceedances first; most cases first. */
export const enterpriseSorts = ['name', '-exceedances', '-cases'] as const
export type EnterpriseSort = (typeof enterpriseSorts)[number]

/** What narrows the register: the same parameters for the list, the map and the API. */
function filterFields(locale: Locale) {
  const is = searchFields(locale)
  const labels = (name: 'controlLevel' | 'medium' | 'filingState') => terms(locale, name).map(({ label }) => label)
  return {
    /** Name or part of it, pinyin or its initials, credit code, address, pollutant: every word must occur. */
    q: is.words(registerLimits.searchLength, (text) => text === '' || searchTerms(text).length > 0),
    region: is.several('region', is.regionCode),
    sector: is.several('sector', is.code('sector')),
    control: is.several('control', is.choice(controlLevels, labels('controlLevel'))),
    medium: is.choice(media, labels('medium')).optional(),
    /** Where it stands with this year's disclosure. */
    filing: is.several('filing', is.choice(filingStates, labels('filingState'))),
    /** `yes`: only enterprises with exceedances in their newest disclosure. */
    exceeding: is.choice(['yes']).optional(),
    /** Codes of factors with a limit at one of its outlets. */
    factor: is.several('factor', is.code('factor')),
    /** Part of the map: west, south, east, north in degrees of WGS 84. */
    bbox: is.bbox,
  }
}

const searchIn = (locale: Locale) => {
  const is = searchFields(locale)
  return z.object({
    ...filterFields(locale),
    sort: is.choice(enterpriseSorts).default('name'),
    page: is.whole('page', 1, registerLimits.lastPage).default(1),
  })
}

/** The address of the register's list, in either language's messages. */
export const enterpriseSearch = { zh: searchIn('zh'), en: searchIn('en') } satisfies Record<Locale, z.ZodObject>
export type EnterpriseSearch = z.infer<(typeof enterpriseSearch)['zh']>

/** The filters alone: the map's address. */
export const enterpriseFilter = {
  zh: z.object(filterFields('zh')),
  en: z.object(filterFields('en')),
} satisfies Record<Locale, z.ZodObject>
export type EnterpriseFilter = z.infer<(typeof enterpriseFilter)['zh']>

const is = searchFields('en')

/** `/api/v1/enterprises`: the same filters, read on by cursor. */
export const enterpriseApiSearch = z.object({
  ...filterFields('en'),
  sort: is.choice(enterpriseSorts).default('name'),
  limit: is.whole('limit', 1, registerLimits.apiPageSize).default(registerLimits.pageSize),
  cursor: is.cursor,
})
export type EnterpriseApiSearch = z.infer<typeof enterpriseApiSearch>

/** `/map/points`: the filters, the part of the map and its zoom. */
export const mapPointSearch = z.object({
  ...filterFields('en'),
  bbox: is.bbox.unwrap(),
  zoom: is.whole('zoom', 0, 18),
})

/** The address of the map: the register's filters, the part of the map, and the page of the list beside it. */
const mapSearchIn = (locale: Locale) =>
  z.object({ ...filterFields(locale), page: searchFields(locale).whole('page', 1, registerLimits.lastPage).default(1) })
export const mapSearch = { zh: mapSearchIn('zh'), en: mapSearchIn('en') } satisfies Record<Locale, z.ZodObject>

/** `/api/v1/outlets` */
export const outletApiSearch = z.object({
  /** Credit code of the enterprise. */
  enterprise: is
    .one('enterprise')
    .transform(normaliseCode)
    .refine((code) => /^[0-9A-Z]{18}$|^[0-9A-Z]{9}$/.test(code), {
      error: 'A credit code has 18 characters, an organisation code 9.',
    })
    .optional(),
  region: is.several('region', is.regionCode),
  kind: is.several('kind', is.choice(outletKinds)),
  factor: is.several('factor', is.code('factor')),
  limit: is.whole('limit', 1, registerLimits.apiPageSize).default(registerLimits.pageSize),
  /** The `id` of the last outlet read. */
  cursor: is.whole('cursor', 0, 999_999_999).optional(),
})
export type OutletApiSearch = z.infer<typeof outletApiSearch>
